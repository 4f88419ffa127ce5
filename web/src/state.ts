// The address is the state: every view has a path, every filter a parameter, so each can be sent as a link.

/** What is shown and how it is chosen. */
export interface State { path: string[]; query: URLSearchParams }

type Listener = (state: State) => void;
const listeners: Listener[] = [];

/** The state as the address has it. */
export function now(): State {
  return { path: location.pathname.split("/").filter(Boolean).map(decodeURIComponent), query: new URLSearchParams(location.search) };
}

/** Calls `work` whenever the address changes. */
export function watch(work: Listener): void {
  listeners.push(work);
}

function tell(): void {
  const state = now();
  for (const listener of listeners) listener(state);
}

/** Goes to an address of the page. */
export function go(address: string, instead = false): void {
  if (instead) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  tell();
}

/** Changes parameters of the address; null removes one. */
export function set(changes: Record<string, string | string[] | null>, instead = false): void {
  const { query } = now();
  for (const [name, value] of Object.entries(changes)) {
    query.delete(name);
    for (const one of Array.isArray(value) ? value : [value]) if (one) query.append(name, one);
  }
  const text = query.toString();
  go(location.pathname + (text ? `?${text}` : ""), instead);
}

/** An address with the filters that are set now. */
export function withFilters(path: string): string {
  const { query } = now();
  query.delete("claim");
  const text = query.toString();
  return path + (text ? `?${text}` : "");
}

window.addEventListener("popstate", tell);

/** Follows links inside the page without loading it anew. */
document.addEventListener("click", (event) => {
  const link = (event.target as Element | null)?.closest?.("a");
  if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  if (link.target || link.hasAttribute("download") || link.origin !== location.origin || link.pathname.startsWith("/api/")) return;
  if (link.getAttribute("href")?.startsWith("#")) return;
  event.preventDefault();
  go(link.pathname + link.search);
  window.scrollTo(0, 0);
});
