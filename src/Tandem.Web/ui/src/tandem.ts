// The pages work without this file. With it, sorting swaps only its card, undoing an import needs no reload, and
// browsers that do not know invoker commands open dialogs all the same.
import htmx from "htmx.org";
import { follow } from "./live";

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

// What is sent into the record says so while it is sealed, and is sent once.
document.addEventListener("submit", event => {
  const form = event.target as HTMLFormElement;
  const button = (event as SubmitEvent).submitter as HTMLButtonElement | null;
  if (form.dataset.sealing === undefined || button === null) {
    return;
  }

  if (form.dataset.sent !== undefined) {
    event.preventDefault();
    return;
  }

  form.dataset.sent = "";
  button.setAttribute("aria-busy", "true");
  button.textContent = form.dataset.sealing;
});

// Typing narrows a list; without script the whole of it is there.
document.querySelectorAll<HTMLInputElement>("input[data-filters]").forEach(input => input.addEventListener("input", () => {
  const wanted = input.value.trim().toLocaleLowerCase();
  document.querySelectorAll<HTMLElement>(input.dataset.filters!).forEach(item => {
    item.hidden = !item.textContent!.toLocaleLowerCase().includes(wanted);
  });
}));

// A refused form says why: the eyes and the focus go there.
document.querySelector<HTMLElement>(".errsum[tabindex]")?.focus();

import "./ease";
follow();

export { htmx };
