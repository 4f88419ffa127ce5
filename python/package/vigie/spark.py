"""Claims of a Spark data frame of reports, on the engine that holds them.

    from vigie import spark
    found = spark.claims(df, text="body", published="date")
    incidents = spark.incidents(found)

Every worker reads its own partitions with the module's own code: no model is fetched, nothing is asked of another machine. A row
that cannot be read becomes a row without a claim whose ``reason`` says why; it never stops the job.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import vigie

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame

SCHEMA = (
    "report string, claim string, kind string, polarity string, first_day date, last_day date, "
    "place string, country string, lat double, lon double, trigger string, json string, reason string"
)
"""Columns of the result. ``json`` is the whole record, byte for byte the line that ``vigie claims --format jsonl`` writes."""


def claims(
    df: DataFrame,
    text: str = "text",
    published: str | None = None,
    id: str | None = None,
    lang: str | None = None,
    outlet: str | None = None,
) -> DataFrame:
    """The claims of the reports in ``df``, a row each; the other arguments name the columns to read from.

    Without ``id`` reports are named by the SHA-256 of their text, so that a partition that is done again gives the same names.
    """
    named = {"text": text, "published": published, "id": id, "lang": lang, "outlet": outlet}
    asked = {key: column for key, column in named.items() if column is not None}
    missing = [column for column in asked.values() if column not in df.columns]
    if missing:
        raise ValueError(f"no column {missing[0]!r}\n  help: the data frame has {', '.join(df.columns)}")

    def read(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        for batch in batches:
            told = {key: batch.column(column).to_pylist() for key, column in asked.items()}
            rows: list[dict[str, Any]] = []
            for n in range(batch.num_rows):
                rows.extend(rows_of({key: values[n] for key, values in told.items()}))
            yield as_batch(rows)

    return df.select(*dict.fromkeys(asked.values())).mapInArrow(read, SCHEMA)


FILED = "part string, json string, context string"
"""A claim filed under a part of the work of gathering."""

ALIKE = "a string, b string, score double"
"""Two claims that look like one event."""

AT_ONCE = 50_000
"""Claims that a worker holds at once, unless one report or one part has more."""


def incidents(claims: DataFrame, json: str = "json") -> list[vigie.Incident]:
    """The incidents of claims as `claims` gives them: the same, ids included, as `vigie.incidents` of all of them.

    Workers file the claims of each report by day and kind, then compare those of each day and square of the map; the pairs that look
    like one event come to the driver, which puts them together across the borders. ``json`` names the column with the record of each claim.
    """
    if json not in claims.columns or "report" not in claims.columns:
        raise ValueError(f"no columns 'report' and {json!r}\n  help: give what spark.claims returned; this has {', '.join(claims.columns)}")
    whole = claims.where(claims[json].isNotNull()).select("report", claims[json].alias("json"))
    # Both stages and the driver read the claims; they are made once.
    whole = whole.persist()
    try:
        filed = whole.repartition("report").sortWithinPartitions("report").mapInArrow(file_reports, FILED)
        alike = filed.repartition("part").sortWithinPartitions("part").mapInArrow(compare_parts, ALIKE)
        found = collected(alike)
        lines = collected(whole)["json"]
    finally:
        whole.unpersist()
    return vigie._vigie.gather_alike(lines, list(zip(found["a"], found["b"], found["score"])))


def collected(df: DataFrame) -> dict[str, list[Any]]:
    """The columns of a data frame, on the driver."""
    if hasattr(df, "toArrow"):
        return df.toArrow().to_pydict()
    rows = df.collect()
    return {name: [row[name] for row in rows] for name in df.columns}


def runs(batches: Iterator[pyarrow.RecordBatch], key: str) -> Iterator[dict[str, list[Any]]]:
    """Rows sorted by ``key``, in heaps of about `AT_ONCE` that hold every run of equal keys whole."""
    held: dict[str, list[Any]] = {}
    for batch in batches:
        for name, column in zip(batch.schema.names, batch.columns):
            held.setdefault(name, []).extend(column.to_pylist())
        keys = held.get(key, [])
        if len(keys) >= AT_ONCE:
            # The last run may go on in the next batch.
            end = len(keys)
            while end > 0 and keys[end - 1] == keys[-1]:
                end -= 1
            if end > 0:
                yield {name: values[:end] for name, values in held.items()}
                held = {name: values[end:] for name, values in held.items()}
    if held.get(key):
        yield held


def file_reports(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    """Claims of whole reports, each under every part of the work that it belongs to."""
    import pyarrow

    for heap in runs(batches, "report"):
        lines = heap["json"]
        filed = vigie._vigie.file_claims(lines)
        columns = [[part for part, _, _ in filed], [lines[n] for _, n, _ in filed], [context for _, _, context in filed]]
        yield pyarrow.RecordBatch.from_arrays([pyarrow.array(c, type=pyarrow.string()) for c in columns], names=["part", "json", "context"])


def compare_parts(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    """Claims of whole parts, as the pairs that look like one event."""
    import pyarrow

    for heap in runs(batches, "part"):
        found = vigie._vigie.alike_claims(list(zip(heap["part"], heap["json"], heap["context"])))
        kinds = [pyarrow.string(), pyarrow.string(), pyarrow.float64()]
        arrays = [pyarrow.array([pair[n] for pair in found], type=kind) for n, kind in enumerate(kinds)]
        yield pyarrow.RecordBatch.from_arrays(arrays, names=["a", "b", "score"])


def rows_of(report: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of one report: its claims, or one row that says why there are none."""
    import hashlib

    text = report.get("text")
    name = report.get("id")
    if name is None:
        name = hashlib.sha256(str(text).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    name = str(name)
    if not isinstance(text, str):
        return [{"report": name, "reason": "the row has no text"}]
    try:
        found = vigie.read(text, report.get("published"), report.get("lang"), report.get("outlet"), id=name)
    except (ValueError, TypeError, UnicodeEncodeError) as problem:
        return [{"report": name, "reason": str(problem)}]
    if len(found) == 0:
        return [{"report": name, "reason": "; ".join(found.notes) or "no sentence tells an event"}]
    return [row_of(name, claim) for claim in found]


def row_of(report: str, claim: vigie.Claim) -> dict[str, Any]:
    """One claim as a row."""
    place, time = claim.place, claim.time
    return {
        "report": report,
        "claim": claim.id,
        "kind": claim.kind,
        "polarity": claim.polarity,
        "first_day": time.start if time else None,
        "last_day": time.end if time else None,
        "place": place.name if place else None,
        "country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "trigger": claim.trigger.text,
        "json": claim.to_json(),
    }


def as_batch(rows: list[dict[str, Any]]) -> pyarrow.RecordBatch:
    """Rows in the columns of `SCHEMA`."""
    import pyarrow

    kinds = {"string": pyarrow.string(), "date": pyarrow.date32(), "double": pyarrow.float64()}
    fields = [column.split() for column in SCHEMA.split(", ")]
    arrays = [pyarrow.array([row.get(name) for row in rows], type=kinds[kind]) for name, kind in fields]
    return pyarrow.RecordBatch.from_arrays(arrays, names=[name for name, _ in fields])
