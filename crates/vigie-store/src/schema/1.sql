-- The record. What is received, read and said about it is only ever added: triggers refuse to change or remove it.
-- Days are written YYYY-MM-DD, moments as RFC 3339 in UTC with milliseconds, so that both compare as text.
-- `since` and `until` are rows of `event`: a row stands from the one on, and no more from the other on.

-- Everything that was written, in order: the clock of `as of` questions.
CREATE TABLE event (
    seq    INTEGER PRIMARY KEY AUTOINCREMENT,
    at     TEXT NOT NULL,
    what   TEXT NOT NULL,        -- reports, incidents, findings, correction, links
    detail TEXT NOT NULL         -- one sentence
) STRICT;
CREATE INDEX event_at ON event (at);

CREATE TABLE report (
    seq       INTEGER PRIMARY KEY,
    id        TEXT NOT NULL UNIQUE,
    name      TEXT NOT NULL,     -- the name it came with; `id` differs where another text had that name already
    bytes     BLOB NOT NULL,     -- as received
    sha256    BLOB NOT NULL,     -- of `bytes`
    encoding  TEXT NOT NULL,     -- of `bytes`, as the Encoding Standard names it
    form      TEXT NOT NULL,     -- text, html, jsonl, eml, ...
    text      TEXT,              -- the report's text; NULL where `bytes` are that text in UTF-8
    origin    TEXT NOT NULL,     -- file, address, or file and line
    taken_at  TEXT NOT NULL,
    published TEXT,
    outlet    TEXT,
    lang      TEXT,
    title     TEXT,
    url       TEXT,
    notes     TEXT NOT NULL,     -- JSON array of strings
    since     INTEGER NOT NULL REFERENCES event(seq)
) STRICT;
CREATE INDEX report_by_hash ON report (sha256);
CREATE INDEX report_by_name ON report (name);
CREATE INDEX report_by_day ON report (published);

-- One reading of one report by one coder. A newer reading of the same report ends the older one, which stays.
CREATE TABLE reading (
    seq      INTEGER PRIMARY KEY,
    report   INTEGER NOT NULL REFERENCES report(seq),
    coder    TEXT NOT NULL,      -- program and version, or person
    settings TEXT NOT NULL,      -- JSON object
    since    INTEGER NOT NULL REFERENCES event(seq),
    until    INTEGER REFERENCES event(seq),
    UNIQUE (report, coder, settings)
) STRICT;

CREATE TABLE claim (
    seq      INTEGER PRIMARY KEY,
    reading  INTEGER NOT NULL REFERENCES reading(seq),
    report   INTEGER NOT NULL REFERENCES report(seq),
    id       TEXT NOT NULL,      -- c1, c2 ...
    kind     TEXT NOT NULL,
    first    TEXT,
    last     TEXT,
    place    TEXT,               -- folded
    lat      REAL,
    lon      REAL,
    country  TEXT,               -- that the place lies in
    polarity TEXT NOT NULL,
    source   TEXT,               -- innermost speaker, folded; NULL for the report's own voice
    rule     TEXT NOT NULL,
    record   TEXT NOT NULL       -- the claim as JSON, as the machine or the person gave it
) STRICT;
CREATE INDEX claim_by_reading ON claim (reading);
CREATE INDEX claim_by_report ON claim (report);
CREATE INDEX claim_by_day ON claim (first, last);
CREATE INDEX claim_by_kind ON claim (kind);
CREATE INDEX claim_by_spot ON claim (lat, lon) WHERE lat IS NOT NULL;

-- Countries of those whom a claim names.
CREATE TABLE claim_who (
    country TEXT NOT NULL,
    side    TEXT NOT NULL,       -- actor, recipient, source
    claim   INTEGER NOT NULL REFERENCES claim(seq),
    PRIMARY KEY (country, side, claim)
) STRICT, WITHOUT ROWID;

-- What people say about a claim or an incident: beside it, never over it.
CREATE TABLE correction (
    seq    INTEGER PRIMARY KEY AUTOINCREMENT,
    at     TEXT NOT NULL,
    target TEXT NOT NULL,        -- report#c1, or the id of an incident
    coder  TEXT NOT NULL,        -- whose reading was looked at; empty for incidents
    who    TEXT NOT NULL,
    why    TEXT NOT NULL,
    what   TEXT NOT NULL,        -- confirm, correct, reject, note, split, merge, undo
    value  TEXT NOT NULL,        -- JSON: fields corrected, claims split off, incident merged, number undone
    since  INTEGER NOT NULL REFERENCES event(seq)
) STRICT;
CREATE INDEX correction_by_target ON correction (target);

