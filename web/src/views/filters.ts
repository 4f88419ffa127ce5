// The filters above a list or a picture, and what is chosen at the moment.

import { chosen, dayOf, FAMILIES, isBackwards, isDay, OWN, type Rows } from "../data";
import { h, type Child } from "../dom";
import { now, set } from "../state";
import type { Summary } from "../types";
import { capital, count, inLanguage, kind, languageName, place, side, status, t } from "../words";
import { labelled, select } from "./parts";

const NAMES = ["from", "to", "family", "kind", "side", "status", "clause", "place", "actor", "lang", "outlet", "q", "box", "day", "unplaced", "spot"];
/** What the address may say besides filters. */
const OTHERS = ["ui", "claim", "zones", "in", "agreement"];

/** Title of an agreement, short enough for a list. */
export function agreementTitle(summary: Summary, id: string): string {
  const title = inLanguage(summary.agreements.find((a) => a.id === id)?.title);
  return title.length > 70 ? `${title.slice(0, 67)}…` : title || id;
}

/** `without` names filters that the view below cannot keep: they are neither shown nor counted there. */
export function filters(summary: Summary, all: Rows, shown: number, without: string[] = []): HTMLElement {
  const q = now().query;
  const value = (name: string) => q.get(name) ?? "";
  const one = (name: string) => (next: string) => set({ [name]: next || null });
  const any: [string, string] = ["", t("filter.any")];
  const sideCounts = new Map<string, number>();
  for (const row of all.rows) for (const code of new Set([...row.actors, ...row.targets])) sideCounts.set(code, (sideCounts.get(code) ?? 0) + 1);
  const sideNames = [...sideCounts].sort((a, b) => b[1] - a[1]).map(([code]): [string, string] => [code, side(code)]);
  const kinds = Object.keys(summary.kinds).map((name): [string, string] => [name, kind(name)]).sort((a, b) => a[1].localeCompare(b[1]));
  const clauses = all.clauses.filter((_, n) => all.rows.some((r) => r.breaches.includes(n)));
  const day = (name: "from" | "to") =>
    h("input", { type: "date", name, value: value(name), min: summary.from ?? undefined, max: summary.to ?? undefined, onchange: (e: Event) => set({ [name]: (e.target as HTMLInputElement).value || null, day: null }) });
  const controls = [
    labelled(t("filter.from"), day("from")),
    labelled(t("filter.to"), day("to")),
    labelled(t("filter.kind"), select("kind", value("kind"), [any, ...kinds], one("kind"))),
    labelled(t("filter.side"), select("side", value("side"), [any, ...sideNames], one("side"))),
    labelled(t("filter.status"), select("status", value("status"), [any, ...Object.keys(summary.statuses).map((n): [string, string] => [n, capital(status(n))])], one("status"))),
    clauses.length
      ? labelled(t("filter.clause"), select("clause", value("clause"), [any, ["any", capital(t("filter.any_breach"))], ...clauses.map(([a, n]): [string, string] => [`${a}/${n}`, `§${n} — ${agreementTitle(summary, a)}`])], one("clause")))
      : null,
    summary.languages.length > 1 ? labelled(t("filter.language"), select("lang", value("lang"), [any, ...summary.languages.map((c): [string, string] => [c, capital(languageName(c))])], one("lang"))) : null,
    summary.outlets.length > 1 ? labelled(t("filter.outlet"), select("outlet", value("outlet"), [any, ...summary.outlets.map((o): [string, string] => [o, o])], one("outlet"))) : null,
  ];
  const families = h("div", { class: "families", role: "group", "aria-label": t("filter.family") },
    FAMILIES.map((family) => {
      const chosen = q.getAll("family");
      const on = chosen.includes(family);
      const next = on ? chosen.filter((f) => f !== family) : [...chosen, family];
      return h("button", { type: "button", class: `chip ${family}`, "aria-pressed": on ? "true" : "false", onclick: () => set({ family: next.length ? next : null }) }, h("span", { class: `dot ${family}`, "aria-hidden": "true" }), t(`family.${family}`));
    }));
  const active = NAMES.filter((name) => name !== "family" && !without.includes(name)).flatMap((name): [string, string[], string][] => {
    const values = [...new Set(q.getAll(name).filter(Boolean))];
    // A mark of the map may stand for many places.
    return name === "spot" && values.length > 2 ? [[name, values, t("map.and_near", { place: place(values[0]) })]] : values.map((told): [string, string[], string] => [name, [told], shownValue(name, told, summary)]);
  });
  const total = Math.max(summary.incidents, all.total);
  const details = h("details", { class: "more-filters", open: window.matchMedia("(min-width: 60rem)").matches && sessionStorage.getItem("filters") === "open" },
    h("summary", {}, t("filter.title"), active.length ? h("span", { class: "number-badge" }, active.length) : null),
    h("div", { class: "controls" }, controls));
  details.addEventListener("toggle", () => sessionStorage.setItem("filters", details.open ? "open" : ""));
  return h("div", { class: "filters" },
    h("div", { class: "filters-row" }, families, details,
      h("span", { class: "soft showing", role: "status" }, t("filter.showing", { shown: shown.toLocaleString(), all: total.toLocaleString() }))),
    active.length ? h("div", { class: "active" },
      active.map(([name, told, text]) =>
        h("button", { type: "button", class: "tag", "aria-label": t("filter.remove", { what: text }), onclick: () => set({ [name]: now().query.getAll(name).filter((v) => !told.includes(v)) }) }, text, h("span", { "aria-hidden": "true" }, " ×"))),
      h("button", { type: "button", class: "plain", onclick: () => set(Object.fromEntries(NAMES.map((n) => [n, null]))) }, t("filter.clear"))) : null,
    remarks(all, without));
}

