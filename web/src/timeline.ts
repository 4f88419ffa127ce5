// Incidents over time: bars by day, week or month, and a brush that chooses a period.

import { dayText, FAMILIES, type Row } from "./data";
import { familyColour } from "./colours";
import { h, put, s } from "./dom";
import { count, language, t } from "./words";

export interface Timeline { element: HTMLElement; show(rows: Row[], from: number | null, to: number | null): void }

const HEIGHT = 64;
const MOST_BARS = 130;
const LEAST_DAYS = 21;

type Step = "day" | "week" | "month";

/** The bar that a day belongs to, as its first day. */
export function bucket(day: number, step: Step): number {
  if (step === "day") return day;
  // 1970-01-01 was a Thursday; weeks begin on Monday.
  if (step === "week") return day - ((day + 3) % 7);
  const date = new Date(day * 86_400_000);
  return Math.floor(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / 86_400_000);
}

function next(start: number, step: Step): number {
  if (step === "day") return start + 1;
  if (step === "week") return start + 7;
  const date = new Date(start * 86_400_000);
  return Math.floor(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / 86_400_000);
}

export function timeline(choose: (from: string | null, to: string | null) => void, undated: () => void): Timeline {
  const svg = s("svg", { class: "bars", preserveAspectRatio: "none", "aria-hidden": "true" });
  const axis = h("div", { class: "axis", "aria-hidden": "true" });
  const note = h("span", { class: "soft" });
  const clear = h("button", { type: "button", class: "plain whole", hidden: true, onclick: () => choose(null, null) }, t("timeline.clear"));
  const without = h("button", { type: "button", class: "plain", hidden: true, onclick: () => undated() });
  const left = handle("timeline.first");
  const right = handle("timeline.last");
  const track = h("div", { class: "track", title: t("timeline.brush") }, svg, h("div", { class: "veil left" }), h("div", { class: "veil right" }), left, right);
  const element = h("section", { class: "timeline", "aria-label": t("timeline.label") }, h("div", { class: "timeline-head" }, note, without, clear), track, axis);

  let [first, last, step]: [number, number, Step] = [0, 0, "day"];
  let [from, to]: [number, number] = [0, 0];

  function handle(name: string): HTMLElement {
    const node = h("div", { class: "handle", role: "slider", tabindex: 0, "aria-label": t(name) });
    node.addEventListener("keydown", (event) => {
      const move = { ArrowLeft: -1, ArrowRight: 1, PageDown: -7, PageUp: 7 }[event.key];
      if (!move) return;
      event.preventDefault();
      const length = step === "month" ? 30 : step === "week" ? 7 : 1;
      if (node === left) from = Math.max(first, Math.min(to, from + move * length));
      else to = Math.min(last, Math.max(from, to + move * length));
      finish();
    });
    return node;
  }

  function finish(): void {
    choose(from <= first ? null : dayText(from), to >= last ? null : dayText(to));
  }

  function place(): void {
    const span = last - first + 1;
    const [a, b] = [((from - first) / span) * 100, ((to - first + 1) / span) * 100];
    const whole = from <= first && to >= last;
    track.style.setProperty("--from", `${a}%`);
    track.style.setProperty("--to", `${b}%`);
    track.classList.toggle("chosen", !whole);
    clear.hidden = whole;
    for (const [node, value] of [[left, from], [right, to]] as const) {
      node.setAttribute("aria-valuemin", String(first));
      node.setAttribute("aria-valuemax", String(last));
      node.setAttribute("aria-valuenow", String(value));
      node.setAttribute("aria-valuetext", dayText(value));
    }
  }

  let began: number | null = null;
  const dayAt = (event: PointerEvent) => {
    const box = track.getBoundingClientRect();
    return Math.max(first, Math.min(last, first + Math.floor(((event.clientX - box.left) / box.width) * (last - first + 1))));
  };
  track.addEventListener("pointerdown", (event) => {
    if (last <= first) return;
    track.setPointerCapture(event.pointerId);
    const target = event.target;
    began = target === left ? to : target === right ? from : dayAt(event);
  });
  track.addEventListener("pointermove", (event) => {
    if (began === null) return;
    const here = dayAt(event);
    [from, to] = [Math.min(began, here), Math.max(began, here)];
    place();
  });
  track.addEventListener("pointerup", (event) => {
    if (began === null) return;
    const here = dayAt(event);
    // A click without a drag chooses the bar under it.
    if (here === began && event.target !== left && event.target !== right) {
      from = Math.max(first, bucket(here, step));
      to = Math.min(last, next(bucket(here, step), step) - 1);
    }
    began = null;
    finish();
  });

  new ResizeObserver(() => {
    if (last > first) put(axis, ticks(first, last, axis.clientWidth));
  }).observe(axis);

  return {
    element,
    show(rows, chosenFrom, chosenTo) {
      const dated = rows.filter((r) => r.from !== null);
      element.hidden = rows.length === 0;
      track.hidden = axis.hidden = note.hidden = dated.length === 0;
      without.hidden = dated.length === rows.length;
      without.textContent = `${count("timeline.undated", rows.length - dated.length)}: ${t("filter.list_them")}`;
      if (!dated.length) clear.hidden = chosenFrom === null && chosenTo === null;
      if (!dated.length) return;
      first = Math.min(...spread(dated.map((r) => r.from ?? 0)));
      last = Math.max(...spread(dated.map((r) => r.to ?? 0)));
      // A day or two would be bars as wide as the page: some days around them show that nothing is told of those.
      const padding = Math.max(0, Math.ceil((LEAST_DAYS - (last - first + 1)) / 2));
      first -= padding;
      last += padding;
      step = last - first < MOST_BARS ? "day" : last - first < MOST_BARS * 7 ? "week" : "month";
      const bars = new Map<number, Record<string, number>>();
      for (const row of dated) {
        const key = bucket(row.from ?? 0, step);
        const bar = bars.get(key) ?? {};
        bar[row.family] = (bar[row.family] ?? 0) + 1;
        bars.set(key, bar);
      }
      const tallest = Math.max(...[...bars.values()].map((bar) => Object.values(bar).reduce((a, b) => a + b, 0)));
      const span = last - first + 1;
      svg.setAttribute("viewBox", `0 0 ${span} ${HEIGHT}`);
      const rects: SVGElement[] = [];
      for (const [start, bar] of bars) {
        const x = Math.max(0, start - first);
        const width = Math.min(next(start, step), last + 1) - first - x;
        let y = HEIGHT;
        for (const family of FAMILIES) {
          const height = ((bar[family] ?? 0) / tallest) * (HEIGHT - 4);
          if (!height) continue;
          y -= height;
          rects.push(s("rect", { x: x + width * 0.08, y, width: width * 0.84, height, fill: familyColour(family) }));
        }
      }
      put(svg, rects);
      note.textContent = `${t(`timeline.by_${step}`)} · ${count("count.incidents", dated.length)}`;
      put(axis, ticks(first, last, axis.clientWidth));
      from = Math.max(first, chosenFrom ?? first);
      to = Math.min(last, chosenTo ?? last);
      place();
    },
  };
}

