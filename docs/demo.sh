#!/usr/bin/env bash
# The whole chain on the reports of corpus/demo: claims, incidents, findings, bulletin.
set -euo pipefail
vigie=${1:-target/release/vigie}
reports=(corpus/demo/*.txt)
agreement=world/agreements/2020-11-09-trilateral/agreement.toml
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
say() { if [ -t 1 ]; then printf '\n\033[1m== %s\033[0m\n\n' "$1"; else printf '\n== %s\n\n' "$1"; fi; }

say "Claims of one report, drawn over its text"
"$vigie" claims corpus/demo/parukh.fr.txt --format text
say "Claims of three reports in three languages, one line each"
"$vigie" claims "${reports[@]}" --format short
"$vigie" claims "${reports[@]}" --format jsonl > "$folder/claims.jsonl" 2> /dev/null
say "Incidents: one event as several tell it"
"$vigie" incidents "$folder/claims.jsonl" --agreement "$agreement" --brief
say "Findings against the statement of 9 November 2020"
"$vigie" check --agreement "$agreement" "$folder/claims.jsonl" --by incident --format text
for language in fr en ru; do
    say "Bulletin ($language)"
    "$vigie" bulletin "${reports[@]}" --agreement "$agreement" --from 2022-03-24 --to 2022-03-27 --in "$language" --format text
done
