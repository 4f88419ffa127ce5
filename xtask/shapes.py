#!/usr/bin/env python3
"""Derives world/shapes/provinces.topojson from Natural Earth's admin-1 outlines.

    python3 xtask/shapes.py admin1.json

`admin1.json` comes out of the package that world/SOURCES.md names; nothing is downloaded here. Standard library only.
Borders are cut into arcs where provinces meet, so that a border shared by two is simplified once and still fits both.
"""
import json
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent / "world"
# Degrees that a simplified border may lie from the true one: in countries at war, and elsewhere.
NEAR, FAR = 0.01, 0.06
# Grid of the published coordinates, in degrees: about a hundred metres.
GRID = 0.001
# Islands smaller than this, in square degrees, are left out, unless they are all that a province has.
SMALLEST = {True: 0.0004, False: 0.01}


def country_of(properties, alpha3):
    """The country whose ground it is by ISO 3166-2, which differs from who holds it where Natural Earth draws who holds it."""
    code = (properties.get("iso_3166_2") or "")[:2]
    return alpha3.get(code) or properties.get("adm0_a3")


def rings_of(geometry):
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for polygon in polygons:
        rings = []
        for ring in polygon:
            points = [(round(x * 100000), round(y * 100000)) for x, y in ring]
            points = [p for n, p in enumerate(points) if n == 0 or p != points[n - 1]]
            if len(points) > 1 and points[0] == points[-1]:
                points.pop()
            if len(points) >= 3:
                rings.append(points)
        if rings:
            yield rings


def area(points):
    total = 0
    for (ax, ay), (bx, by) in zip(points, points[1:] + points[:1]):
        total += ax * by - bx * ay
    return abs(total) / 2 / 1e10


def simplified(points, tolerance):
    """Douglas and Peucker, without recursion."""
    if len(points) < 3:
        return points
    keep = [False] * len(points)
    keep[0] = keep[-1] = True
    stack = [(0, len(points) - 1)]
    while stack:
        a, b = stack.pop()
        (ax, ay), (bx, by) = points[a], points[b]
        dx, dy = bx - ax, by - ay
        length = dx * dx + dy * dy
        worst, at = -1.0, None
        for n in range(a + 1, b):
            px, py = points[n]
            t = 0 if length == 0 else max(0, min(1, ((px - ax) * dx + (py - ay) * dy) / length))
            d = (px - ax - t * dx) ** 2 + (py - ay - t * dy) ** 2
            if d > worst:
                worst, at = d, n
        if at is not None and worst > tolerance * tolerance:
            keep[at] = True
            stack += [(a, at), (at, b)]
    return [p for p, k in zip(points, keep) if k]


def main():
    features = json.load(open(sys.argv[1]))["features"]
    war = {l.split()[0] for l in open(ROOT / "places/conflict_countries.txt") if l.strip() and not l.startswith("#")}
    alpha3 = {}
    for line in open(ROOT / "schemes/countries.tsv"):
        cells = line.rstrip("\n").split("\t")
        if not line.startswith("#") and len(cells) == 6:
            alpha3[cells[1]] = cells[0]
    back = {v: k for k, v in alpha3.items()}
    units = []
    for f in features:
        p = f["properties"]
        if not f.get("geometry"):
            continue
        country = country_of(p, alpha3)
        at_war = back.get(country) in war or country in war
        polygons = list(rings_of(f["geometry"]))
        largest = max((area(r[0]) for r in polygons), default=0)
        polygons = [r for r in polygons if area(r[0]) >= min(SMALLEST[at_war], largest)]
        if polygons:
            name = p.get("name_en") or p.get("name") or ""
            units.append(("a" + p["adm1_code"].lower(), name, country, at_war, polygons))
    neighbours = defaultdict(set)
    for _, _, _, _, polygons in units:
        for ring in (r for rings in polygons for r in rings):
            for n, p in enumerate(ring):
                neighbours[p].update((ring[n - 1], ring[(n + 1) % len(ring)]))
    arcs, index, owners = [], {}, defaultdict(list)

    def arc_number(points, unit):
        for candidate, sign in ((points, False), (points[::-1], True)):
            found = index.get(tuple(candidate))
            if found is not None:
                owners[found].append(unit)
                return ~found if sign else found
        index[tuple(points)] = len(arcs)
        arcs.append(points)
        owners[len(arcs) - 1].append(unit)
        return len(arcs) - 1

    made = []
    for number, (_, _, _, _, polygons) in enumerate(units):
        out = []
        for rings in polygons:
            told = []
            for ring in rings:
                cuts = [n for n, p in enumerate(ring) if len(neighbours[p]) > 2]
                if not cuts:
                    start = ring.index(min(ring))
                    turned = ring[start:] + ring[:start]
                    if turned[1] > turned[-1]:
                        backwards = [turned[0]] + turned[:0:-1]
                        told.append([~arc_number(backwards + backwards[:1], number)])
                    else:
                        told.append([arc_number(turned + turned[:1], number)])
                    continue
                numbers = []
                for a, b in zip(cuts, cuts[1:] + [cuts[0] + len(ring)]):
                    numbers.append(arc_number([ring[n % len(ring)] for n in range(a, b + 1)], number))
                told.append(numbers)
            out.append(told)
        made.append(out)
    scale = 1 / (GRID * 100000)
    written, kinds, empty = [], [], set()
    for n, points in enumerate(arcs):
        near = any(units[u][3] for u in owners[n])
        short = simplified(points, (NEAR if near else FAR) * 100000)
        # A closed arc needs a triangle at least.
        if points[0] == points[-1] and len(short) < 4:
            step = max(1, len(points) // 4)
            short = points[:-1:step] + [points[-1]]
        x = y = 0
        deltas = []
        for px, py in short:
            qx, qy = round((px + 18000000) * scale), round((py + 9000000) * scale)
            if deltas and (qx, qy) == (x, y):
                continue
            deltas.append([qx - x, qy - y])
            x, y = qx, qy
        written.append(deltas)
        countries = {units[u][2] for u in owners[n]}
        kinds.append("c" if len(owners[n]) < 2 else "p" if len(countries) == 1 else "b")
    geometries = []
    for (name_id, name, country, _, _), polygons in zip(units, made):
        geometries.append({"type": "MultiPolygon", "id": name_id, "properties": {"name": name, "country": country}, "arcs": polygons})
    topology = {
        "type": "Topology",
        "transform": {"scale": [GRID, GRID], "translate": [-180, -90]},
        "borders": "".join(kinds),
        "objects": {"provinces": {"type": "GeometryCollection", "geometries": geometries}},
        "arcs": written,
    }
    target = ROOT / "shapes/provinces.topojson"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(topology, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{len(units)} provinces, {len(arcs)} arcs, {sum(map(len, written))} points, {target.stat().st_size} bytes")


main()
