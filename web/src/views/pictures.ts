// Pictures of many incidents at once: weeks by side, clauses by week, and who accuses whom. Each leaves as SVG and as CSV.

import { chosen, dayText, rows, type Row, type Rows } from "../data";
import { colours } from "../colours";
import { h, offer, put, s } from "../dom";
import type { Summary } from "../types";
import { bucket } from "../timeline";
import { count, days, inLanguage, language, side, t } from "../words";
import { filters } from "./filters";
import { trouble } from "./parts";
import type { View } from "./view";

/** Drawn as wide as the screen lets it be read: on a narrow one the letters keep their size, and what is drawn has less room. */
const NARROW = matchMedia("(max-width: 46rem)");
let WIDTH = 640;
let isNarrow = false;
const MOST_SIDES = 12;
const MOST_BODIES = 14;

export function pictures(summary: Summary): View {
  const top = h("div", {});
  const area = h("div", { class: "pictures" });
  const element = h("div", { class: "pictures-view" }, h("header", { class: "page-head" }, h("h1", {}, t("pictures.title")), h("p", { class: "caution" }, t("page.caution"))), top, area);
  async function update(): Promise<void> {
    isNarrow = NARROW.matches;
    WIDTH = isNarrow ? 360 : 640;
    try {
      const all = await rows();
      const these = chosen(all);
      put(top, filters(summary, all, these.length));
      put(area, weeksBySide(these), clausesByWeek(these, all, summary), accusations(these));
    } catch (error) {
      put(area, trouble(error, () => void update()));
    }
  }
  window.addEventListener("colours", () => element.isConnected && void update());
  NARROW.addEventListener("change", () => element.isConnected && void update());
  return { element, title: t("pictures.title"), update };
}

interface Table { name: string; head: string[]; lines: (string | number)[][] }

function figure(title: string, note: string, svg: SVGElement | null, table: Table): HTMLElement {
  return h("figure", { class: "picture" }, h("figcaption", {}, h("h2", {}, title), h("p", { class: "soft" }, note),
    svg ? h("div", { class: "buttons" },
      h("button", { type: "button", class: "small", "aria-label": `${t("page.download")} ${t("pictures.svg")}: ${title}`, onclick: () => offer(`${table.name}.svg`, "image/svg+xml", svgText(svg)) }, t("pictures.svg")),
      h("button", { type: "button", class: "small", "aria-label": `${t("page.download")} ${t("pictures.csv")}: ${title}`, onclick: () => offer(`${table.name}.csv`, "text/csv", csv(table)) }, t("pictures.csv"))) : null),
    svg ? h("div", { class: "drawing", tabindex: 0, role: "group", "aria-label": title }, svg) : h("p", { class: "empty" }, t("pictures.nothing")));
}

