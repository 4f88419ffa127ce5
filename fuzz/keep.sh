#!/usr/bin/env bash
# Makes what fuzzing reached small and keeps it in fuzz/seeds: fuzz/keep.sh TARGET ...
# Of inputs that reach the same code the smallest stays; inputs longer than 4,000 bytes are left out, a target keeps 150 kB at most.
set -euo pipefail
cd "$(dirname "$0")/.."
for target in "$@"; do
    small=target/fuzz/small/$target
    rm -rf "$small"
    mkdir -p "$small" "fuzz/seeds/$target"
    cargo +nightly fuzz run --target-dir target/fuzz "$target" "$small" fuzz/seeds/"$target" target/fuzz/corpus/"$target"* -- -merge=1 -max_len=4000 2>&1 |
        grep -E "MERGE-OUTER: [0-9]+ new" || true
    kept=0
    # Seeds written by hand have names that tell what they are; they stay, and are not kept twice.
    known=$(sha1sum fuzz/seeds/"$target"/* 2>/dev/null | cut -d' ' -f1)
    while read -r size file; do
        grep -qx "$(sha1sum < "$file" | cut -d' ' -f1)" <<< "$known" && continue
        kept=$((kept + size))
        [ "$kept" -gt 150000 ] && break
        cp "$file" "fuzz/seeds/$target/$(basename "$file")"
    done < <(find "$small" -type f -printf '%s %p\n' | sort -n)
    echo "$target: $(find "fuzz/seeds/$target" -type f | wc -l) inputs, $(du -sb "fuzz/seeds/$target" | cut -f1) bytes"
done
