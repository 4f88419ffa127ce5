// The map: outlines on a canvas, incidents as marks that can be reached with the keyboard.

import { h, put, s } from "../dom";
import type { Row, Spot } from "../data";
import { FAMILIES } from "../data";
import { colours, familyColour } from "../colours";
import { get, query } from "../api";
import type { GeoZones } from "../types";
import { count, inLanguage, language, place, t } from "../words";
import { type Cluster, clusters, type Group, groups } from "./cluster";
import { type Outlines, countries, kilometres, locatable, project, provinces, turns, unproject } from "./outlines";

const TILE = 256;
const CLOSEST = 12;
const FURTHEST = 0.8;

export interface MapView {
  element: HTMLElement;
  /** Shows these incidents. */
  show(rows: Row[]): void;
  /** Shows zones and lines of an agreement. */
  zones(zones: GeoZones | null): void;
  /** Moves so that everything shown is in view. */
  fit(): void;
  /** Marks one incident's place. */
  point(row: Row | null): void;
}

interface Options { onpick: (rows: Row[], spots: Spot[]) => void; onmove: (box: string) => void; onunplaced: () => void }

export function mapView(options: Options): MapView {
  const canvas = h("canvas", { "aria-hidden": "true" });
  const marks = s("svg", { class: "marks", role: "group", "aria-label": t("map.label") });
  const unplaced = h("button", { type: "button", class: "unplaced", hidden: true, onclick: () => options.onunplaced() });
  const element = h("section", { class: "map", "aria-label": t("map.label"), tabindex: 0 }, canvas, marks,
    h("div", { class: "map-tools" },
      h("button", { type: "button", title: t("map.zoom_in"), "aria-label": t("map.zoom_in"), onclick: () => zoom(1.6) }, "+"),
      h("button", { type: "button", title: t("map.zoom_out"), "aria-label": t("map.zoom_out"), onclick: () => zoom(1 / 1.6) }, "−"),
      h("button", { type: "button", title: t("map.fit"), "aria-label": t("map.fit"), onclick: () => fit() }, "⤢")),
    unplaced, h("p", { class: "map-credit" }, t("map.credit")));

  let [width, height] = [0, 0];
  let centre: [number, number] = project(30, 30);
  let level = 1.5;
  let rows: Row[] = [];
  let places: Group[] = [];
  let areas: GeoZones | null = null;
  let outlines: Outlines | null = null;
  let inner: Outlines | null = null;
  let pointed: Row | null = null;
  let labels: { name: string; x: number; y: number; rank: number }[] = [];
  let frame = 0;
  let isFitted = false;

  const scale = () => TILE * 2 ** level;
  const screen = (x: number, y: number): [number, number] => [(x - centre[0]) * scale() + width / 2, (y - centre[1]) * scale() + height / 2];
  const world = (px: number, py: number): [number, number] => [(px - width / 2) / scale() + centre[0], (py - height / 2) / scale() + centre[1]];

  const byCode = new Map<string, [number, number]>();
  const locate = (spot: Spot | null): [number, number] | null => {
    if (!spot) return null;
    if (spot.lat !== null && spot.lon !== null) return project(spot.lon, spot.lat);
    return spot.precision === "country" && spot.country ? byCode.get(spot.country) ?? null : null;
  };

  function draw(): void {
    if (!frame) frame = requestAnimationFrame(paint);
  }

  function paint(): void {
    frame = 0;
    const ratio = window.devicePixelRatio || 1;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    const c = canvas.getContext("2d");
    if (!c) return;
    const look = colours();
    c.setTransform(ratio, 0, 0, ratio, 0, 0);
    c.fillStyle = look.sea;
    c.fillRect(0, 0, width, height);
    if (outlines) {
      const [left, top] = world(0, 0);
      const [right, bottom] = world(width, height);
      const inView = (box: number[]) => box[2] >= left && box[0] <= right && box[3] >= top && box[1] <= bottom;
      c.lineJoin = "round";
      c.beginPath();
      for (const country of outlines.countries) for (const ring of country.rings) trace(c, outlines, ring, inView);
      c.fillStyle = look.land;
      c.fill("evenodd");
      if (inner && level > 4.2) stroke(c, inner, inView, look.province, 0.7, () => true);
      stroke(c, outlines, inView, look.coast, 0.8, (sort) => sort === 0);
      stroke(c, outlines, inView, look.border, level > 4 ? 1.3 : 0.9, (sort) => sort === 1);
    }
    if (areas) paintZones(c, look);
    paintLabels(c, look);
    paintMarks();
  }

  function trace(c: CanvasRenderingContext2D, from: Outlines, ring: number[], inView: (box: number[]) => boolean): void {
    const arcs = ring.map((n) => from.arcs[n < 0 ? ~n : n]);
    const { shifts, open } = turns(from.arcs, ring);
    const box = arcs.reduce((b, a, i) => [Math.min(b[0], a.box[0] + shifts[i]), Math.min(b[1], a.box[1]), Math.max(b[2], a.box[2] + shifts[i]), Math.max(b[3], a.box[3])], [2, 2, -1, -1]);
    // What reaches beyond the map's edge is drawn once more at the other edge.
    for (const turn of open ? [-1, 0, 1] : edges(box)) {
      // A ring whose arcs all lie outside is left out; one that reaches in is drawn whole, so that its filling is right.
      if (!open && !inView([box[0] + turn, box[1], box[2] + turn, box[3]])) continue;
      const k = scale();
      const [ox, oy] = [width / 2 - centre[0] * k, height / 2 - centre[1] * k];
      let first = true;
      let [beginning, x, y] = [0, 0, 0];
      ring.forEach((n, i) => {
        const points = arcs[i].points;
        const length = points.length / 2;
        const move = shifts[i] + turn;
        const far = !inView([arcs[i].box[0] + move, arcs[i].box[1], arcs[i].box[2] + move, arcs[i].box[3]]);
        const step = far ? Math.max(1, length - 1) : k * (arcs[i].box[2] - arcs[i].box[0]) < 24 ? Math.max(1, length >> 3) : 1;
        for (let j = 0; j < length; j += step) {
          const m = n < 0 ? length - 1 - j : j;
          [x, y] = [(points[2 * m] + move) * k + ox, points[2 * m + 1] * k + oy];
          if (first) c.moveTo(x, y);
          else c.lineTo(x, y);
          if (first) beginning = x;
          first = false;
        }
        const m = n < 0 ? 0 : length - 1;
        [x, y] = [(points[2 * m] + move) * k + ox, points[2 * m + 1] * k + oy];
        c.lineTo(x, y);
      });
      if (open) {
        // Land around a pole ends at the map's lower or upper edge.
        const edge = (box[1] + box[3] > 1 ? 1 : 0) * k + oy;
        c.lineTo(x, edge);
        c.lineTo(beginning, edge);
      }
      c.closePath();
    }
  }

  /** The turns by which something is moved to be seen at both edges of the map. */
  function edges(box: number[]): number[] {
    return [0, ...(box[2] > 1 ? [-1] : []), ...(box[0] < 0 ? [1] : [])];
  }

  function stroke(c: CanvasRenderingContext2D, from: Outlines, inView: (box: number[]) => boolean, colour: string, thick: number, wanted: (sort: number) => boolean): void {
    const k = scale();
    const oy = height / 2 - centre[1] * k;
    c.beginPath();
    for (const arc of from.arcs) {
      if (!wanted(arc.sort)) continue;
      const { points } = arc;
      const step = k * Math.max(arc.box[2] - arc.box[0], arc.box[3] - arc.box[1]) < 24 ? Math.max(2, (points.length >> 4) & ~1) : 2;
      for (const turn of edges(arc.box)) {
        if (!inView([arc.box[0] + turn, arc.box[1], arc.box[2] + turn, arc.box[3]])) continue;
        const ox = width / 2 - (centre[0] - turn) * k;
        c.moveTo(points[0] * k + ox, points[1] * k + oy);
        for (let n = step; n < points.length; n += step) c.lineTo(points[n] * k + ox, points[n + 1] * k + oy);
        c.lineTo(points[points.length - 2] * k + ox, points[points.length - 1] * k + oy);
      }
    }
    c.strokeStyle = colour;
    c.lineWidth = thick;
    c.stroke();
  }

  function paintZones(c: CanvasRenderingContext2D, look: ReturnType<typeof colours>): void {
    for (const zone of areas?.features ?? []) {
      const { type, coordinates } = zone.geometry;
      const lines = (type === "Polygon" ? coordinates : type === "LineString" ? [coordinates] : []) as [number, number][][];
      const isRough = zone.properties.quality === "approximate";
      c.beginPath();
      for (const line of lines) line.forEach(([lon, lat], n) => (n ? c.lineTo(...screen(...project(lon, lat))) : c.moveTo(...screen(...project(lon, lat)))));
      c.setLineDash(isRough ? [7, 5] : []);
      if (type === "Polygon") {
        c.fillStyle = look.zoneFill;
        c.fill();
      } else if (zone.properties.width_km && lines[0]) {
        c.strokeStyle = look.zoneFill;
        c.lineWidth = Math.max(3, kilometres(zone.properties.width_km, lines[0][0][1]) * scale());
        c.setLineDash([]);
        c.stroke();
        c.setLineDash(isRough ? [7, 5] : []);
      }
      c.strokeStyle = look.zone;
      c.lineWidth = 1.5;
      c.stroke();
      c.setLineDash([]);
      const [lon, lat] = lines[0]?.[0] ?? [];
      if (lon !== undefined && level > 5.5) {
        const [x, y] = screen(...project(lon, lat));
        text(c, look, inLanguage(zone.properties.name), x + 6, y - 6, look.zone, 11, "start");
      }
    }
  }

  function text(c: CanvasRenderingContext2D, look: ReturnType<typeof colours>, words: string, x: number, y: number, colour: string, size: number, align: CanvasTextAlign): void {
    c.font = `${size}px system-ui, sans-serif`;
    c.textAlign = align;
    c.lineWidth = 3;
    c.strokeStyle = look.halo;
    c.strokeText(words, x, y);
    c.fillStyle = colour;
    c.fillText(words, x, y);
  }

  function paintLabels(c: CanvasRenderingContext2D, look: ReturnType<typeof colours>): void {
    const taken: number[][] = [];
    for (const label of labels) {
      const [x, y] = screen(label.x, label.y);
      if (x < 0 || y < 0 || x > width || y > height) continue;
      const half = label.name.length * 3.2 + 4;
      const box = [x - half, y - 8, x + half, y + 14];
      if (taken.some((o) => box[0] < o[2] && box[2] > o[0] && box[1] < o[3] && box[3] > o[1])) continue;
      taken.push(box);
      c.beginPath();
      c.arc(x, y, 1.6, 0, 7);
      c.fillStyle = look.label;
      c.fill();
      text(c, look, label.name, x, y + 13, look.label, label.rank === 0 ? 12 : 11, "center");
    }
  }

  function paintMarks(): void {
    const reach = 30 / scale();
    const found = clusters(places, locate, reach);
    const shown = found.filter(({ x, y }) => {
      const [px, py] = screen(x, y);
      return px > -80 && py > -80 && px < width + 80 && py < height + 80;
    });
    marks.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const focused = (document.activeElement as SVGElement | null)?.getAttribute?.("data-at");
    put(marks, shown.map(extents), shown.map(mark));
    if (pointed) {
      const at = locate(pointed.spot);
      if (at) {
        const [x, y] = screen(...at);
        marks.append(s("circle", { cx: x, cy: y, r: 21, class: "pointed" }));
      }
    }
    if (focused) (marks.querySelector(`[data-at="${focused}"]`) as SVGElement | null)?.focus({ preventScroll: true });
  }

  /** What is known only as an area is drawn as one. */
  function extents(cluster: Cluster): SVGElement[] {
    return [...cluster.spots]
      .filter((spot) => spot.km > 0 && spot.lat !== null && spot.lon !== null)
      .map((spot) => ({ spot, radius: kilometres(spot.km, spot.lat ?? 0) * scale() }))
      .filter(({ spot, radius }) => radius > (spot.precision === "locality" ? 22 : 12))
      .slice(0, 12)
      .map(({ spot, radius }) => {
        const [x, y] = screen(...project(spot.lon ?? 0, spot.lat ?? 0));
        return s("circle", { cx: x, cy: y, r: radius, class: `extent ${spot.precision}` });
      });
  }

  function mark(cluster: Cluster): SVGElement {
    const [x, y] = screen(cluster.x, cluster.y);
    const n = cluster.rows.length;
    const radius = Math.min(22, 7 + Math.sqrt(n) * 1.9);
    const names = [...cluster.spots].map((spot) => place(spot.name));
    const name = names.length > 2 ? t("map.and_near", { place: names[0] }) : names.join(", ");
    const isWhole = [...cluster.spots].every((spot) => spot.precision === "country");
    const title = count("map.cluster", n, { place: name }) + (isWhole ? ` (${t("map.whole_country")})` : "");
    const pick = () => choose(cluster);
    const group = s("g", {
      class: `mark${isWhole ? " whole" : ""}`, role: "button", tabindex: 0, "aria-label": title, transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`,
      "data-at": `${cluster.x.toFixed(6)},${cluster.y.toFixed(6)}`, onclick: pick,
      onkeydown: (event: KeyboardEvent) => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          pick();
        }
      },
    }, s("title", {}, title));
    if (isWhole) group.append(s("rect", { x: -radius - 3, y: -radius - 3, width: 2 * radius + 6, height: 2 * radius + 6, rx: 5, class: "frame" }));
    group.append(s("circle", { r: radius + 2, class: "rim" }));
    let angle = -Math.PI / 2;
    for (const family of FAMILIES) {
      const part = cluster.families[family] / n;
      if (!part) continue;
      if (part === 1) {
        group.append(s("circle", { r: radius, fill: familyColour(family) }));
        break;
      }
      const end = angle + part * 2 * Math.PI;
      const at = (a: number) => `${(Math.cos(a) * radius).toFixed(2)} ${(Math.sin(a) * radius).toFixed(2)}`;
      group.append(s("path", { d: `M0 0L${at(angle)}A${radius} ${radius} 0 ${part > 0.5 ? 1 : 0} 1 ${at(end)}Z`, fill: familyColour(family) }));
      angle = end;
    }
    if (n > 1) group.append(s("circle", { r: radius * 0.66, class: "hole" }), s("text", { dy: "0.35em", class: "number" }, n > 999 ? `${Math.round(n / 100) / 10}k` : n));
    return group;
  }

  function choose(cluster: Cluster): void {
    const spread = Math.max(...[...cluster.spots].map((spot) => {
      const at = locate(spot);
      return at ? Math.hypot(at[0] - cluster.x, at[1] - cluster.y) : 0;
    }));
    if (cluster.spots.size > 1 && spread > 0 && level < CLOSEST - 0.5) {
      centre = [cluster.x, cluster.y];
      level = Math.min(CLOSEST, level + 1.4);
      moved();
    }
    options.onpick(cluster.rows, [...cluster.spots]);
  }

  function zoom(by: number, at: [number, number] = [width / 2, height / 2]): void {
    const before = world(...at);
    level = Math.max(FURTHEST, Math.min(CLOSEST, level + Math.log2(by)));
    const after = world(...at);
    centre = [centre[0] + before[0] - after[0], centre[1] + before[1] - after[1]];
    moved();
  }

  let asking = 0;
  function moved(): void {
    centre = [Math.max(0, Math.min(1, centre[0])), Math.max(0.02, Math.min(0.98, centre[1]))];
    draw();
    clearTimeout(asking);
    asking = window.setTimeout(ask, 250);
  }

  /** Names for the map, and finer lines where it is close. */
  async function ask(): Promise<void> {
    const [west, north] = unproject(...world(0, 0));
    const [east, south] = unproject(...world(width, height));
    const box = [Math.max(-180, west), Math.max(-85, south), Math.min(180, east), Math.min(85, north)].map((n) => n.toFixed(3)).join(",");
    options.onmove(box);
    if (level > 4.2 && !inner) {
      provinces().then((loaded) => {
        inner = loaded;
        draw();
      }, () => undefined);
    }
    if (level < 3) {
      labels = [];
      draw();
      return;
    }
    const found = await get<{ items: { name: string; lat: number; lon: number; sort: string }[] }>(`/places${query({ box, limit: "70", lang: language() })}`).catch(() => ({ items: [] }));
    labels = found.items.map((item, n) => {
      const [x, y] = project(item.lon, item.lat);
      return { name: item.name, x, y, rank: n < 5 ? 0 : 1 };
    });
    draw();
  }

  function fit(): void {
    const points = rows.filter((r) => r.spot?.lat !== null).map((r) => locate(r.spot)).filter((p): p is [number, number] => p !== null);
    const all = points.length ? points : rows.map((r) => locate(r.spot)).filter((p): p is [number, number] => p !== null);
    if (!all.length || !width) return;
    // A few far places do not decide the view: the middle nine tenths do.
    const middle = (values: number[]): [number, number] => {
      const sorted = values.sort((a, b) => a - b);
      const cut = sorted.length > 20 ? Math.floor(sorted.length * 0.05) : 0;
      return [sorted[cut], sorted[sorted.length - 1 - cut]];
    };
    const [left, right] = middle(all.map((p) => p[0]));
    const [top, bottom] = middle(all.map((p) => p[1]));
    centre = [(left + right) / 2, (top + bottom) / 2];
    const room = Math.min((width - 120) / Math.max(1e-9, right - left), (height - 120) / Math.max(1e-9, bottom - top));
    level = Math.max(FURTHEST, Math.min(8.2, Math.log2(room / TILE)));
    moved();
  }

  // Moving with the pointer: one finger or the mouse pans, two fingers zoom.
  const fingers = new Map<number, [number, number]>();
  const at = (event: PointerEvent | WheelEvent): [number, number] => {
    const box = element.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  element.addEventListener("pointerdown", (event) => {
    if ((event.target as Element).closest(".map-tools,.mark,.unplaced,a")) return;
    fingers.set(event.pointerId, at(event));
    element.setPointerCapture(event.pointerId);
    element.classList.add("moving");
  });
  element.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const here = at(event);
    if (fingers.size === 1) {
      centre = [centre[0] - (here[0] - before[0]) / scale(), centre[1] - (here[1] - before[1]) / scale()];
      moved();
    } else {
      const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1] ?? before;
      const apart = (p: [number, number]) => Math.max(1, Math.hypot(p[0] - other[0], p[1] - other[1]));
      zoom(apart(here) / apart(before), [(here[0] + other[0]) / 2, (here[1] + other[1]) / 2]);
    }
    fingers.set(event.pointerId, here);
  });
  const lift = (event: PointerEvent) => {
    fingers.delete(event.pointerId);
    element.classList.remove("moving");
  };
  element.addEventListener("pointerup", lift);
  element.addEventListener("pointercancel", lift);
  element.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoom(Math.exp(-event.deltaY / 400), at(event));
  }, { passive: false });
  element.addEventListener("dblclick", (event) => {
    if (!(event.target as Element).closest(".map-tools,.mark,.unplaced")) zoom(2, at(event as unknown as PointerEvent));
  });
  element.addEventListener("keydown", (event) => {
    const steps: Record<string, [number, number]> = { ArrowLeft: [-80, 0], ArrowRight: [80, 0], ArrowUp: [0, -80], ArrowDown: [0, 80] };
    const step = steps[event.key];
    if (step) {
      centre = [centre[0] + step[0] / scale(), centre[1] + step[1] / scale()];
      moved();
    } else if (event.key === "+" || event.key === "=") zoom(1.6);
    else if (event.key === "-") zoom(1 / 1.6);
    else return;
    event.preventDefault();
  });

  new ResizeObserver(() => {
    width = element.clientWidth;
    height = element.clientHeight;
    if (!isFitted && rows.length && width) {
      isFitted = true;
      fit();
    }
    draw();
  }).observe(element);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  window.addEventListener("colours", draw);

  countries().then((loaded) => {
    outlines = loaded;
    for (const country of loaded.countries) byCode.set(country.code, country.centre);
    if (isFitted) draw();
    else if (rows.length && width) {
      isFitted = true;
      fit();
    } else draw();
    tellUnplaced();
  }, () => undefined);

  function tellUnplaced(): void {
    const missing = rows.filter((r) => !locatable(r.spot)).length;
    unplaced.hidden = missing === 0;
    unplaced.textContent = missing ? `${count("map.unplaced", missing)}: ${t("filter.list_them")}` : "";
  }

  return {
    element,
    fit,
    show(next) {
      rows = next;
      places = groups(next);
      if (!isFitted && width && rows.length) {
        isFitted = true;
        fit();
      }
      tellUnplaced();
      draw();
    },
    zones(next) {
      areas = next;
      draw();
    },
    point(row) {
      pointed = row;
      draw();
    },
  };
}
