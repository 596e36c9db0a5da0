// The pages work without this file. With it, sorting swaps only its card, undoing an import needs no reload, and
// browsers that do not know invoker commands open dialogs all the same.
import htmx from "htmx.org";

// After a swap the eyes are where the control was: keep the focus there, or it falls back to the top of the page.
let keptFocus: string | undefined;

document.addEventListener("htmx:beforeSwap", () => {
  keptFocus = document.activeElement?.getAttribute("data-focus") ?? undefined;
});

document.addEventListener("htmx:afterSettle", () => {
  if (keptFocus !== undefined) {
    document.querySelector<HTMLElement>(`[data-focus="${CSS.escape(keptFocus)}"]`)?.focus();
    keptFocus = undefined;
  } else if (document.activeElement === document.body) {
    document.getElementById("main")?.focus({ preventScroll: true });
  }
});

// A page kept by the browser's history may be old; what is shown is always what the server says now.
addEventListener("pageshow", event => {
  if (event.persisted) {
    location.reload();
  }
});

if (!("command" in HTMLButtonElement.prototype)) {
  document.addEventListener("click", event => {
    const button = (event.target as Element).closest<HTMLButtonElement>("button[commandfor]");
    const dialog = document.getElementById(button?.getAttribute("commandfor") ?? "");
    if (dialog instanceof HTMLDialogElement) {
      button?.getAttribute("command") === "close" ? dialog.close() : dialog.showModal();
    }
  });
}

export { htmx };
