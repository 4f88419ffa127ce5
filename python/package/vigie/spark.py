"""Claims of a Spark data frame of reports, on the engine that holds them.

    from vigie import spark
    found = spark.claims(df, text="body", published="date")

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
