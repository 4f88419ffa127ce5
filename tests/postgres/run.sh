#!/usr/bin/env bash
# The tests of the record, run against a PostgreSQL server that is started for them and thrown away after.
# Installs Debian's PostgreSQL where it is missing and may be installed; else it says so and tests nothing.
set -euo pipefail
cd "$(dirname "$0")/../.."

find_programs() {
    local folder
    for folder in $(ls -d /usr/lib/postgresql/*/bin 2> /dev/null | sort -rV) "$(dirname "$(command -v initdb || echo /nowhere/initdb)")"; do
        if [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ]; then
            echo "$folder"
            return
        fi
    done
}

programs=$(find_programs)
if [ -z "$programs" ]; then
    (apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql) > /dev/null 2>&1 || true
    programs=$(find_programs)
fi
if [ -z "$programs" ]; then
    echo "SKIPPED: PostgreSQL is not here and cannot be installed (Debian: apt-get install postgresql); nothing was tested" >&2
    exit 0
fi

place=$(mktemp -d /tmp/vigie-postgres.XXXXXX)
as() { "$@"; }
if [ "$(id -u)" = 0 ]; then
    # The server refuses to run as root.
    user=postgres
    id -u "$user" > /dev/null 2>&1 || user=nobody
    chown "$user" "$place"
    as() { runuser -u "$user" -- "$@"; }
fi
finish() {
    (cd / && as "$programs/pg_ctl" -D "$place/data" -m immediate stop) > /dev/null 2>&1 || true
    rm -rf "$place"
}
trap finish EXIT

# A locale whose order is not that of bytes, where there is one: what is found must not depend on it.
locale=$(locale -a 2> /dev/null | grep -iE '^(en|fr)_.*utf-?8$' | head -1 || true)
port=$((20000 + RANDOM % 20000))
(
    cd /
    as "$programs/initdb" -D "$place/data" -U vigie --auth=trust --encoding=UTF8 --locale="${locale:-C.UTF-8}" > "$place.log" 2>&1 \
        && as "$programs/pg_ctl" -D "$place/data" -w -l "$place/log" \
            -o "-c listen_addresses=127.0.0.1 -p $port -c unix_socket_directories=$place -c fsync=off" start >> "$place.log" 2>&1
) || { cat "$place.log" >&2; rm -f "$place.log"; echo "the server cannot be started" >&2; exit 1; }
rm -f "$place.log"
echo "== $("$programs/postgres" --version), locale ${locale:-C.UTF-8}, 127.0.0.1:$port"

export VIGIE_TEST_POSTGRES=postgres://vigie@127.0.0.1:$port/postgres
profile=${PROFILE:-quick}
cargo test --profile "$profile" --locked -p vigie-store --features postgres
if [ "${1:-}" != --store ]; then
    cargo test --profile "$profile" --locked -p vigie --features postgres --test record
fi
