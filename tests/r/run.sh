#!/usr/bin/env bash
# Reads the program's output with R, as docs/r.md shows: tests/r/run.sh PROGRAM. Where R cannot be had, it says so and tests nothing.
set -euo pipefail
cd "$(dirname "$0")/../.."
vigie=${1:?give the program}
folder=target/r
rm -rf "$folder" && mkdir -p "$folder"

usable() { command -v Rscript >/dev/null && Rscript -e 'library(jsonlite)' >/dev/null 2>&1; }
if ! usable && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get -qq update >/dev/null 2>&1 || true
    DEBIAN_FRONTEND=noninteractive apt-get -qq -y install --no-install-recommends r-base-core r-cran-jsonlite >/dev/null 2>&1 || true
fi
if ! usable; then
    echo "SKIPPED: nothing is tested with R: no R with jsonlite here, and none could be installed (Debian: r-base-core, r-cran-jsonlite)"
    exit 0
fi

"$vigie" claims corpus/demo/*.txt --published 2022-03-26 --format jsonl > "$folder/claims.jsonl" 2>/dev/null
"$vigie" incidents "$folder/claims.jsonl" --format jsonl > "$folder/incidents.jsonl"
"$vigie" export corpus/demo/*.txt --published 2022-03-26 --what reports --format jsonl --out "$folder/reports.jsonl" 2>/dev/null
"$vigie" export "$folder/claims.jsonl" --what incidents --format csv --out "$folder/incidents.csv" 2>/dev/null
"$vigie" export "$folder/claims.jsonl" --what claims --format parquet --out "$folder/claims.parquet" 2>/dev/null
Rscript tests/r/read.R "$folder"
