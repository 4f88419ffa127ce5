// The incidents as rows of numbers, and what the filters choose of them. Thousands are filtered here, without asking the server again.

import { once, query } from "./api";
import { now } from "./state";
import { locatable } from "./map/outlines";

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

/** Every row of the record, whatever the filters. */
export const everything = () => once<Raw>("/table").then(decode);

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
  kindsOf = (wanted) => raw.kinds.filter((_, n) => wanted.includes(family[n]));
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

/** The kinds of event of some sorts; known once rows were read. */
let kindsOf: (families: string[]) => string[] = () => [];

/** Filters that only this page knows: the server's files cannot be narrowed by them. */
export const OWN = ["day", "unplaced", "spot"];
const SHARED = ["from", "to", "kind", "status", "clause", "place", "actor", "lang", "outlet", "q", "box"];

/** The filters of the address as the server knows them; null where together they let nothing through. */
export function served(all: Rows | null): Record<string, string[]> | null {
  const q = now().query;
  const values = Object.fromEntries(SHARED.map((name) => [name, q.getAll(name)]));
  for (const name of ["from", "to"]) values[name] = values[name].filter(isDay).slice(0, 1);
  if (isBackwards()) return null;
  const families = q.getAll("family");
  if (families.length) {
    const kinds = kindsOf(families);
    values.kind = values.kind.length ? values.kind.filter((name) => kinds.includes(name)) : kinds;
    if (!values.kind.length) return null;
  }
  if (values.clause.includes("any")) {
    values.clause = [...new Set((all?.rows ?? []).flatMap((r) => r.breaches.map((n) => all?.clauses[n].join("/") ?? "")))];
    if (all && !values.clause.length) return null;
  }
  const sides = q.getAll("side");
  if (sides.length) values.actor = sides;
  return values;
}

/** True when a text is a day that there is. */
export const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && dayText(dayNumber(text)) === text;

/** A day of the address, or null where it has none that there is. */
export function dayOf(name: "from" | "to"): string | null {
  const text = now().query.get(name);
  return text && isDay(text) ? text : null;
}

/** True when the period of the address ends before it begins. */
export function isBackwards(): boolean {
  const [from, to] = [dayOf("from"), dayOf("to")];
  return from !== null && to !== null && to < from;
}

const DAY = 86_400_000;
export const dayNumber = (day: string) => Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY);
export const dayText = (n: number) => new Date(n * DAY).toISOString().slice(0, 10);

/** Rows that meet every filter of the address. `without` leaves some filters out, for pictures that show what they would change. */
export function chosen(all: Rows, without: string[] = []): Row[] {
  const q = now().query;
  const values = (name: string) => (without.includes(name) ? [] : q.getAll(name));
  const day = (name: "from" | "to") => {
    const text = without.includes(name) ? null : dayOf(name);
    return text ? dayNumber(text) : null;
  };
  const [from, to] = [day("from"), day("to")];
  const undated = values("day").includes("none");
  const unplaced = values("unplaced").length > 0;
  const spots = new Set(values("spot"));
  const kinds = new Set(values("kind"));
  const families = new Set(values("family"));
  const statuses = new Set(values("status"));
  const clauses = new Set(values("clause"));
  const sides = new Set(values("side"));
  const box = values("box")[0]?.split(",").map(Number);
  if (from !== null && to !== null && to < from) return [];
  return all.rows.filter((r) => {
    if (undated && r.from !== null) return false;
    if (unplaced && locatable(r.spot)) return false;
    if (spots.size && !(r.spot && spots.has(r.spot.name))) return false;
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
