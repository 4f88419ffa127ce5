#!/usr/bin/env bash
# Opens every export with the tools that people use: pandas, pyarrow, DuckDB, GDAL, R. What cannot be installed is skipped, loudly.
set -euo pipefail
cd "$(dirname "$0")/../.."
vigie=${1:-target/release/vigie}
folder=target/exports
rm -rf "$folder/files" && mkdir -p "$folder/files"
skipped=()

echo "== exports of the demonstration reports"
"$vigie" claims corpus/demo/*.txt --format jsonl > "$folder/files/input.jsonl" 2> /dev/null
agreement=(--agreement 2020-11-09-trilateral)
write() { # view what
    for format in jsonl csv geojson parquet; do
        # Reports are read once; every other table comes from the claims found then.
        local input=("$folder/files/input.jsonl")
        if [ "$2" = reports ]; then input=(corpus/demo/*.txt --published 2022-03-26); fi
        "$vigie" export "${input[@]}" "${agreement[@]}" --view "$1" --what "$2" --format "$format" \
            --out "$folder/files/$1-$2.$format" 2>> "$folder/files/notes.txt"
    done
}
for what in reports claims incidents findings incident-findings; do write vigie "$what"; done
for view in acled ucdp gdelt plover; do write "$view" incidents; done
for view in gdelt plover; do write "$view" claims; done
"$vigie" export "$folder/files/input.jsonl" "${agreement[@]}" --format datapackage --out "$folder/files/package"
"$vigie" export "$folder/files/input.jsonl" "${agreement[@]}" --format datapackage --out "$folder/files/package.zip"

echo "== pandas, pyarrow, DuckDB, Frictionless"
if [ ! -x "$folder/venv/bin/python" ]; then python3 -m venv "$folder/venv" || skipped+=("python3 -m venv"); fi
python=$folder/venv/bin/python
for package in pandas pyarrow duckdb frictionless; do
    "$python" -c "import $package" 2> /dev/null || "$python" -m pip install --quiet --disable-pip-version-check "$package" > /dev/null 2>&1 \
        || skipped+=("$package (pip)")
done
"$python" tests/exports/open_all.py "$folder/files"

echo "== GDAL"
if ! command -v ogrinfo > /dev/null; then
    (apt-get install -y -qq gdal-bin > /dev/null 2>&1) || true
fi
if command -v ogrinfo > /dev/null; then
    for file in "$folder"/files/*.geojson; do
        ogrinfo -ro -al -so "$file" > "$folder/ogrinfo.txt" || { echo "ogrinfo refuses $file" >&2; exit 1; }
        told=$(grep -c '"type":"Feature"' "$file" || true)
        # Rows are one a line: GDAL must count as many.
        grep -q "Feature Count: $told$" "$folder/ogrinfo.txt" || { echo "$file: GDAL counts other features than $told" >&2; exit 1; }
    done
    ogrinfo -ro "$folder/files/vigie-incidents.geojson" > /dev/null
    echo "GDAL opens every GeoJSON file"
else
    skipped+=("ogrinfo (Debian gdal-bin)")
fi

echo "== R"
r_packages=(r-base-core r-cran-readr r-cran-jsonlite r-cran-sf)
if ! Rscript -e 'for (p in c("readr", "jsonlite", "sf")) stopifnot(requireNamespace(p, quietly = TRUE))' > /dev/null 2>&1; then
    (apt-get install -y -qq --no-install-recommends "${r_packages[@]}" > /dev/null 2>&1) || true
fi
if command -v Rscript > /dev/null; then
    Rscript tests/exports/open_all.R "$folder/files"
else
    skipped+=("R (Debian ${r_packages[*]})")
fi

for tool in "${skipped[@]:-}"; do
    if [ -n "$tool" ]; then echo "SKIPPED: $tool cannot be had here; its part of the test did not run" >&2; fi
done
