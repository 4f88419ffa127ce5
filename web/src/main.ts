// The page: loads words and counts, draws the frame around the views, and goes where the address says.

import { changedHere, forget, get, post, Problem, query, remove } from "./api";
import { applyTheme, setTheme, theme, type Theme } from "./colours";
import { OWN, rows, served } from "./data";
import { h, put } from "./dom";
import { go, now, watch } from "./state";
import type { Session, Summary } from "./types";
import { language, speak, t } from "./words";
import { bulletin } from "./views/bulletin";
import { desk } from "./views/desk";
import { incident } from "./views/incident";
import { reports, search } from "./views/lists";
import { shownValue } from "./views/filters";
import { labelled, select, trouble } from "./views/parts";
import { pictures } from "./views/pictures";
import { read } from "./views/read";
import { report } from "./views/report";
import type { View } from "./views/view";

const app = document.getElementById("app") as HTMLElement;
const main = h("main", { id: "content", tabindex: -1 });
let summary: Summary;
let session: Session;
let view: View | null = null;
let viewKey = "";
let handed: File[] = [];

async function begin(): Promise<void> {
  applyTheme();
  try {
    const words = speak(preferred());
    session = await get<Session>("/session");
    if (session.needs_token && !session.name) {
      await words;
      return door();
    }
    const counted = get<Summary>("/summary");
    // What the first view needs is asked for while the words are still on their way.
    if (!now().path.length) void rows().catch(() => undefined);
    await words;
    summary = await counted;
  } catch (error) {
    if (error instanceof Problem && error.status === 401) return door();
    put(app, h("main", { class: "content" }, trouble(error, () => location.reload())));
    return;
  }
  frame();
  show();
  void listen();
}

/** The language asked for in the address, chosen before, or the browser's. The server says which there are; another falls back. */
function preferred(): string {
  const asked = now().query.get("ui") ?? localStorage.getItem("vigie-language") ?? navigator.language.slice(0, 2);
  return /^[a-z]{2}$/.test(asked) ? asked : "en";
}

function frame(): void {
  const links: [string, string][] = [["/", "page.incidents"], ["/reports", "page.reports"], ["/read", "page.read"], ["/bulletin", "page.bulletin"], ["/pictures", "page.pictures"]];
  const query = h("input", { type: "search", name: "q", placeholder: t("page.search"), "aria-label": t("page.search_label"), value: now().path[0] === "search" ? (now().query.get("q") ?? "") : "" });
  const themes: Theme[] = ["auto", "light", "dark"];
  const themeSelect = select("theme", theme(), themes.map((name): [string, string] => [name, `${{ auto: "◐", light: "○", dark: "●" }[name]} ${t(`page.theme_${name}`)}`]), (name) => setTheme(name as Theme));
  themeSelect.setAttribute("aria-label", t("page.theme"));
  const languageSelect = select("language", language(), summary.interface.map((l): [string, string] => [l.code, l.name]), async (code) => {
    localStorage.setItem("vigie-language", code);
    const address = new URL(location.href);
    address.searchParams.delete("ui");
    history.replaceState(null, "", address);
    await speak(code);
    viewKey = "";
    frame();
    show();
    document.querySelector<HTMLElement>("select[name=language]")?.focus();
  });
  languageSelect.setAttribute("aria-label", t("page.language"));
  put(app,
    h("a", { class: "skip", href: "#content", onclick: (e: Event) => { e.preventDefault(); main.focus(); } }, t("page.skip")),
    h("header", { class: "top" },
      h("a", { class: "brand", href: "/", title: t("page.tagline") }, h("img", { src: "/icon.svg", alt: "", width: 26, height: 26 }), h("span", {}, "vigie"), h("span", { class: "record-name" }, summary.name)),
      h("nav", { class: "views", "aria-label": t("page.menu") }, links.map(([path, name]) => h("a", { href: path, "data-view": path }, t(name)))),
      h("form", { class: "search", role: "search", onsubmit: (event: Event) => { event.preventDefault(); go(`/search?q=${encodeURIComponent(query.value)}`); } }, query),
      h("div", { class: "settings" }, languageSelect, themeSelect, session.needs_token ? h("button", { type: "button", class: "plain", title: `${session.name} (${t(session.editor ? "session.as_editor" : "session.as_reader")})`, onclick: () => void remove("/session").then(() => location.assign("/")) }, t("session.leave")) : null)),
    main,
    h("footer", { class: "bottom" }, h("p", {}, t("page.caution"), summary.kept ? "" : ` ${t("page.memory")}`),
      h("p", {}, t("page.keys")),
      h("p", {}, h("a", { href: "/api/v1/docs" }, "API"), " · ", files, " · ", h("a", { href: "/api/v1/exports/gold.json", download: true }, t("correct.gold")), " · ", h("span", { class: "soft" }, summary.coder))),
    h("div", { id: "said", class: "unseen", role: "status", "aria-live": "polite" }),
    h("div", { id: "news" }));
}

