// Small pieces that several views show.

import type { Row } from "../data";
import { dayText } from "../data";
import { Problem } from "../api";
import { h, type Child } from "../dom";
import type { Incident } from "../types";
import { count, days, kind, place, sides, status, t } from "../words";
import { withFilters } from "../state";
import { part } from "../api";

/** The words that name an incident: what, and where. */
export const headline = (of: { kind: string; place: string | null }) => [kind(of.kind), of.place ? place(of.place) : ""].filter(Boolean).join(" · ");

/** "Side → side", or what is told of it. */
export function between(actors: string[], targets: string[]): Child {
  if (!actors.length && !targets.length) return null;
  return h("span", { class: "sides" }, actors.length ? sides(actors) : t("incident.unknown_side"),
    targets.length ? [h("span", { class: "arrow", "aria-label": t("incident.whom") }, " → "), sides(targets)] : null);
}

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
      h("span", { class: "item-sides" }, between(row.actors, row.targets)),
      h("span", { class: "item-more" },
        h("time", {}, row.from === null ? t("page.undated") : days(dayText(row.from), dayText(row.to ?? row.from))), " · ", count("count.reports", row.reports), " · ", standing(row.status),
        row.breaches.length ? h("span", { class: "breach" }, [...new Set(row.breaches.map((n) => `§${clauses[n][1]}`))].join(" ")) : null)));
}

/** An incident that came with its whole record. */
export function brief(incident: Incident): HTMLElement {
  return h("a", { class: "item", href: incidentPath(incident.id) },
    h("span", { class: "item-main" },
      h("span", { class: "item-title" }, headline({ kind: incident.kind, place: incident.place?.name ?? null })),
      h("span", { class: "item-sides" }, between(incident.actors, incident.targets)),
      h("span", { class: "item-more" }, days(incident.from, incident.to), " · ", count("count.reports", incident.reports.length))));
}

/** What is shown when something could not be loaded. */
export function trouble(error: unknown, again: () => void): HTMLElement {
  const problem = error instanceof Problem ? error : null;
  return h("div", { class: "trouble", role: "alert" }, h("p", {}, t("page.failed")), problem ? h("p", { class: "soft" }, problem.message, problem.help ? ` ${problem.help}` : "") : h("p", { class: "soft" }, String(error)),
    problem?.status === 404 ? null : h("button", { type: "button", onclick: again }, t("page.again")));
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
