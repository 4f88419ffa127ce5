-- Version 2: likeness of texts, and what is known of the feeds that are watched.

-- Short prints of a report's text: reports that share one may be copies. See `Batch::alike`.
CREATE TABLE band (
    print  INTEGER NOT NULL,
    report INTEGER NOT NULL REFERENCES report(seq),
    PRIMARY KEY (print, report)
) STRICT, WITHOUT ROWID;

CREATE INDEX report_by_url ON report (url) WHERE url IS NOT NULL;

-- What a server said of a feed when it was last asked. Not part of the record's history: it is overwritten.
CREATE TABLE feed (
    url      TEXT PRIMARY KEY,
    etag     TEXT,
    modified TEXT,
    next_at  TEXT,               -- not to be asked before
    failures INTEGER NOT NULL    -- in a row
) STRICT;
