#!/usr/bin/env bash
# Builds the wheel, installs it in an environment of its own under target/, and runs what the module promises: tests, stubs, doctests.
# With --spark also the tests on a local Spark cluster. Where Python (or Java) cannot be had, it says so and stops without an error.
set -euo pipefail
cd "$(dirname "$0")/.."

install() {
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq -y install "$@" >/dev/null
    fi
}

usable() { command -v python3 >/dev/null && python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 9))' 2>/dev/null; }

usable || install python3 python3-venv || true
if ! usable; then
    echo "SKIPPED: the Python module is not tested: no Python 3.9 or later with venv here, and none could be installed"
    exit 0
fi
[ -x target/venv/bin/python ] || python3 -m venv target/venv
target/venv/bin/pip install --quiet --disable-pip-version-check -r python/requirements-test.txt

rm -rf target/wheels
(cd python && CARGO_TARGET_DIR=../target ../target/venv/bin/maturin build --quiet --locked --profile "${PROFILE:-release}" --out ../target/wheels)
target/venv/bin/pip install --quiet --disable-pip-version-check --force-reinstall --no-deps target/wheels/*.whl

cargo fmt --check --manifest-path python/Cargo.toml
(cd python && CARGO_TARGET_DIR=../target cargo clippy --quiet --locked --profile "${PROFILE:-release}" -- -D warnings)
target/venv/bin/python -m pytest -q python/tests --ignore python/tests/test_spark.py
target/venv/bin/python -m pytest -q --doctest-modules --pyargs vigie --ignore-glob '*spark*'
target/venv/bin/python -m mypy.stubtest vigie._vigie --mypy-config-file python/pyproject.toml

if [ "${1:-}" = --spark ]; then
    command -v java >/dev/null || install default-jre-headless || true
    if ! command -v java >/dev/null; then
        echo "SKIPPED: nothing is tested on Spark: no Java here, and none could be installed"
        exit 0
    fi
    target/venv/bin/pip install --quiet --disable-pip-version-check 'pyspark>=3.5'
    # Claims to gather on both sides: VIGIE_CLAIMS of them, made up the same way each time.
    cargo run --quiet --locked --profile "${PROFILE:-release}" -p vigie-incidents --example bench_gather -- "${VIGIE_CLAIMS:-200000}" --write > target/made-claims.jsonl
    target/venv/bin/python -m pytest -q -rP python/tests/test_spark.py
fi