function csv(table: Table): string {
  const cell = (value: string | number) => {
    const text = String(value);
    const safe = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
    return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return [table.head, ...table.lines].map((line) => `${line.map(cell).join(",")}\r\n`).join("");
}

/** A drawing by itself: its colours are written out, so it looks the same outside the page. */
function svgText(svg: SVGElement): string {
  const copy = svg.cloneNode(true) as SVGElement;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const box = svg.getAttribute("viewBox")?.split(" ") ?? [];
  copy.setAttribute("width", box[2] ?? "800");
  copy.setAttribute("height", box[3] ?? "600");
  copy.prepend(s("rect", { width: "100%", height: "100%", fill: colours().paper }));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${copy.outerHTML}\n`;
}

const label = (x: number, y: number, words: string, more: Record<string, unknown> = {}) => s("text", { x, y, "font-family": "system-ui, sans-serif", "font-size": 12, fill: colours().ink, ...more }, words);
const dayLabel = (n: number) => new Intl.DateTimeFormat(language(), { day: "numeric", month: "short", timeZone: "UTC" }).format(new Date(n * 86_400_000));

/** A text in lines of at most so many letters, cut at its words; the last line says by "…" that more follows. */
function wrapped(text: string, letters: number, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + 1 + word.length <= letters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  const kept = lines.slice(0, most).map((line) => (line.length > letters ? `${line.slice(0, letters - 1)}…` : line));
  if (lines.length > most) kept[most - 1] = `${kept[most - 1].slice(0, letters - 1)}…`;
  return kept;
}

/** Such lines, one below the other. */
const block = (x: number, y: number, lines: string[], more: Record<string, unknown> = {}) => lines.map((line, n) => label(x, y + n * 14, line, more));

const isViolation = (r: Row) => r.from !== null && (r.family === "force" || r.breaches.length > 0);
const weekOf = (r: Row) => bucket(r.from ?? 0, "week");

function span(these: Row[]): number[] {
  if (!these.length) return [];
  let [first, last] = [Infinity, -Infinity];
  for (const r of these) {
    first = Math.min(first, weekOf(r));
    last = Math.max(last, weekOf(r));
  }
  return Array.from({ length: (last - first) / 7 + 1 }, (_, n) => first + 7 * n);
}

function weeksBySide(all: Row[]): HTMLElement {
  const these = all.filter(isViolation);
  const weeks = span(these);
  const bySide = new Map<string, Map<number, number>>();
  for (const r of these) {
    for (const code of r.actors.length ? r.actors : [""]) {
      const line = bySide.get(code) ?? new Map<number, number>();
      line.set(weekOf(r), (line.get(weekOf(r)) ?? 0) + 1);
      bySide.set(code, line);
    }
  }
  const total = (line: Map<number, number>) => [...line.values()].reduce((a, b) => a + b, 0);
  const lines = [...bySide].sort((a, b) => total(b[1]) - total(a[1])).slice(0, MOST_SIDES);
  const name = (code: string) => (code ? side(code) : t("incident.unknown_side"));
  const table: Table = { name: "violations-by-week-and-side", head: ["week", "side", "incidents"], lines: lines.flatMap(([code, line]) => weeks.map((week) => [dayText(week), name(code), line.get(week) ?? 0])) };
  if (!lines.length) return figure(t("pictures.weeks"), t("pictures.weeks_note"), null, table);
  const look = colours();
  const most = Math.max(...lines.flatMap(([, line]) => [...line.values()]));
  const columns = isNarrow ? 1 : Math.min(3, lines.length);
  const gap = 24;
  const wide = (WIDTH - gap * (columns - 1)) / columns;
  const tall = 84;
  const room = tall + 58;
  const height = Math.ceil(lines.length / columns) * room;
  const svg = s("svg", { viewBox: `0 0 ${WIDTH} ${height}`, role: "img", "aria-label": t("pictures.weeks") });
  lines.forEach(([code, line], n) => {
    const x = (n % columns) * (wide + gap);
    const y = Math.floor(n / columns) * room + 18;
    svg.append(...block(x, y, wrapped(name(code), Math.floor((wide - 30) / 7), 2), { "font-weight": 600 }), label(x + wide, y, String(total(line)), { "text-anchor": "end", fill: look.soft }));
    svg.append(s("line", { x1: x, x2: x + wide, y1: y + tall, y2: y + tall, stroke: look.line }));
    const step = wide / weeks.length;
    weeks.forEach((week, k) => {
      const value = line.get(week) ?? 0;
      if (!value) return;
      const bar = (value / most) * (tall - 24);
      svg.append(s("rect", { x: x + k * step + step * 0.1, y: y + tall - bar, width: Math.max(0.8, Math.min(step * 0.8, 26)), height: bar, fill: look.force }, s("title", {}, `${days(dayText(week), dayText(week + 6))}: ${value}`)));
    });
    svg.append(label(x, y + tall + 15, dayLabel(weeks[0]), { fill: look.soft }), label(x + wide, y + tall + 15, dayLabel(weeks[weeks.length - 1] + 6), { fill: look.soft, "text-anchor": "end" }));
  });
  return figure(t("pictures.weeks"), t("pictures.weeks_note"), svg, table);
}

function clausesByWeek(all: Row[], told: Rows, summary: Summary): HTMLElement {
  const these = all.filter((r) => r.from !== null && r.breaches.length);
  const weeks = span(these);
  const cells = new Map<number, Map<number, number>>();
  for (const r of these) {
    for (const n of r.breaches) {
      const line = cells.get(n) ?? new Map<number, number>();
      line.set(weekOf(r), (line.get(weekOf(r)) ?? 0) + 1);
      cells.set(n, line);
    }
  }
  const order = [...cells.keys()].sort((a, b) => a - b);
  const table: Table = { name: "breaches-by-clause-and-week", head: ["agreement", "clause", "week", "incidents"], lines: order.flatMap((n) => weeks.map((week) => [told.clauses[n][0], told.clauses[n][1], dayText(week), cells.get(n)?.get(week) ?? 0])) };
  if (!order.length) return figure(t("pictures.clauses"), t("pictures.clauses_note"), null, table);
  const look = colours();
  const most = Math.max(...[...cells.values()].flatMap((line) => [...line.values()]));
  // Beside their names where there is room, else below them.
  const names = isNarrow ? 0 : 300;
  const size = Math.min(26, (WIDTH - names) / weeks.length);
  const line = isNarrow ? 58 : 50;
  const down = isNarrow ? 32 : 0;
  const svg = s("svg", { viewBox: `0 0 ${WIDTH} ${order.length * line + 24}`, role: "img", "aria-label": t("pictures.clauses") });
  order.forEach((n, row) => {
    const [agreement, clause] = told.clauses[n];
    const title = inLanguage(summary.agreements.find((a) => a.id === agreement)?.title) || agreement;
    svg.append(label(0, row * line + 14, `§${clause}`, { "font-weight": 600 }), ...block(44, row * line + 14, wrapped(title, Math.floor(((names || WIDTH) - 54) / 6.8), isNarrow ? 2 : 3), { "font-size": 11, fill: look.soft }));
    weeks.forEach((week, k) => {
      const value = cells.get(n)?.get(week) ?? 0;
      svg.append(s("rect", { x: names + k * size, y: row * line + down + 3, width: Math.max(0.6, size - (size > 4 ? 1.5 : 0)), height: 22, rx: size > 8 ? 2 : 0, fill: value ? look.force : look.line, "fill-opacity": value ? (0.2 + 0.8 * Math.sqrt(value / most)).toFixed(2) : "0.45" }, s("title", {}, `§${clause}, ${days(dayText(week), dayText(week + 6))}: ${value}`)));
    });
  });
  // The first day of a week stands below it, of as many weeks as there is room for.
  const every = Math.ceil(64 / size);
  weeks.forEach((week, k) => {
    if (k % every === 0 && names + k * size + 50 <= WIDTH) svg.append(label(names + k * size, order.length * line + 14, dayLabel(week), { fill: look.soft }));
  });
  return figure(t("pictures.clauses"), t("pictures.clauses_note"), svg, table);
}

function accusations(all: Row[]): HTMLElement {
  const these = all.filter((r) => r.kind === "accusation" || r.kind === "condemnation");
  const arrows = new Map<string, number>();
  const weight = new Map<string, number>();
  for (const r of these) {
    for (const a of r.actors) {
      for (const b of r.targets) {
        if (a === b) continue;
        arrows.set(`${a} ${b}`, (arrows.get(`${a} ${b}`) ?? 0) + 1);
        weight.set(a, (weight.get(a) ?? 0) + 1);
        weight.set(b, (weight.get(b) ?? 0) + 1);
      }
    }
  }
  const bodies = [...weight].sort((a, b) => b[1] - a[1]).slice(0, MOST_BODIES).map(([code]) => code);
  const shown = [...arrows].map(([key, n]) => ({ from: key.split(" ")[0], to: key.split(" ")[1], n })).filter((x) => bodies.includes(x.from) && bodies.includes(x.to)).sort((a, b) => b.n - a.n);
  const table: Table = { name: "who-accuses-whom", head: ["who", "whom", "times"], lines: shown.map((x) => [side(x.from), side(x.to), x.n]) };
  if (!shown.length) return figure(t("pictures.accuses"), t("pictures.accuses_note"), null, table);
  const look = colours();
  const height = bodies.length === 2 ? 200 : isNarrow ? 420 : 460;
  const [cx, cy, radius] = [WIDTH / 2, height / 2, isNarrow ? 130 : 160];
  const stretch = isNarrow ? 0.45 : 1;
  const at = new Map(bodies.map((code, n) => {
    // Two bodies stand side by side, more around a circle from the top.
    const angle = (n / bodies.length) * 2 * Math.PI - (bodies.length === 2 ? Math.PI : Math.PI / 2);
    return [code, { x: cx + Math.cos(angle) * radius * stretch, y: cy + Math.sin(angle) * radius, angle }];
  }));
  const most = shown[0].n;
  const svg = s("svg", { viewBox: `0 0 ${WIDTH} ${height}`, role: "img", "aria-label": t("pictures.accuses") });
  svg.append(s("defs", {}, s("marker", { id: "head", viewBox: "0 0 10 10", refX: 8, refY: 5, markerWidth: 9, markerHeight: 9, markerUnits: "userSpaceOnUse", orient: "auto-start-reverse" }, s("path", { d: "M0 1L9 5L0 9z", fill: look.words }))));
  for (const x of shown.slice().reverse()) {
    const [a, b] = [at.get(x.from), at.get(x.to)];
    if (!a || !b) continue;
    // Arrows both ways bend apart; each stops short of the circle it leads to.
    const [mx, my] = [(a.x + b.x) / 2 + (b.y - a.y) * 0.18, (a.y + b.y) / 2 - (b.x - a.x) * 0.18];
    const length = Math.hypot(b.x - mx, b.y - my) || 1;
    const [ex, ey] = [b.x - ((b.x - mx) / length) * 13, b.y - ((b.y - my) / length) * 13];
    svg.append(s("path", { d: `M${a.x.toFixed(1)} ${a.y.toFixed(1)}Q${mx.toFixed(1)} ${my.toFixed(1)} ${ex.toFixed(1)} ${ey.toFixed(1)}`, fill: "none", stroke: look.words, "stroke-opacity": 0.75, "stroke-width": (1 + 5 * Math.sqrt(x.n / most)).toFixed(1), "marker-end": "url(#head)" },
      s("title", {}, `${side(x.from)} → ${side(x.to)}: ${count("count.times", x.n)}`)));
  }
  for (const [code, p] of at) {
    const right = Math.cos(p.angle) > 0.15;
    const left = Math.cos(p.angle) < -0.15;
    svg.append(s("circle", { cx: p.x, cy: p.y, r: 9, fill: look.paper, stroke: look.ink, "stroke-width": 1.5 }),
      ...block(p.x + (right ? 16 : left ? -16 : 0), p.y + (right || left ? 4 : p.y < cy ? -16 : 26),
        wrapped(side(code), Math.max(8, Math.floor((right ? WIDTH - p.x - 16 : left ? p.x - 16 : WIDTH * 0.8) / (isNarrow ? 6.7 : 7.2))), right || left ? 3 : 1), { "text-anchor": right ? "start" : left ? "end" : "middle", "font-weight": 600, ...(isNarrow ? { "font-size": 11 } : {}) }));
  }
  return figure(t("pictures.accuses"), t("pictures.accuses_note"), svg, table);
}
