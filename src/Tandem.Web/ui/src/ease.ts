// The palette and the keys. Everything they lead to is a link or a button of the page too.
import htmx from "htmx.org";

const palette = document.getElementById("palette") as HTMLDialogElement | null;
const box = document.getElementById("pal-q") as HTMLInputElement | null;
const found = document.getElementById("pal-found");
const order = "tandem-order";

function openPalette() {
  if (palette === null || box === null || palette.open) {
    return;
  }

  document.getElementById("nav")?.hidePopover?.();
  palette.showModal();
  box.value = "";
  box.focus();
  setTimeout(() => htmx.trigger(box.form!, "palette", {})); // once it is seen
}

const options = () => [...found?.querySelectorAll<HTMLAnchorElement>("[role=option]") ?? []];

function choose(option: HTMLAnchorElement | undefined) {
  for (const other of options()) {
    other.setAttribute("aria-selected", String(other === option));
  }

  box?.setAttribute("aria-expanded", String(option !== undefined));
  if (option === undefined) {
    box?.removeAttribute("aria-activedescendant");
  } else {
    box?.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }
}

document.addEventListener("click", event => {
  const opener = (event.target as Element).closest("[data-palette]");
  if (opener !== null && palette !== null && !(event as MouseEvent).ctrlKey && !(event as MouseEvent).metaKey) {
    event.preventDefault();
    openPalette();
  }
});

found?.addEventListener("htmx:afterSwap", () => choose(options()[0]));

box?.addEventListener("keydown", event => {
  const all = options();
  const at = all.findIndex(option => option.getAttribute("aria-selected") === "true");
  if (event.isComposing) {
    return;
  }

  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    choose(all[(at + (event.key === "ArrowDown" ? 1 : -1) + all.length) % all.length]);
  } else if (event.key === "Enter") {
    event.preventDefault();
    all[at]?.click();
  }
});

// Where the list was left, so that the way from one relationship to the next is the same as in it.
if (location.pathname === "/") {
  sessionStorage.setItem(order, location.search);
}

function go(where: "next" | "previous") {
  if (/^\/r\/[0-9a-f-]{32,36}(\/|$)/.test(location.pathname)) {
    const question = new URLSearchParams(sessionStorage.getItem(order) ?? "");
    question.delete("after");
    question.set("at", location.pathname + location.search);
    location.assign(`/go/${where}?${question}`);
  }
}

function step(by: number) {
  const rows = [...document.querySelectorAll<HTMLAnchorElement>(
    "#main tbody > tr > :first-child a[href], #main .tl-e h3 a, #main .list > li > .grow > a:first-child")].filter(row => row.checkVisibility());
  const at = rows.indexOf(document.activeElement as HTMLAnchorElement);
  const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by))];
  next?.focus();
}

function isTyping(target: EventTarget | null) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, select, textarea"));
}

function act(key: string): boolean {
  switch (key) {
    case "j": step(1); return true;
    case "k": step(-1); return true;
    case "[": go("previous"); return true;
    case "]": go("next"); return true;
    case "?": (document.getElementById("keys") as HTMLDialogElement | null)?.showModal(); return true;
  }

  const control = [...document.querySelectorAll<HTMLElement>(`[data-hotkey="${CSS.escape(key)}"]`)].find(each => each.checkVisibility());
  if (control?.matches("input, select, textarea")) {
    control.focus();
  } else {
    control?.click();
  }

  return control !== undefined;
}

document.addEventListener("keydown", event => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
    event.preventDefault();
    openPalette();
    return;
  }

  // Some keyboards need AltGr for the brackets.
  const isPlain = !event.metaKey && (event.getModifierState("AltGraph") || !event.ctrlKey && !event.altKey);
  if (isPlain && (!event.repeat || "jk".includes(event.key)) && !event.isComposing && document.body.dataset.keys !== undefined && !isTyping(event.target)
    && document.querySelector("dialog[open]") === null && act(event.key.length === 1 ? event.key.toLowerCase() : event.key)) {
    event.preventDefault();
  }
});
