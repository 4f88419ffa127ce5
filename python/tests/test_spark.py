"""The same claims on Spark, several workers, as on one machine; run by `make test-spark`."""

import json
import os
import pathlib
import signal
import sys
import time

import pytest

# Workers run the interpreter in which the wheel is installed, not the first one on the path.
os.environ["PYSPARK_PYTHON"] = sys.executable
pytest.importorskip("pyspark")
from pyspark.sql import SparkSession  # noqa: E402

import vigie  # noqa: E402
from vigie import spark as on_spark  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
REPORTS = [json.loads(p.read_text("utf-8")) for p in sorted((ROOT / "corpus/gold").glob("*.json"))]
ROWS = [(r["id"], r["text"], r["published"], r["lang"]) for r in REPORTS]


@pytest.fixture(scope="module")
def session():
    # Two worker processes of their own, not threads of the driver: what is sent to them is really serialised.
    made = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.ui.enabled", "false")
        .config("spark.task.maxFailures", "4")
        .getOrCreate()
    )
    yield made
    made.stop()


def frame(session, rows):
    return session.createDataFrame(rows, "id string, body string, date string, lang string")


def test_claims_are_those_of_one_machine(session):
    df = frame(session, ROWS).repartition(5)
    found = on_spark.claims(df, text="body", published="date", id="id", lang="lang").collect()
    told = {(r.report, r.claim): r.json for r in found if r.claim}
    many = vigie.claims({"id": i, "text": t, "published": d, "lang": l} for i, t, d, l in ROWS)
    assert told == {(c.report, c.id): c.to_json() for one in many for c in one}
    assert len(told) > 300


def test_bad_rows_become_rows_with_a_reason(session):
    rows = [ROWS[0], ("a", None, None, None), ("b", ROWS[1][1], "yesterday", "fr"), ("c", "0101 0110", None, None), ("d", "x", None, "qq")]
    found = on_spark.claims(frame(session, rows), text="body", published="date", id="id", lang="lang").collect()
    reasons = {r.report: r.reason for r in found if r.claim is None}
    assert set(reasons) == {"a", "b", "c", "d"} and all(reasons.values())
    assert any(r.report == ROWS[0][0] and r.claim == "c1" for r in found)


def test_a_missing_column_is_told(session):
    with pytest.raises(ValueError, match="help: the data frame has id, body, date, lang"):
        on_spark.claims(frame(session, ROWS), text="text")


def test_a_killed_worker_is_done_again(session, tmp_path):
    mark = tmp_path / "killed"
    df = frame(session, ROWS).repartition(4)

    def die_once(batches):
        for batch in batches:
            if not mark.exists():
                mark.write_text("")
                os.kill(os.getpid(), signal.SIGKILL)
            yield batch

    df = df.mapInArrow(die_once, df.schema)
    found = on_spark.claims(df, text="body", published="date", id="id", lang="lang").collect()
    many = vigie.claims({"id": i, "text": t, "published": d, "lang": l} for i, t, d, l in ROWS)
    assert mark.exists()
    assert {r.json for r in found if r.claim} == {c.to_json() for one in many for c in one}


def test_incidents_are_those_of_one_machine(session):
    df = frame(session, ROWS).repartition(5)
    claims = on_spark.claims(df, text="body", published="date", id="id", lang="lang")
    lines = [r.json for r in claims.collect() if r.json]
    told = on_spark.incidents(claims)
    alone = vigie.incidents(json.loads(line) for line in lines)
    assert [i.to_json() for i in told] == [i.to_json() for i in alone]
    assert any(len(i.reports) > 1 for i in told)


def test_incidents_of_many_made_up_claims(session):
    # Written by python/test.sh: 200,000 claims of two years of four wars, the same at every run.
    made = ROOT / "target/made-claims.jsonl"
    if not made.exists():
        pytest.skip("no made-up claims here; python/test.sh --spark writes them")
    df = session.read.text(str(made), lineSep="\n").selectExpr("get_json_object(value, '$.report') AS report", "value AS json")
    began = time.monotonic()
    told = on_spark.incidents(df.repartition(7))
    spread = time.monotonic() - began
    lines = made.read_text("utf-8").splitlines()
    began = time.monotonic()
    alone = vigie.incidents(json.loads(line) for line in lines)
    print(f"\n{len(lines)} claims: {len(told)} incidents on Spark in {spread:.1f} s, {len(alone)} here in {time.monotonic() - began:.1f} s")
    assert len(told) == len(alone) > 50_000
    assert all(a.to_json() == b.to_json() for a, b in zip(told, alone))


def test_claims_without_their_record_are_told(session):
    with pytest.raises(ValueError, match="help: give what spark.claims returned"):
        on_spark.incidents(frame(session, ROWS))
