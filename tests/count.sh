#!/usr/bin/env bash
# Counts the instructions of each stage on a small fixed input and appends them to docs/instructions.tsv: tests/count.sh PROGRAM
# Counts hardly differ from run to run, however busy the machine is, so that a stage that came to cost more is seen where times tell nothing.
# A stage is what twice the input costs more than once the input: loading counts for itself, as «start».
set -euo pipefail
cd "$(dirname "$0")/.."
vigie=${1:?give the program}
command -v valgrind >/dev/null || { echo "SKIPPED: instructions are not counted: no valgrind here (Debian: valgrind)"; exit 0; }
folder=target/count
rm -rf "$folder" && mkdir -p "$folder"

instructions() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1 >/dev/null | sed -n 's/.*Collected : \([0-9]*\).*/\1/p'
}

# Made-up reports that name what reports name; nobody's text. The second file holds the first one twice.
python3 - "$folder" <<'PY'
import json, pathlib, sys
folder = pathlib.Path(sys.argv[1])
told = [
    "The army said on 3 May 2024 that rebels had shelled the village of Rutshuru, killing two civilians.",
    "A spokesman for the rebels denied that his men had opened fire and blamed government forces, who he said had entered the town of Kiwanja a day earlier.",
    "Residents told reporters that gunmen blocked the road to Goma for several hours before they withdrew.",
    "The talks in the capital ended without a statement, and markets were quiet.",
]
reports = [{"id": f"r{n}", "lang": "en", "published": "2024-05-04", "text": " ".join(told[n % 4 :] + told[: n % 4])} for n in range(6)]
for name, times in [("none", 0), ("once", 1), ("twice", 2)]:
    rows = [{**r, "id": f"{r['id']}-{t}"} for t in range(times) for r in reports] or [{"id": "r", "lang": "en", "text": "Word."}]
    (folder / f"{name}.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
for name, times in [("gold-once", 1), ("gold-twice", 2)]:
    with (folder / f"{name}.jsonl").open("w") as out:
        for t in range(times):
            for path in sorted(pathlib.Path("corpus/gold").glob("*.json")):
                for n, claim in enumerate(json.loads(path.read_text())["claims"]):
                    out.write(json.dumps({"id": f"c{n}", **claim, "report": f"{path.stem}-{t}"}, ensure_ascii=False) + "\n")
PY

commit=$(git rev-parse --short HEAD)$(git diff --quiet HEAD -- crates languages world Cargo.lock || echo +)
table=docs/instructions.tsv
[ -f "$table" ] || printf 'commit\tdate\tstage\tinstructions\n' > "$table"
note() { printf '%s\t%s\t%s\t%s\n' "$commit" "$(date -u +%F)" "$1" "$2" | tee -a "$table"; }

note start "$(instructions "$vigie" claims "$folder/none.jsonl" --format jsonl)"
for stage in read claims; do
    options=(--format jsonl)
    [ "$stage" = read ] && options=(--format lines)
    once=$(instructions "$vigie" "$stage" "$folder/once.jsonl" "${options[@]}")
    note "$stage" $(($(instructions "$vigie" "$stage" "$folder/twice.jsonl" "${options[@]}") - once))
done
once=$(instructions "$vigie" incidents "$folder/gold-once.jsonl" --format jsonl)
note incidents $(($(instructions "$vigie" incidents "$folder/gold-twice.jsonl" --format jsonl) - once))
