#!/usr/bin/env bash
# Runs the tests of the page, after making sure that there is something to run them with.
set -euo pipefail
cd "$(dirname "$0")/../.."

skip() {
  echo "SKIPPED: $1; the page was not tested"
  echo "0 passed, 0 failed, 1 skipped"
  exit 0
}

need() { # command, package
  command -v "$1" >/dev/null && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get install -y --no-install-recommends "$2" >/dev/null 2>&1 || { apt-get update >/dev/null 2>&1 && apt-get install -y --no-install-recommends "$2" >/dev/null 2>&1; } || true
  fi
  command -v "$1" >/dev/null || skip "$1 is not installed"
}

need node nodejs
need npm npm
need chromium chromium
[ "$(node -p 'process.versions.node.split(".")[0] >= 20')" = true ] || skip "node is older than 20"

[ -x "${VIGIE:-}" ] || [ -x target/release/vigie ] || [ -x target/quick/vigie ] || cargo build --release --locked -p vigie

cd web
npm ci --ignore-scripts --no-audit --no-fund >/dev/null
npx tsc --noEmit

# The build that is part of the repository must be the one that these sources give.
npx vite build --outDir tests/out/dist --emptyOutDir >/dev/null
if ! diff -rq dist tests/out/dist; then
  echo "web/dist is not what web/src gives"
  echo "help: run \`make page\` and commit web/dist"
  exit 1
fi
exec npm test
