// Pages that tell what the other side does while they are open. The server says no more than how far a record has grown; what is
// shown is fetched anew as the reader may see it. All tabs of a browser share one stream, because a browser opens only six
// connections to a server that does not speak HTTP/2. Without this the pages are what they were when they were opened.
import htmx from "htmx.org";

interface Growth { r: string; n: number; d?: number }
type Word = { kind: "want"; tab: string; ids: string[] } | { kind: "gone"; tab: string } | { kind: "who" } | { kind: "grown"; growth: Growth };

const most = 100;
const pause = 1000;
const lineLag = 1500; // the line of the portfolio is made anew after the entry
const toastFor = 15_000;

export function follow(): void {
  const ids = followed();
  if (ids.length === 0 || !("EventSource" in window)) {
    return;
  }

  const tab = Math.random().toString(36).slice(2);
  const hall = "BroadcastChannel" in window ? new BroadcastChannel("tandem-live") : undefined;
  const wanted = new Map<string, string[]>([[tab, ids]]);
  let stream: EventSource | undefined;
  let open: string[] = [];

  // Only the leader has a stream. Where there are no locks (an address without encryption), each tab leads itself.
  const lead = () => {
    hall?.postMessage({ kind: "who" } satisfies Word);
    setTimeout(listen, 100);
  };
  const listen = () => {
    const union = [...new Set([...wanted.values()].flat())].slice(0, most);
    if (stream !== undefined && union.every(id => open.includes(id))) {
      return;
    }

    stream?.close();
    open = union;
    stream = new EventSource(`/live?${union.map(id => `r=${id}`).join("&")}`);
    stream.addEventListener("grown", event => {
      const growth = JSON.parse((event as MessageEvent<string>).data) as Growth;
      hall?.postMessage({ kind: "grown", growth } satisfies Word);
      hear(growth);
    });
  };
  let isLeader = false;
  hall?.addEventListener("message", (event: MessageEvent<Word>) => {
    const word = event.data;
    if (word.kind === "grown") {
      hear(word.growth);
    } else if (word.kind === "who") {
      hall.postMessage({ kind: "want", tab, ids: followed() } satisfies Word);
    } else if (word.kind === "gone") {
      wanted.delete(word.tab);
    } else {
      wanted.set(word.tab, word.ids);
      if (isLeader) {
        setTimeout(listen, 100);
      }
    }
  });
  const want = () => {
    wanted.set(tab, followed());
    hall?.postMessage({ kind: "want", tab, ids: followed() } satisfies Word);
    if (isLeader) {
      listen();
    }
  };
  const resign = new AbortController();
  if (hall !== undefined && "locks" in navigator) {
    want();
    navigator.locks.request("tandem-live", { signal: resign.signal }, () => {
      isLeader = true;
      lead();
      return new Promise<void>(resolve => addEventListener("pagehide", () => resolve(), { once: true }));
    }).catch(() => undefined); // the page went before its turn came
  } else {
    isLeader = true;
    listen();
  }

  document.addEventListener("htmx:afterSettle", want); // a search shows other rows
  addEventListener("pagehide", () => {
    resign.abort();
    stream?.close();
    hall?.postMessage({ kind: "gone", tab } satisfies Word);
    hall?.close();
  });
}

const rows = () => [...document.querySelectorAll<HTMLAnchorElement>("#relationships tbody th a[href^='/r/']")];
const idOf = (link: HTMLAnchorElement) => link.pathname.slice("/r/".length);
const head = () => document.querySelector<HTMLElement>("[data-live]");
const followed = () => head() !== null ? [head()!.dataset.live!] : rows().map(idOf);

const known = new Map<string, Growth>();
const changed = new Map<string, number>();
let timer: number | undefined;
let last = 0;

