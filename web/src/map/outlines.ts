// The outlines of countries and provinces, as tools/outlines.mjs packs them, in the map's own units.

import type { Spot } from "../data";

/** True when a place can be put on the map: at its point, or at its country. */
export const locatable = (spot: Spot | null) => spot !== null && ((spot.lat !== null && spot.lon !== null) || (spot.precision === "country" && spot.country !== null));

export interface Arc { sort: number; points: Float64Array; box: [number, number, number, number] }
export interface Country { code: string; rings: number[][]; centre: [number, number] }
export interface Outlines { arcs: Arc[]; countries: Country[] }

const STEPS = 500;

/** Longitude and latitude as x and y between 0 and 1 (Web Mercator). */
export function project(lon: number, lat: number): [number, number] {
  const held = Math.max(-85.05, Math.min(85.05, lat));
  const sine = Math.sin((held * Math.PI) / 180);
  return [lon / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
}

/** The way back. */
export function unproject(x: number, y: number): [number, number] {
  return [(x - 0.5) * 360, (Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) * 360) / Math.PI - 90];
}

/** Kilometres as a length in the map's units, at a latitude. */
export const kilometres = (km: number, lat: number) => km / (40075 * Math.cos((lat * Math.PI) / 180));

export function decode(buffer: ArrayBuffer): Outlines {
  const bytes = new Uint8Array(buffer);
  let at = 0;
  const unsigned = () => {
    let [value, scale] = [0, 1];
    for (;;) {
      const byte = bytes[at++];
      value += (byte & 127) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
  };
  const signed = () => {
    const n = unsigned();
    return n % 2 ? -(n + 1) / 2 : n / 2;
  };
  const arcs: Arc[] = [];
  for (let left = unsigned(); left > 0; left--) {
    const sort = unsigned();
    const length = unsigned();
    const points = new Float64Array(length * 2);
    const box: Arc["box"] = [1, 1, 0, 0];
    let [lon, lat] = [0, 0];
    for (let n = 0; n < length; n++) {
      lon += signed();
      lat += signed();
      const [told, y] = project(lon / STEPS, lat / STEPS);
      // What crosses the date line goes on beyond the map's edge, so that no line leads back across the whole of it.
      const x = n ? told - Math.round(told - points[2 * n - 2]) : told;
      points[2 * n] = x;
      points[2 * n + 1] = y;
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x);
      box[3] = Math.max(box[3], y);
    }
    arcs.push({ sort, points, box });
  }
  const countries: Country[] = [];
  for (let left = unsigned(); left > 0; left--) {
    const code = String.fromCharCode(bytes[at++], bytes[at++], bytes[at++]);
    const rings: number[][] = [];
    for (let n = unsigned(); n > 0; n--) {
      const ring: number[] = [];
      for (let m = unsigned(); m > 0; m--) ring.push(signed());
      rings.push(ring);
    }
    countries.push({ code, rings, centre: centre(arcs, rings) });
  }
  return { arcs, countries };
}

/** How far each arc of a ring is moved, in whole turns of the earth, to begin where the one before it ends; and where the last one ends. */
export function turns(arcs: Arc[], ring: number[]): { shifts: number[]; open: number } {
  const shifts: number[] = [];
  let [begin, end] = [0, 0];
  ring.forEach((n, i) => {
    const { points } = arcs[n < 0 ? ~n : n];
    const [a, b] = n < 0 ? [points[points.length - 2], points[0]] : [points[0], points[points.length - 2]];
    const shift = i ? Math.round(end - a) : 0;
    shifts.push(shift);
    if (!i) begin = a;
    end = b + shift;
  });
  return { shifts, open: Math.round(end - begin) };
}

/** The middle of a country's largest part. */
function centre(arcs: Arc[], rings: number[][]): [number, number] {
  let best: [number, number] = [0.5, 0.5];
  let most = -1;
  for (const ring of rings) {
    let [area, cx, cy, px, py, first] = [0, 0, 0, 0, 0, true];
    const { shifts } = turns(arcs, ring);
    for (const [i, n] of ring.entries()) {
      const points = arcs[n < 0 ? ~n : n].points;
      const count = points.length / 2;
      for (let k = 0; k < count; k++) {
        const m = n < 0 ? count - 1 - k : k;
        const [x, y] = [points[2 * m] + shifts[i], points[2 * m + 1]];
        if (!first) {
          const cross = px * y - x * py;
          area += cross;
          cx += (px + x) * cross;
          cy += (py + y) * cross;
        }
        [px, py, first] = [x, y, false];
      }
    }
    if (Math.abs(area) > most && area !== 0) {
      most = Math.abs(area);
      best = [(((cx / (3 * area)) % 1) + 1) % 1, cy / (3 * area)];
    }
  }
  return best;
}

let base: Promise<Outlines> | null = null;
let lines: Promise<Outlines> | null = null;
const load = async (name: string) => decode(await (await fetch(`/map/${name}.bin`)).arrayBuffer());

/** Countries; loaded once. */
export const countries = () => (base ??= load("outlines"));
/** Borders between provinces; loaded when the map is close enough to show them. */
export const provinces = () => (lines ??= load("provinces"));
