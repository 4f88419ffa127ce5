"""What reading and gathering cost on Spark, by number of workers: python python/cost.py CLAIMS.jsonl [WORKERS ...]

Reads the reports of corpus/gold a few times over, gathers the claims of the file, and prints rows for docs/benchmarks.md: seconds by the
clock and seconds of processor, of all processes that Spark started, without their start. Processor time is what a busy machine changes
least. The incidents are compared with those of one machine.
"""

import json
import os
import pathlib
import sys
import time

os.environ["PYSPARK_PYTHON"] = sys.executable
from pyspark.sql import SparkSession  # noqa: E402

import vigie  # noqa: E402
from vigie import spark as on_spark  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[1]
TIMES = 3


def processor() -> float:
    """Seconds of processor that this process and all that came of it have used."""
    ticks, parent_of, used = os.sysconf("SC_CLK_TCK"), {}, {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            parent_of[int(entry.name)] = int(fields[1])
            # Its own time and that of children that have ended.
            used[int(entry.name)] = sum(map(int, fields[11:15])) / ticks
    ours, more = {os.getpid()}, True
    while more:
        more = {pid for pid, parent in parent_of.items() if parent in ours} - ours
        ours |= more
    return sum(used[pid] for pid in ours if pid in used)


def measured(what, work):
    """Runs it; what it gave, and seconds by the clock and of the processor."""
    clock, used = time.monotonic(), processor()
    given = work()
    clock, used = time.monotonic() - clock, processor() - used
    print(f"{what}: {clock:.0f} s by the clock, {used:.1f} s of processor", flush=True)
    return given, clock, used


def main() -> None:
    lines = pathlib.Path(sys.argv[1]).read_text("utf-8").splitlines()
    gold = [json.loads(p.read_text("utf-8")) for p in sorted((ROOT / "corpus/gold").glob("*.json"))]
    rows = [(f"{r['id']}-{n}", r["text"], r["published"], r["lang"]) for n in range(TIMES) for r in gold]
    words = sum(len(text.split()) for _, text, _, _ in rows)
    alone, _, used = measured("one machine, incidents", lambda: vigie.incidents(json.loads(line) for line in lines))
    print(f"| one machine | incidents of {len(lines)} claims | {used:.1f} |")
    for workers in [int(n) for n in sys.argv[2:]] or [1, 2]:
        session = SparkSession.builder.master(f"local-cluster[{workers},1,1024]").config("spark.ui.enabled", "false").getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
        df = session.createDataFrame(rows, "id string, body string, date string, lang string")

        def read():
            # So few partitions that every worker process reads a language's data once.
            return on_spark.claims(df.repartition(workers), text="body", published="date", id="id", lang="lang").count()

        measured(f"{workers} workers, first time", read)
        count, clock, used = measured(f"{workers} workers, reading", read)
        print(f"| {workers} | {len(rows)} reports, {words} words, {count} claims | {clock:.0f} | {used:.1f} |")
        made = session.read.text(sys.argv[1]).selectExpr("get_json_object(value, '$.report') AS report", "value AS json")
        told, clock, used = measured(f"{workers} workers, incidents", lambda: on_spark.incidents(made))
        same = len(told) == len(alone) and all(a.to_json() == b.to_json() for a, b in zip(told, alone))
        print(f"| {workers} | {len(lines)} claims, {len(told)} incidents, {'the same' if same else 'OTHERS'} | {clock:.0f} | {used:.1f} |", flush=True)
        assert same
        session.stop()


if __name__ == "__main__":
    main()