function hear(growth: Growth): void {
  const here = head();
  if (here !== null ? here.dataset.live !== growth.r : !rows().some(link => idOf(link) === growth.r)) {
    return;
  }

  const before = known.get(growth.r);
  const shown = here !== null ? Number(here.dataset.size) : before?.n ?? growth.n;
  known.set(growth.r, growth);
  if (growth.n > shown || (before !== undefined && before.d !== growth.d)) {
    changed.set(growth.r, Math.min(shown, changed.get(growth.r) ?? shown));
    timer ??= window.setTimeout(refresh, Math.max(here === null ? lineLag : 0, last + pause - Date.now()));
  }
}

async function refresh(): Promise<void> {
  const news = new Map(changed);
  changed.clear();
  last = Date.now();
  try {
    const here = head();
    const address = new URL(location.href);
    address.searchParams.delete("sealed");
    const answer = await fetch(address, here === null ? { headers: { "HX-Request": "true" } } : {});
    if (!answer.ok || answer.redirected) {
      return;
    }

    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    here === null ? showRows(page) : showTable(page);
    const [table, growth] = [head(), known.get(head()?.dataset.live ?? "")];
    if (table !== null && growth !== undefined && growth.n > Number(table.dataset.size)) {
      table.dataset.size = String(growth.n); // somebody was busy there
    }

    for (const [id, after] of [...news].filter(([id, after]) => known.get(id)!.n > after).slice(0, 3)) {
      await announce(id, after);
    }
  } catch {
    // the server is away: the stream comes back with the sizes of then
  } finally {
    timer = undefined;
    if (changed.size > 0) {
      timer = window.setTimeout(refresh, pause);
    }
  }
}

async function announce(id: string, after: number): Promise<void> {
  const answer = await fetch(`/live/news?r=${id}&after=${after}`);
  if (!answer.ok || answer.redirected) {
    return;
  }

  const words = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const toast of words.querySelectorAll(".toast")) {
    document.getElementById("toasts")?.append(toast);
    setTimeout(() => toast.remove(), toastFor);
  }
}

function showRows(page: Document): void {
  for (const link of rows()) {
    const row = link.closest("tr")!;
    const fresh = page.querySelector(`#relationships th a[href="${CSS.escape(link.getAttribute("href")!)}"]`)?.closest("tr");
    put(row, fresh);
  }
}

function showTable(page: Document): void {
  put(head()!, page.querySelector("[data-live]"));
  document.querySelectorAll<HTMLElement>("main .body section.card[aria-labelledby]").forEach(card => {
    const fresh = page.querySelector<HTMLElement>(`main .body section.card[aria-labelledby="${card.getAttribute("aria-labelledby")}"]`);
    const [list, newer] = [card.querySelector(".tl"), fresh?.querySelector(".tl")];
    list && newer ? merge(list, newer) : put(card, fresh);
  });
}

// New entries come in at their place; what has changed is replaced where it stands; what somebody is busy with stays as it is.
function merge(list: Element, newer: Element): void {
  let next = list.firstElementChild;
  for (const fresh of [...newer.children]) {
    const there = [...list.children].find(item => fresh.id !== "" ? item.id === fresh.id : item.id === "" && item.textContent === fresh.textContent);
    if (there === undefined) {
      list.insertBefore(fresh, next);
      htmx.process(fresh as HTMLElement);
    } else {
      next = there.nextElementSibling;
      put(there, fresh);
    }
  }
}

function put(old: Element, fresh: Element | null | undefined): void {
  if (fresh && still(old) !== still(fresh) && !isBusy(old)) {
    old.replaceWith(fresh);
    htmx.process(fresh as HTMLElement);
  }
}

/** The markup without what is another in every answer: tokens and keys of forms. */
function still(element: Element): string {
  const copy = element.cloneNode(true) as Element;
  copy.querySelectorAll("input[type=hidden]").forEach(input => input.remove());
  return copy.outerHTML;
}

function isBusy(element: Element): boolean {
  return element.contains(document.activeElement) || element.querySelector("details[open], dialog[open], [aria-busy]") !== null
    || [...element.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input, textarea")].some(field => field.value !== field.defaultValue);
}
