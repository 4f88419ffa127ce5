// Incidents that would stand on top of one another are drawn as one mark.

import type { Family, Row, Spot } from "../data";
import { FAMILIES } from "../data";

export interface Cluster { x: number; y: number; rows: Row[]; spots: Set<Spot>; families: Record<Family, number> }

/** Where a row stands in the map's units, or null where it has no place there. */
export type Locate = (row: Row) => [number, number] | null;

/** Gathers rows whose marks would overlap: first all at one place, then places nearer to each other than `reach`. */
export function clusters(rows: Row[], locate: Locate, reach: number): Cluster[] {
  const places = new Map<string, Cluster>();
  for (const row of rows) {
    const at = locate(row);
    if (!at || !row.spot) continue;
    const key = `${at[0].toFixed(7)},${at[1].toFixed(7)}`;
    let here = places.get(key);
    if (!here) places.set(key, (here = { x: at[0], y: at[1], rows: [], spots: new Set(), families: { force: 0, ground: 0, easing: 0, words: 0 } }));
    here.rows.push(row);
    here.spots.add(row.spot);
    here.families[row.family]++;
  }
  const largest = [...places.values()].sort((a, b) => b.rows.length - a.rows.length || a.x - b.x || a.y - b.y);
  const grid = new Map<string, Cluster[]>();
  const found: Cluster[] = [];
  for (const here of largest) {
    const [column, line] = [Math.floor(here.x / reach), Math.floor(here.y / reach)];
    let joined: Cluster | null = null;
    for (let dx = -1; dx <= 1 && !joined; dx++) {
      for (let dy = -1; dy <= 1 && !joined; dy++) {
        for (const other of grid.get(`${column + dx},${line + dy}`) ?? []) {
          if (Math.hypot(other.x - here.x, other.y - here.y) < reach) {
            joined = other;
            break;
          }
        }
      }
    }
    if (joined) {
      joined.rows.push(...here.rows);
      here.spots.forEach((spot) => joined.spots.add(spot));
      for (const family of FAMILIES) joined.families[family] += here.families[family];
    } else {
      found.push(here);
      const key = `${column},${line}`;
      grid.set(key, [...(grid.get(key) ?? []), here]);
    }
  }
  return found;
}
