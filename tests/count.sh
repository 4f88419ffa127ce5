#!/usr/bin/env bash
# Counts the instructions of each stage on a small fixed input and appends them to docs/instructions.tsv: tests/count.sh PROGRAM
# Counts hardly differ from run to run, however busy the machine is, so that a stage that came to cost more is seen where times tell nothing.
# A stage is what its crate's one function costs with all that it calls, whatever the build inlined elsewhere; «start» is all the rest of
# `vigie claims`: loading a language and the world.
set -euo pipefail
cd "$(dirname "$0")/.."
vigie=${1:?give the program}
command -v valgrind >/dev/null || { echo "SKIPPED: instructions are not counted: no valgrind here (Debian: valgrind)"; exit 0; }
folder=target/count
rm -rf "$folder" && mkdir -p "$folder"

# Runs the program under callgrind, and tells what functions cost: counted FILE PROGRAM ARGUMENTS ...
counted() {
    local out=$1
    shift
    valgrind --tool=callgrind --callgrind-out-file="$folder/$out.raw" "$@" >/dev/null 2>"$folder/$out.log"
    callgrind_annotate --inclusive=yes --threshold=100 --show-percs=no "$folder/$out.raw" >"$folder/$out.txt"
}
cost() { # FILE FUNCTION
    sed -nE "s/^ *([0-9,]+) .*($2).*/\1/p" "$folder/$1.txt" | head -1 | tr -d ,
}

# Made-up reports that name what reports name; nobody's text.
python3 - "$folder" <<'PY'
import json, pathlib, sys
folder = pathlib.Path(sys.argv[1])
told = [
    "The army said on 3 May 2024 that rebels had shelled the village of Rutshuru, killing two civilians.",
    "A spokesman for the rebels denied that his men had opened fire and blamed government forces, who he said had entered the town of Kiwanja a day earlier.",
    "Residents told reporters that gunmen blocked the road to Goma for several hours before they withdrew.",
    "The talks in the capital ended without a statement, and markets were quiet.",
]
reports = [{"id": f"r{n}", "lang": "en", "published": "2024-05-04", "text": " ".join(told[n % 4 :] + told[: n % 4])} for n in range(4)]
(folder / "reports.jsonl").write_text("".join(json.dumps(r) + "\n" for r in reports))
with (folder / "claims.jsonl").open("w") as out:
    for path in sorted(pathlib.Path("corpus/gold").glob("*.json")):
        for n, claim in enumerate(json.loads(path.read_text())["claims"]):
            out.write(json.dumps({"id": f"c{n}", **claim, "report": path.stem}, ensure_ascii=False) + "\n")
PY

commit=$(git rev-parse --short HEAD)$(git diff --quiet HEAD -- crates languages world Cargo.lock || echo +)
table=docs/instructions.tsv
[ -f "$table" ] || printf 'commit\tdate\tstage\tinstructions\n' > "$table"
note() { printf '%s\t%s\t%s\t%s\n' "$commit" "$(date -u +%F)" "$1" "$2" | tee -a "$table"; }

counted claims "$vigie" claims "$folder/reports.jsonl" --format jsonl
counted incidents "$vigie" incidents "$folder/claims.jsonl" --format jsonl
read=$(cost claims 'vigie_read::read::read')
claims=$(cost claims 'vigie_claims::find ')
all=$(cost claims 'PROGRAM TOTALS')
note start $((all - read - claims))
note read "$read"
note claims "$claims"
note incidents "$(cost incidents 'vigie_incidents::gather_with')"
