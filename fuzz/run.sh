#!/usr/bin/env bash
# Runs every fuzz target for some seconds, from fuzz/seeds and other files of the repository: fuzz/run.sh [SECONDS] [TARGET ...]
# VIGIE_FUZZ_TIMEOUT: seconds after which an input is called slow (20), more on a busy machine.
# A target may be narrowed to seeds that begin with a word: take_in/pdf. What is found stays in target/fuzz/artifacts/TARGET; inputs worth keeping in target/fuzz/corpus/TARGET.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-85}
shift || true
rustup toolchain list 2>/dev/null | grep -q nightly || { echo "SKIPPED: fuzzing needs a nightly compiler: rustup toolchain install nightly"; exit 0; }
command -v cargo-fuzz >/dev/null || cargo install --locked cargo-fuzz

seeds() {
    case $1 in
        report) cat corpus/demo/*.txt | split -C 1500 - "$2/demo-"; for f in languages/*/events/s*.rule; do head -c 1500 "$f" > "$2/${f//\//-}"; done ;;
        claims) for f in corpus/gold/*.json; do python3 - "$f" > "$2/$(basename "$f")" 2>/dev/null <<'P' || true
import json, sys
for n, claim in enumerate(json.load(open(sys.argv[1]))["claims"][:6]):
    print(json.dumps({"report": "r", "id": f"c{n}", **claim}, ensure_ascii=False))
P
            done ;;
        rules) for f in languages/*/events/*.rule languages/*/saying.rule languages/*/claims.toml; do head -c 3000 "$f" > "$2/${f//\//-}"; done ;;
        agreement) for f in world/agreements/*/agreement.toml; do cp "$f" "$2/${f//\//-}"; done ;;
        model) for f in languages/*/model.bin; do head -c 20000 "$f" > "$2/${f//\//-}"; done ;;
        conllu) printf '# text = a\n1\tShelling\t_\t_\t_\t_\t_\t_\t_\t_\n2\thit\t_\t_\t_\t_\t_\t_\t_\t_\n\n' > "$2/one" ;;
    esac
    # What earlier runs reached, made small by fuzz/keep.sh.
    for f in fuzz/seeds/"$1"/"$3"*; do [ -f "$f" ] && cp "$f" "$2/"; done; true
}

for asked in ${*:-$(cargo +nightly fuzz list)}; do
    target=${asked%%/*}
    form=${asked#"$target"}
    form=${form#/}
    corpus=target/fuzz/corpus/$target${form:+-$form}
    mkdir -p "$corpus" "target/fuzz/artifacts/$target"
    seeds "$target" "$corpus" "$form"
    echo "== $asked"
    cargo +nightly fuzz run --target-dir target/fuzz "$target" "$corpus" -- \
        -max_total_time="$seconds" -max_len=4000 -timeout="${VIGIE_FUZZ_TIMEOUT:-20}" -rss_limit_mb=3000 -print_final_stats=1 \
        -artifact_prefix="target/fuzz/artifacts/$target/" 2>&1 | grep -E "SUMMARY|panicked|stat::number_of_executed|ERROR|cov:.*DONE|Done" || true
done
