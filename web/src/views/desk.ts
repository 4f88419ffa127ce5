// The first view: list, map and timeline of the same incidents.

import { once, part } from "../api";
import { chosen, dayNumber, dayOf, rows, type Row, type Rows, type Spot } from "../data";
import { h, put } from "../dom";
import { mapView } from "../map/view";
import { now, set } from "../state";
import { timeline } from "../timeline";
import type { Agreement, Summary } from "../types";
import { count, place, t } from "../words";
import { agreementTitle, filters } from "./filters";
import { item, select, stepThrough, trouble } from "./parts";
import { left } from "./left";
import type { View } from "./view";

const PORTION = 60;

export function desk(summary: Summary): View {
  const top = h("div", { class: "desk-top" });
  const list = h("div", { class: "list", role: "list", "aria-label": t("page.incidents") });
  const under = h("div", {});
  const picked = h("div", { class: "picked", hidden: true });
  let box = "";
  let shownRows: Row[] = [];
  let whole: Rows | null = null;
  let portion = PORTION;
  let isPicking = false;
  let isNew = true;

  const map = mapView({
    onpick(_these: Row[], spots: Spot[]) {
      isPicking = true;
      set({ spot: [...new Set(spots.map((spot) => spot.name))], unplaced: null });
    },
    onunplaced() {
      isPicking = true;
      set({ unplaced: "1", spot: null, box: null });
    },
    onmove(next) {
      box = next;
    },
  });
  const line = timeline((from, to) => set({ from, to, day: null }, true), () => set({ day: "none", from: null, to: null }));
  const inView = h("button", { type: "button", class: "plain", onclick: () => set({ box: now().query.get("box") ? null : box }) }, t("filter.in_view"));
  const cited = summary.agreements.filter((a) => a.cited);
  const zoneSelect = select("zones", now().query.get("zones") ?? "none", [["none", t("map.no_zones")], ...cited.map((a): [string, string] => [a.id, agreementTitle(summary, a.id)])], (v) => set({ zones: v }, true));
  const zoneChoice = cited.length ? h("label", { class: "field inline" }, h("span", {}, t("map.zones")), zoneSelect) : null;

  const scroller = h("div", { class: "desk-list" }, picked, list, under);
  const element = h("div", { class: "desk" }, h("h1", { class: "unseen" }, t("page.incidents")), top, scroller,
    h("div", { class: "desk-map" }, map.element, h("div", { class: "map-under" }, zoneChoice, inView), line.element));

  function fill(): void {
    if (!whole) return;
    const visible = shownRows;
    const clauses = whole.clauses;
    put(list, visible.slice(0, portion).map((row) => h("div", { role: "listitem" }, item(row, clauses))));
    list.hidden = visible.length === 0;
    put(under,
      visible.length > portion ? h("button", { type: "button", class: "more", onclick: () => { portion += PORTION; fill(); } }, t("page.more")) : null,
      visible.length === 0 ? h("p", { class: "empty" }, whole.total === 0 && !now().query.size ? t("filter.empty") : t("filter.nothing")) : null);
  }

  /** Says which places were chosen on the map, and lets go of them. */
  function tellPicked(): void {
    const spots = now().query.getAll("spot");
    const unplaced = now().query.get("unplaced");
    picked.hidden = !spots.length && !unplaced;
    if (picked.hidden) return;
    put(picked, h("span", {}, spots.length ? count("map.cluster", shownRows.length, { place: spots.length > 2 ? t("map.and_near", { place: place(spots[0]) }) : spots.map(place).join(", ") }) : count("map.unplaced", shownRows.length)),
      h("button", { type: "button", class: "plain", onclick: () => set({ spot: null, unplaced: null }) }, t("filter.clear")));
    // On a narrow screen the list lies below the map.
    if (isPicking && matchMedia("(max-width: 60rem)").matches) scroller.scrollIntoView({ block: "start" });
  }

  /** The agreement with the most alleged breaches among all incidents: its zones are drawn where none are asked for. */
  function usualZones(): string | undefined {
    const found = new Map<string, number>();
    for (const row of whole?.rows ?? []) for (const id of new Set(row.breaches.map((n) => whole?.clauses[n][0] ?? ""))) found.set(id, (found.get(id) ?? 0) + 1);
    return [...found].sort((a, b) => b[1] - a[1])[0]?.[0];
  }

  /** Back from an incident: the list stands as it was left, and what was open has the focus. */
  function comeBack(): void {
    const active = document.activeElement;
    if (!left.id || left.search !== location.search || (active && active !== document.body && active.id !== "content")) return;
    const at = shownRows.findIndex((r) => r.id === left.id);
    if (at < 0) return;
    portion = Math.max(left.portion, PORTION * Math.ceil((at + 1) / PORTION));
    fill();
    const link = list.querySelector<HTMLElement>(`[data-id="${CSS.escape(left.id)}"]`);
    scroller.scrollTop = left.list;
    window.scrollTo(0, left.page);
    link?.focus({ preventScroll: true });
    const box = link?.getBoundingClientRect();
    const frame = scroller.getBoundingClientRect();
    if (box && (box.top < Math.max(0, frame.top) || box.bottom > Math.min(innerHeight, frame.bottom))) link?.scrollIntoView({ block: "center" });
  }

  list.addEventListener("click", (event) => {
    const id = (event.target as Element).closest<HTMLElement>("[data-id]")?.dataset.id;
    if (id) Object.assign(left, { id, search: location.search, portion, list: scroller.scrollTop, page: window.scrollY });
  });

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
    // What is chosen on the map does not empty the map, nor what is chosen on the timeline the timeline.
    map.show(chosen(whole, ["spot", "unplaced"]));
    const q = now().query;
    const [from, to] = [dayOf("from"), dayOf("to")];
    line.show(chosen(whole, ["from", "to", "day"]), from ? dayNumber(from) : null, to ? dayNumber(to) : null);
    inView.setAttribute("aria-pressed", q.get("box") ? "true" : "false");
    fill();
    tellPicked();
    isPicking = false;
    if (isNew) comeBack();
    isNew = false;
    const zone = q.get("zones") ?? usualZones();
    zoneSelect.value = zone ?? "none";
    if (zone && zone !== "none") once<Agreement>(`/agreements/${part(zone)}`).then((a) => map.zones(a.zones), () => map.zones(null));
    else map.zones(null);
  }

  return { element, title: t("page.incidents"), update, keys: stepThrough(list) };
}
