"""Opens every export with the Python tools that are there, and holds each format against JSON Lines."""
import importlib.util
import json
import sys
from pathlib import Path

folder = Path(sys.argv[1])


def has(name):
    there = importlib.util.find_spec(name) is not None
    if not there:
        print(f"SKIPPED: {name} is not installed", file=sys.stderr)
    return there


def plain(value):
    """A value as both formats have it: days as text, missing parts left out, numbers as floats."""
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items() if v is not None and v != []}
    if isinstance(value, list):
        return [plain(v) for v in value]
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, (int, float)):
        return round(float(value), 5)
    return str(value)


names = sorted(p.stem for p in folder.glob("*.jsonl") if p.stem != "input")
assert len(names) >= 11, names
lines = {n: [json.loads(l) for l in (folder / f"{n}.jsonl").open(encoding="utf-8")] for n in names}

if has("pandas"):
    import pandas

    for n in names:
        sheet = pandas.read_csv(folder / f"{n}.csv")
        assert len(sheet) == len(lines[n]), f"{n}: pandas reads {len(sheet)} rows of {len(lines[n])}"
        assert not any(c.startswith("Unnamed") for c in sheet.columns), n
        if len(sheet) and "place_lat" in sheet and sheet["place_lat"].notna().any():
            assert sheet["place_lat"].dtype == float, n
        nested = pandas.read_json(folder / f"{n}.jsonl", lines=True) if lines[n] else []
        assert len(nested) == len(lines[n]), n
    acled = pandas.read_csv(folder / "acled-incidents.csv", parse_dates=["event_date"])
    assert len(acled.columns) == 31 and acled["event_date"].notna().all()
    print(f"pandas opens {len(names)} CSV and JSON Lines files")

if has("pyarrow"):
    import pyarrow.parquet

    for n in names:
        table = pyarrow.parquet.read_table(folder / f"{n}.parquet")
        assert table.num_rows == len(lines[n]), n
        # What JSON Lines say and what Parquet says is the same, nested values included. Columns of JSON are text in Parquet.
        for told, read in zip(lines[n], table.to_pylist()):
            for column, value in read.items():
                if column == "grounds":
                    value = json.loads(value) if value is not None else None
                assert plain(value) == plain(told[column]), f"{n}.{column}: {value!r} is not {told[column]!r}"
    claims = pyarrow.parquet.read_table(folder / "vigie-claims.parquet")
    assert str(claims.schema.field("actor").type).startswith("list<"), claims.schema
    assert str(claims.schema.field("place").type).startswith("struct<"), claims.schema
    print(f"pyarrow opens {len(names)} Parquet files")

if has("duckdb"):
    import duckdb

    for n in names:
        for suffix, reader in [("parquet", "read_parquet"), ("csv", "read_csv_auto")]:
            if suffix == "csv" and not lines[n]:
                continue
            ((count,),) = duckdb.sql(f"SELECT count(*) FROM {reader}('{folder}/{n}.{suffix}')").fetchall()
            assert count == len(lines[n]), f"{n}.{suffix}: DuckDB counts {count}"
    told = duckdb.sql(
        f"SELECT a.country, count(*) FROM (SELECT unnest(actor) AS a FROM read_parquet('{folder}/vigie-claims.parquet')) GROUP BY 1"
    ).fetchall()
    assert told, "nested actors can be asked for in SQL"
    print(f"DuckDB opens {len(names)} Parquet and CSV files; actors by country: {dict(told)}")

if has("frictionless"):
    import frictionless

    for package in ["package/datapackage.json", "package.zip"]:
        report = frictionless.validate(str(folder / package), type="package")
        assert report.valid and report.stats["tasks"] >= 4, report.flatten(["rowNumber", "fieldName", "type", "note"])[:5]
    print("Frictionless finds the data package valid, as a folder and as an archive")

for path in folder.glob("*.geojson"):
    page = json.load(path.open(encoding="utf-8"))
    assert page["type"] == "FeatureCollection" and len(page["features"]) == len(lines[path.stem]), path
