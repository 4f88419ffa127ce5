-- The record, version 1. Reports and claims are only ever added; a new reading of a report adds claims under a new coder.
CREATE TABLE report (
    id        TEXT PRIMARY KEY,
    text      TEXT NOT NULL,
    language  TEXT,
    published TEXT,              -- YYYY-MM-DD
    outlet    TEXT,
    url       TEXT,
    title     TEXT,
    notes     TEXT NOT NULL,     -- JSON array of strings
    taken     TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
) STRICT;
CREATE TABLE claim (
    report  TEXT NOT NULL REFERENCES report(id),
    coder   TEXT NOT NULL,       -- name and version of the program or person that read it
    number  INTEGER NOT NULL,    -- order in the report
    kind    TEXT NOT NULL,
    first   TEXT,                -- first day, YYYY-MM-DD
    last    TEXT,                -- last day
    record  TEXT NOT NULL,       -- the claim as JSON, as spec/claims.md lays it down
    PRIMARY KEY (report, coder, number)
) STRICT;
CREATE INDEX claim_by_day ON claim (first, last);
PRAGMA user_version = 1;
