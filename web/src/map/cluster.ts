// Incidents that would stand on top of one another are drawn as one mark.

import type { Family, Row, Spot } from "../data";
import { FAMILIES } from "../data";

export interface Cluster { x: number; y: number; rows: Row[]; spots: Set<Spot>; families: Record<Family, number> }

/** Where a place stands in the map's units, or null where it cannot be put there. */
export type Locate = (spot: Spot) => [number, number] | null;

export interface Group { spot: Spot; rows: Row[]; families: Record<Family, number> }

/** Rows by place: done once for many rows, so that moving the map costs as much as there are places. */
export function groups(rows: Row[]): Group[] {
  const found = new Map<Spot, Group>();
  for (const row of rows) {
    if (!row.spot) continue;
    let here = found.get(row.spot);
    if (!here) found.set(row.spot, (here = { spot: row.spot, rows: [], families: { force: 0, ground: 0, easing: 0, words: 0 } }));
    here.rows.push(row);
    here.families[row.family]++;
  }
  return [...found.values()].sort((a, b) => b.rows.length - a.rows.length || a.spot.name.localeCompare(b.spot.name));
}

/** Gathers places whose marks would overlap, those nearer to each other than `reach`, around the largest. */
export function clusters(places: Group[], locate: Locate, reach: number): Cluster[] {
  const grid = new Map<string, Cluster[]>();
  const found: Cluster[] = [];
  for (const { spot, rows, families } of places) {
    const at = locate(spot);
    if (!at) continue;
    const [column, line] = [Math.floor(at[0] / reach), Math.floor(at[1] / reach)];
    let joined: Cluster | null = null;
    for (let dx = -1; dx <= 1 && !joined; dx++) {
      for (let dy = -1; dy <= 1 && !joined; dy++) {
        joined = grid.get(`${column + dx},${line + dy}`)?.find((other) => Math.hypot(other.x - at[0], other.y - at[1]) < reach) ?? null;
      }
    }
    if (joined) {
      joined.rows = joined.rows.concat(rows);
      joined.spots.add(spot);
      for (const family of FAMILIES) joined.families[family] += families[family];
    } else {
      const cluster: Cluster = { x: at[0], y: at[1], rows, spots: new Set([spot]), families: { ...families } };
      found.push(cluster);
      const key = `${column},${line}`;
      grid.set(key, [...(grid.get(key) ?? []), cluster]);
    }
  }
  return found;
}
