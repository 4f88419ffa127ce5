// Small pieces that several views show.

import type { Row } from "../data";
import { dayText } from "../data";
import { once, part, Problem } from "../api";
import { h, put, type Child } from "../dom";
import type { Claim, Entity, Incident, IncidentWhole } from "../types";
import { count, days, kind, language, place, quoted, side, sides, status, t } from "../words";
import { withFilters } from "../state";

/** The words that name an incident: what, and where. */
export const headline = (of: { kind: string; place: string | null }) => [kind(of.kind), of.place ? place(of.place) : ""].filter(Boolean).join(" · ");

/** "Side → side", or what is told of it. Where both sides are of one country, its claims tell them apart: those of incident `id` are asked. */
export function between(actors: string[], targets: string[], id: string): Child {
  if (!actors.length && !targets.length) return null;
  const line = (who: Child, whom: Child) => [who, targets.length ? [h("span", { class: "arrow", "aria-label": t("incident.whom") }, " → "), whom] : null];
  const node = h("span", { class: "sides" }, line(actors.length ? sides(actors) : t("incident.unknown_side"), sides(targets)));
  const shared = actors.filter((code) => targets.includes(code));
  if (shared.length) {
    once<IncidentWhole>(`/incidents/${part(id)}`).then((whole) => {
      const told = (codes: string[], field: "actor" | "recipient") => codes.map((code) => (shared.includes(code) ? party(code, partiesOf(whole, field).get(code) ?? [], 2, 1) : side(code))).join(", ");
      put(node, line(told(actors, "actor"), told(targets, "recipient")));
    }, () => undefined);
  }
  return node;
}

export interface Party { role: string; names: string[] }

/** Who the claims of an incident name on a side, by country, or by role where no country is told: roles and names, most often told first. */
export function partiesOf(i: IncidentWhole, field: "actor" | "recipient"): Map<string, Party[]> {
  const spoken = new Map(i.sources.map((r) => [r.id, r.lang]));
  const found = new Map<string, Map<string, Map<string, { text: string; weight: number }>>>();
  for (const told of i.told) {
    const claim: Claim = told.corrected ?? told.claim;
    if (told.rejected || claim.kind !== i.kind) continue;
    for (const e of claim[field]) {
      const code = e.country ?? e.role;
      const roles = found.get(code) ?? new Map<string, Map<string, { text: string; weight: number }>>();
      found.set(code, roles);
      const names = roles.get(e.role) ?? new Map<string, { text: string; weight: number }>();
      roles.set(e.role, names);
      const key = e.text.toLocaleLowerCase();
      const name = names.get(key) ?? { text: e.text, weight: 0 };
      // Names in the reader's own language come first.
      name.weight += spoken.get(claim.report) === language() ? 1000 : 1;
      names.set(key, name);
    }
  }
  const weight = (names: Map<string, { weight: number }>) => [...names.values()].reduce((sum, n) => sum + n.weight, 0);
  return new Map([...found].map(([code, roles]) => [code, [...roles].sort((a, b) => weight(b[1]) - weight(a[1])).map(([role, names]) => ({ role, names: [...names.values()].sort((a, b) => b.weight - a.weight).map((n) => n.text) }))]));
}

/** A side in words: its country, and who of it acted. */
export function party(code: string, told: Party[], roles: number, names: number): string {
  const who = told.slice(0, roles).map((p) => `${p.role === code ? "" : `${t(`role.${p.role}`)} `}${p.names.slice(0, names).map(quoted).join(", ")}`);
  return who.length ? `${side(code)} (${who.join("; ")})` : side(code);
}

/** Who speaks in a claim, in the report's own words. */
export const speakers = (claim: Claim): Entity[] => (claim.source.length ? claim.source : SPOKEN.has(claim.kind) ? claim.actor : []);
const SPOKEN = new Set(["accusation", "condemnation", "denial", "appeal", "demand", "threat"]);

/** How claims stand to one another. */
export const standing = (name: string) => h("span", { class: `standing ${name}` }, status(name));