/** Files and feed of the incidents that the filters choose; where they choose none, there is none to offer. */
const files = h("span", {});
async function offerFiles(): Promise<void> {
  const asked = location.href;
  const q = now().query;
  // Some filters are the page's own, and told to the server by kinds and clauses.
  const all = q.has("family") || q.getAll("clause").includes("any") ? await rows().catch(() => null) : null;
  if (asked !== location.href) return;
  const chosen = now().path[0] === "report" ? {} : served(all);
  const link = (path: string, name: string, download: boolean) => (chosen ? h("a", { href: `/api/v1${path}${query(chosen)}`, download }, name) : h("span", {}, name));
  put(files, link("/feeds/incidents.atom", "Atom", false), " · ", link("/exports/incidents.csv", "CSV", true), " · ", link("/exports/incidents.geojson", "GeoJSON", true),
    chosen && Object.values(chosen).some((values) => values.length) ? ` (${t("filter.as_chosen")})` : null,
    OWN.some((name) => q.get(name)) ? ` (${t("filter.wider", { what: OWN.flatMap((name) => q.getAll(name).map((v) => shownValue(name, v, null))).join(", ") })})` : null);
}

function show(): void {
  void offerFiles();
  const { path } = now();
  const [name = "", id] = path;
  const key = [name, id].join("/");
  if (key === viewKey && view) {
    void view.update?.();
  } else {
    viewKey = key;
    view = choose(name, id);
    put(main, view.element);
    void view.update?.();
    if (document.activeElement !== document.body && !document.activeElement?.closest(".top")) main.focus({ preventScroll: true });
  }
  document.title = name ? `${view.title} — vigie` : `vigie — ${summary.name}`;
  for (const link of document.querySelectorAll<HTMLElement>("nav.views a")) {
    const at = link.dataset.view === `/${name}` || (link.dataset.view === "/" && name === "incident") || (link.dataset.view === "/reports" && name === "report");
    if (at) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

function choose(name: string, id: string | undefined): View {
  const files = handed;
  handed = [];
  switch (name) {
    case "": return desk(summary);
    case "incident": if (id) return incident(id, session); break;
    case "report": if (id) return report(id, summary, session); break;
    case "reports": return reports();
    case "search": return search();
    case "read": return read(summary, session, files);
    case "bulletin": return bulletin(summary);
    case "pictures": return pictures(summary);
  }
  return { element: h("div", { class: "narrow" }, h("h1", {}, t("page.nothing_here")), h("p", {}, h("a", { href: "/" }, t("page.incidents")))), title: t("page.nothing_here") };
}

/** Asks for a token where the record is not open to everybody. */
function door(): void {
  const token = h("input", { type: "password", autocomplete: "current-password", required: true });
  const wrong = h("p", { class: "wrong", role: "alert", hidden: true });
  put(app, h("main", { class: "door" }, h("form", { onsubmit: async (event: Event) => {
    event.preventDefault();
    try {
      await post("/session", { token: token.value });
      location.reload();
    } catch {
      wrong.hidden = false;
      wrong.textContent = t("session.wrong");
    }
  } }, h("img", { src: "/icon.svg", alt: "", width: 40, height: 40 }), h("h1", {}, t("session.title")), labelled(t("session.token"), token), wrong, h("button", { class: "main" }, t("session.enter")))));
  token.focus();
}

/** Hears of changes to the record, and offers to show them. */
async function listen(): Promise<void> {
  const events = new EventSource("/api/v1/events");
  events.addEventListener("change", async (event) => {
    const change = JSON.parse((event as MessageEvent<string>).data) as { generation: number; new_incidents: number; new_reports: number };
    if (change.generation === summary.generation) return;
    forget();
    summary = await get<Summary>("/summary");
    const news = document.getElementById("news");
    if (!news || changedHere() || (!change.new_incidents && !change.new_reports)) return;
    put(news, h("div", { class: "news", role: "status" }, t("page.new_view"), " ", h("button", { type: "button", class: "small", onclick: () => { put(news); viewKey = ""; frame(); show(); } }, t("page.show_new")), h("button", { type: "button", class: "plain", "aria-label": t("page.close"), onclick: () => put(news) }, "×")));
  });
}

watch(() => show());
window.addEventListener("token-needed", () => session?.name && location.reload());
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !view) return;
  const target = event.target as HTMLElement;
  if (target.closest("input,textarea,select,[contenteditable]")) return;
  if (event.key === "/") {
    event.preventDefault();
    document.querySelector<HTMLInputElement>("input[type=search]")?.focus();
  } else if (view.keys?.(event)) event.preventDefault();
});
// Files can be dropped anywhere on the page.
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  event.preventDefault();
  const files = [...(event.dataTransfer?.files ?? [])];
  if (!files.length) return;
  handed = files;
  viewKey = "";
  go("/read");
});

void begin();
