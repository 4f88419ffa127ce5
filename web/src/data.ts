// The incidents as rows of numbers, and what the filters choose of them. Thousands are filtered here, without asking the server again.

import { once, query } from "./api";
import { now } from "./state";

export interface Spot { name: string; country: string | null; lat: number | null; lon: number | null; precision: string; km: number }
export type Family = "force" | "ground" | "easing" | "words";
export const FAMILIES: Family[] = ["force", "ground", "easing", "words"];

export interface Row {
  id: string; kind: string; family: Family; from: number | null; to: number | null; spot: Spot | null; status: string; claims: number;
  reports: number; independent: number; actors: string[]; targets: string[]; breaches: number[]; killed: [number, number] | null;
  contradictions: number; credibility: number;
}
export interface Rows { rows: Row[]; clauses: [string, string][]; total: number; generation: number }

interface Raw {
  generation: number; total: number; kinds: string[]; violent: boolean[]; spoken: boolean[]; places: Spot[]; codes: string[];
  clauses: [string, string][]; rows: [string, number, number | null, number | null, number | null, string, number, number, number, number[], number[], number[], number | null, number | null, number, number][];
}

const EASING = new Set(["withdrawal", "release", "compliance", "agreement", "talks", "monitoring", "deescalation", "aid"]);

/** Parameters that the server chooses by; the others are applied here. */
const SERVER = ["q", "lang", "outlet", "place", "actor"];

let last: { key: string; rows: Promise<Rows> } | null = null;

/** Every row that meets the filters that only the server knows. */
export function rows(): Promise<Rows> {
  const chosen = now().query;
  const path = `/table${query(Object.fromEntries(SERVER.map((name) => [name, chosen.getAll(name)])))}`;
  const asked = once<Raw>(path);
  if (last?.key === path && lastAsked === asked) return last.rows;
  lastAsked = asked;
  const read = asked.then(decode);
  last = { key: path, rows: read };
  return read;
}
let lastAsked: Promise<Raw> | null = null;

function decode(raw: Raw): Rows {
  const family = raw.kinds.map((name, n): Family =>
    raw.violent[n] || name === "capture" ? "force" : raw.spoken[n] || name === "order" ? "words" : EASING.has(name) ? "easing" : "ground");
  return {
    clauses: raw.clauses,
    total: raw.total,
    generation: raw.generation,
    rows: raw.rows.map((r) => ({
      id: r[0], kind: raw.kinds[r[1]], family: family[r[1]], from: r[2], to: r[3], spot: r[4] === null ? null : raw.places[r[4]], status: r[5],
      claims: r[6], reports: r[7], independent: r[8], actors: r[9].map((n) => raw.codes[n]), targets: r[10].map((n) => raw.codes[n]),
      breaches: r[11], killed: r[12] === null || r[13] === null ? null : [r[12], r[13]], contradictions: r[14], credibility: r[15],
    })),
  };
}

const DAY = 86_400_000;
export const dayNumber = (day: string) => Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY);
export const dayText = (n: number) => new Date(n * DAY).toISOString().slice(0, 10);

/** Rows that meet every filter of the address. `without` leaves some filters out, for pictures that show what they would change. */
export function chosen(all: Rows, without: string[] = []): Row[] {
  const q = now().query;
  const values = (name: string) => (without.includes(name) ? [] : q.getAll(name));
  const from = values("from")[0] ? dayNumber(values("from")[0]) : null;
  const to = values("to")[0] ? dayNumber(values("to")[0]) : null;
  const kinds = new Set(values("kind"));
  const families = new Set(values("family"));
  const statuses = new Set(values("status"));
  const clauses = new Set(values("clause"));
  const sides = new Set(values("side"));
  const box = values("box")[0]?.split(",").map(Number);
  return all.rows.filter((r) => {
    if (from !== null || to !== null) {
      if (r.from === null || r.to === null) return false;
      if ((from !== null && r.to < from) || (to !== null && r.from > to)) return false;
    }
    if (kinds.size && !kinds.has(r.kind)) return false;
    if (families.size && !families.has(r.family)) return false;
    if (statuses.size && !statuses.has(r.status)) return false;
    if (sides.size && ![...r.actors, ...r.targets].some((c) => sides.has(c))) return false;
    if (clauses.size && !(clauses.has("any") ? r.breaches.length : r.breaches.some((n) => clauses.has(all.clauses[n].join("/"))))) return false;
    if (box) {
      const [w, south, e, north] = box;
      const { lat, lon } = r.spot ?? { lat: null, lon: null };
      if (lat === null || lon === null || lon < w || lon > e || lat < south || lat > north) return false;
    }
    return true;
  });
}