/** The address of an incident's page, with the filters that led there. */
export const incidentPath = (id: string) => withFilters(`/incident/${part(id)}`);

/** One incident in a list. */
export function item(row: Row, clauses: [string, string][]): HTMLElement {
  return h("a", { class: "item", href: incidentPath(row.id), "data-id": row.id },
    h("span", { class: `dot ${row.family}`, "aria-hidden": "true" }),
    h("span", { class: "item-main" },
      h("span", { class: "item-title" }, headline({ kind: row.kind, place: row.spot?.name ?? null })),
      h("span", { class: "item-sides" }, between(row.actors, row.targets, row.id)),
      h("span", { class: "item-more" },
        h("time", {}, row.from === null ? t("page.undated") : days(dayText(row.from), dayText(row.to ?? row.from))), " · ", count("count.reports", row.reports), " · ", standing(row.status),
        row.breaches.length ? h("span", { class: "breach" }, [...new Set(row.breaches.map((n) => `§${clauses[n][1]}`))].join(" ")) : null)));
}

/** An incident that came with its whole record. */
export function brief(incident: Incident): HTMLElement {
  return h("a", { class: "item", href: incidentPath(incident.id) },
    h("span", { class: "item-main" },
      h("span", { class: "item-title" }, headline({ kind: incident.kind, place: incident.place?.name ?? null })),
      h("span", { class: "item-sides" }, between(incident.actors, incident.targets, incident.id)),
      h("span", { class: "item-more" }, days(incident.from, incident.to), " · ", count("count.reports", incident.reports.length))));
}

/** What went wrong, in the reader's language. */
export function explained(error: unknown): string {
  const status = error instanceof Problem ? error.status : -1;
  if (status === 0) return t("problem.no_answer");
  if (status === 401) return t("problem.token");
  if (status === 403) return t("correct.reader_only");
  if (status === 404) return t("problem.not_found");
  if (status === 413) return t("problem.too_long");
  if (status === 429 || status === 503) return t("problem.busy");
  if (status >= 400 && status < 500) return t("problem.refused");
  return t("problem.broken");
}

/** The same, with what the server itself said folded below it. */
export function fault(error: unknown): Child[] {
  const own = error instanceof Problem ? [error.message, error.help].filter(Boolean).join(". ") : String(error);
  return [explained(error), error instanceof Problem && error.status === 0 ? null : h("details", { class: "soft" }, h("summary", {}, t("problem.detail")), h("span", { lang: "en" }, own))];
}

/** What is shown when something could not be loaded. */
export function trouble(error: unknown, again: () => void): HTMLElement {
  const missing = error instanceof Problem && error.status === 404;
  return h("div", { class: "trouble", role: "alert" }, h("p", {}, t("page.failed")), h("div", {}, fault(error)),
    missing ? h("p", {}, h("a", { href: "/" }, t("page.incidents")), " · ", h("a", { href: "/reports" }, t("page.reports"))) : h("button", { type: "button", onclick: again }, t("page.again")));
}

/** A field with its label. */
export function labelled(label: string, control: HTMLElement, note?: string): HTMLElement {
  return h("label", { class: "field" }, h("span", {}, label), control, note ? h("small", {}, note) : null);
}

/** A choice among values. */
export function select(name: string, value: string, options: [string, string][], change: (value: string) => void): HTMLSelectElement {
  const node = h("select", { name, onchange: () => change(node.value) }, options.map(([code, text]) => h("option", { value: code, selected: code === value }, text)));
  node.value = value;
  return node;
}

/** j and k move through a list. */
export function stepThrough(list: HTMLElement): (event: KeyboardEvent) => boolean {
  return (event) => {
    const step = { j: 1, k: -1 }[event.key];
    if (!step) return false;
    const items = [...list.querySelectorAll<HTMLElement>("a.item")];
    const at = items.indexOf(document.activeElement as HTMLElement);
    items[Math.max(0, Math.min(items.length - 1, at + step))]?.focus();
    return true;
  };
}