/** Days to write under the bars, a few, evenly spread over round dates. */
function ticks(first: number, last: number, width: number): HTMLElement[] {
  const span = last - first + 1;
  const choices = [1, 2, 7, 14, 30, 61, 91, 182, 365, 730, 1826];
  // As many as stand side by side: a month with its year is wider than a day.
  const wanted = (n: number) => Math.max(2, Math.min(6, Math.floor((width || 600) / (n >= 30 && n < 365 ? 105 : 70))));
  const every = choices.find((n) => span / n <= wanted(n)) ?? 3652;
  const marks: HTMLElement[] = [];
  const format = new Intl.DateTimeFormat(language(), every >= 365 ? { year: "numeric", timeZone: "UTC" } : every >= 30 ? { month: "short", year: "numeric", timeZone: "UTC" } : { day: "numeric", month: "short", timeZone: "UTC" });
  for (let day = first; day <= last; day += every) {
    const at = ((day - first + (every < 30 ? 0.5 : 0)) / span) * 100;
    // The last one would be cut off at the end.
    if (marks.length && at > 100 - (35 / (width || 600)) * 100) break;
    marks.push(h("span", { "data-at": ((day - first + (every < 30 ? 0.5 : 0)) / span) * 100 }, format.format(new Date(day * 86_400_000))));
  }
  for (const mark of marks) mark.style.setProperty("inset-inline-start", `${mark.dataset.at}%`);
  return marks;
}

/** Guards against the limit on arguments: a long list in parts. */
function spread(values: number[]): number[] {
  if (values.length < 10_000) return values;
  return [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
}