/** What a reader must know of the filters: days that there are not, names that mean nothing here, and what a period leaves out. */
function remarks(all: Rows, without: string[]): HTMLElement | null {
  const q = now().query;
  const told: Child[] = [];
  for (const name of ["from", "to"]) {
    const text = q.get(name);
    if (text && !isDay(text)) told.push(h("p", { class: "wrong", role: "alert" }, t("filter.not_a_day", { what: text })));
  }
  if (isBackwards()) told.push(h("p", { class: "wrong", role: "alert" }, t("filter.backwards")));
  for (const name of new Set(q.keys())) if (!NAMES.includes(name) && !OTHERS.includes(name)) told.push(h("p", { class: "wrong", role: "alert" }, t("filter.unknown", { what: name })));
  // Only a period leaves out what has no day.
  const undated = (dayOf("from") || dayOf("to")) && !isBackwards() ? chosen(all, ["from", "to", ...without]).filter((r) => r.from === null).length : 0;
  if (undated) told.push(h("p", {}, count("filter.undated_left_out", undated), " ", h("a", { href: listAddress({ from: null, to: null, day: "none" }) }, t("filter.list_them"))));
  const kept = without.filter((name) => OWN.includes(name) && q.get(name));
  if (kept.length) told.push(h("p", {}, t("filter.wider", { what: kept.map((name) => q.getAll(name).map((v) => shownValue(name, v, null)).join(", ")).join("; ") })));
  return told.length ? h("div", { class: "remarks soft" }, told) : null;
}

/** The address of the list of incidents, with these filters instead of those that are set. */
function listAddress(changes: Record<string, string | null>): string {
  const { query } = now();
  for (const [name, value] of Object.entries(changes)) {
    query.delete(name);
    if (value) query.append(name, value);
  }
  return `/?${query}`;
}

/** A filter in words. */
export function shownValue(name: string, value: string, summary: Summary | null): string {
  switch (name) {
    case "kind": return kind(value);
    case "side": return side(value);
    case "status": return capital(status(value));
    case "from": return `${t("filter.from")} ${value}`;
    case "to": return `${t("filter.to")} ${value}`;
    case "clause": {
      if (value === "any") return capital(t("filter.any_breach"));
      const cut = value.lastIndexOf("/");
      return `§${value.slice(cut + 1)} — ${summary ? agreementTitle(summary, value.slice(0, cut)) : value.slice(0, cut)}`;
    }
    case "lang": return capital(languageName(value));
    case "box": return t("filter.in_view");
    case "actor": return side(/^[a-z]{3}$/i.test(value) ? value.toUpperCase() : value);
    case "place": case "spot": return place(value);
    case "day": return capital(t("page.undated"));
    case "unplaced": return capital(t("filter.unplaced"));
    default: return value;
  }
}