-- Versions of incidents. The id stays, the record changes as reports come.
CREATE TABLE incident (
    seq     INTEGER PRIMARY KEY,
    id      TEXT NOT NULL,
    kind    TEXT NOT NULL,
    status  TEXT NOT NULL,
    first   TEXT,
    last    TEXT,
    place   TEXT,                -- folded
    lat     REAL,
    lon     REAL,
    record  TEXT NOT NULL,
    since   INTEGER NOT NULL REFERENCES event(seq),
    until   INTEGER REFERENCES event(seq)
) STRICT;
CREATE INDEX incident_by_id ON incident (id);
CREATE INDEX incident_by_day ON incident (first, id) WHERE until IS NULL;
CREATE TABLE incident_claim (
    claim    INTEGER NOT NULL REFERENCES claim(seq),
    incident INTEGER NOT NULL REFERENCES incident(seq),
    PRIMARY KEY (claim, incident)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_of_incident ON incident_claim (incident);

-- Where an incident went that was merged into another.
CREATE TABLE redirect (
    seq   INTEGER PRIMARY KEY,
    old   TEXT NOT NULL,
    new   TEXT NOT NULL,
    since INTEGER NOT NULL REFERENCES event(seq)
) STRICT;
CREATE INDEX redirect_by_old ON redirect (old);

CREATE TABLE finding (
    seq       INTEGER PRIMARY KEY,
    claim     INTEGER NOT NULL REFERENCES claim(seq),
    agreement TEXT NOT NULL,
    clause    TEXT NOT NULL,
    verdict   TEXT NOT NULL,
    record    TEXT NOT NULL,
    since     INTEGER NOT NULL REFERENCES event(seq),
    until     INTEGER REFERENCES event(seq)
) STRICT;
CREATE INDEX finding_by_claim ON finding (claim);
CREATE INDEX finding_by_clause ON finding (agreement, clause);

-- Reports that are one text told again: copies, translations, later versions. Linked, never dropped.
CREATE TABLE link (
    seq     INTEGER PRIMARY KEY,
    report  INTEGER NOT NULL REFERENCES report(seq),
    earlier INTEGER NOT NULL REFERENCES report(seq),
    sort    TEXT NOT NULL,       -- copy, translation, correction
    why     TEXT NOT NULL,
    since   INTEGER NOT NULL REFERENCES event(seq),
    UNIQUE (report, earlier, sort)
) STRICT;
CREATE INDEX link_by_earlier ON link (earlier);

-- Words of titles and texts, folded: lower case, without diacritics, one sort of apostrophe. The text itself is in `report`.
CREATE VIRTUAL TABLE words USING fts5(title, text, content='', tokenize="unicode61 remove_diacritics 2");

CREATE TRIGGER report_stays BEFORE UPDATE ON report BEGIN SELECT RAISE(ABORT, 'what is received is never altered'); END;
CREATE TRIGGER report_is_kept BEFORE DELETE ON report BEGIN SELECT RAISE(ABORT, 'what is received is never removed'); END;
CREATE TRIGGER claim_stays BEFORE UPDATE ON claim BEGIN SELECT RAISE(ABORT, 'a reading is never altered'); END;
CREATE TRIGGER claim_is_kept BEFORE DELETE ON claim BEGIN SELECT RAISE(ABORT, 'a reading is never removed'); END;
CREATE TRIGGER reading_stays BEFORE UPDATE OF seq, report, coder, settings, since ON reading
    BEGIN SELECT RAISE(ABORT, 'a reading is never altered'); END;
CREATE TRIGGER reading_is_kept BEFORE DELETE ON reading BEGIN SELECT RAISE(ABORT, 'a reading is never removed'); END;
CREATE TRIGGER correction_stays BEFORE UPDATE ON correction BEGIN SELECT RAISE(ABORT, 'what people said is never altered'); END;
CREATE TRIGGER correction_is_kept BEFORE DELETE ON correction BEGIN SELECT RAISE(ABORT, 'what people said is never removed'); END;
CREATE TRIGGER event_stays BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'the log is never altered'); END;
CREATE TRIGGER event_is_kept BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'the log is never shortened'); END;
CREATE TRIGGER incident_stays BEFORE UPDATE OF seq, id, record, since ON incident
    BEGIN SELECT RAISE(ABORT, 'a version of an incident is never altered'); END;
CREATE TRIGGER incident_is_kept BEFORE DELETE ON incident BEGIN SELECT RAISE(ABORT, 'a version of an incident is never removed'); END;
