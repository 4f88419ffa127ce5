// The first view: list, map and timeline of the same incidents.

import { once, part } from "../api";
import { chosen, dayNumber, rows, type Row, type Rows, type Spot } from "../data";
import { h, put } from "../dom";
import { mapView } from "../map/view";
import { now, set } from "../state";
import { timeline } from "../timeline";
import type { Agreement, Summary } from "../types";
import { count, t } from "../words";
import { agreementTitle, filters } from "./filters";
import { item, select, trouble } from "./parts";
import type { View } from "./view";

const PORTION = 60;

export function desk(summary: Summary): View {
  const top = h("div", { class: "desk-top" });
  const list = h("div", { class: "list", role: "list", "aria-label": t("page.incidents") });
  const picked = h("div", { class: "picked", hidden: true });
  let box = "";
  let shownRows: Row[] = [];
  let whole: Rows | null = null;
  let portion = PORTION;
  let only: Set<string> | null = null;

  const map = mapView({
    onpick(these: Row[], spots: Spot[]) {
      only = new Set(these.map((r) => r.id));
      put(picked, h("span", {}, count("map.cluster", these.length, { place: spots.length > 2 ? t("map.and_near", { place: spots[0].name }) : spots.map((s) => s.name).join(", ") })),
        h("button", { type: "button", class: "plain", onclick: () => { only = null; picked.hidden = true; fill(); } }, t("filter.clear")));
      picked.hidden = false;
      fill();
    },
    onmove(next) {
      box = next;
    },
  });
  const line = timeline((from, to) => set({ from, to }, true));
  const inView = h("button", { type: "button", class: "plain", onclick: () => set({ box: now().query.get("box") ? null : box }) }, t("filter.in_view"));
  const cited = summary.agreements.filter((a) => a.cited);
  const zoneChoice = cited.length
    ? h("label", { class: "field inline" }, h("span", {}, t("map.zones")), select("zones", now().query.get("zones") ?? cited[0].id, [["none", t("map.no_zones")], ...cited.map((a): [string, string] => [a.id, agreementTitle(summary, a.id)])], (v) => set({ zones: v }, true)))
    : null;

  const element = h("div", { class: "desk" }, top,
    h("div", { class: "desk-list" }, picked, list),
    h("div", { class: "desk-map" }, map.element, h("div", { class: "map-under" }, zoneChoice, inView), line.element));

  function fill(): void {
    if (!whole) return;
    const visible = only ? shownRows.filter((r) => only?.has(r.id)) : shownRows;
    const clauses = whole.clauses;
    put(list, visible.slice(0, portion).map((row) => h("div", { role: "listitem" }, item(row, clauses))),
      visible.length > portion ? h("button", { type: "button", class: "more", onclick: () => { portion += PORTION; fill(); } }, t("page.more")) : null,
      visible.length === 0 ? h("p", { class: "empty" }, whole.total === 0 && !now().query.size ? t("filter.empty") : t("filter.nothing")) : null);
  }

  list.addEventListener("pointerover", (event) => point(event.target as Element));
  list.addEventListener("focusin", (event) => point(event.target as Element));
  list.addEventListener("pointerleave", () => map.point(null));
  function point(target: Element): void {
    const id = target.closest<HTMLElement>("[data-id]")?.dataset.id;
    map.point(shownRows.find((r) => r.id === id) ?? null);
  }

  async function update(): Promise<void> {
    try {
      whole = await rows();
    } catch (error) {
      put(list, trouble(error, () => void update()));
      return;
    }
    portion = PORTION;
    only = null;
    picked.hidden = true;
    shownRows = chosen(whole);
    // Filters are drawn anew only when the focus is not in them, so that typing a day is not cut off.
    if (!top.contains(document.activeElement)) put(top, filters(summary, whole, shownRows.length));
    else {
      const active = document.activeElement as HTMLElement & { name?: string };
      const [name, label] = [active.name, active.textContent];
      put(top, filters(summary, whole, shownRows.length));
      const same = name ? top.querySelector<HTMLElement>(`[name="${name}"]`) : [...top.querySelectorAll<HTMLElement>("button,summary")].find((b) => b.textContent === label);
      same?.focus();
    }
    map.show(shownRows);
    const q = now().query;
    const [from, to] = [q.get("from"), q.get("to")];
    line.show(chosen(whole, ["from", "to"]), from ? dayNumber(from) : null, to ? dayNumber(to) : null);
    inView.setAttribute("aria-pressed", q.get("box") ? "true" : "false");
    fill();
    const zone = q.get("zones") ?? cited[0]?.id;
    if (zone && zone !== "none") once<Agreement>(`/agreements/${part(zone)}`).then((a) => map.zones(a.zones), () => map.zones(null));
    else map.zones(null);
  }

  return { element, title: t("page.incidents"), update, keys: stepThrough(list) };
}

/** j and k move through a list. */
function stepThrough(list: HTMLElement): (event: KeyboardEvent) => boolean {
  return (event) => {
    const step = { j: 1, k: -1 }[event.key];
    if (!step) return false;
    const items = [...list.querySelectorAll<HTMLElement>("a.item")];
    const at = items.indexOf(document.activeElement as HTMLElement);
    items[Math.max(0, Math.min(items.length - 1, at + step))]?.focus();
    return true;
  };
}

