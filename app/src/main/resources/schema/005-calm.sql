-- What spares people. Times of day are those of the user's clock, as ISO-8601 writes them.

ALTER TABLE target ADD COLUMN least TEXT NOT NULL DEFAULT 'info';       -- what is less grave is not told
ALTER TABLE target ADD COLUMN batch INTEGER NOT NULL DEFAULT 1;
ALTER TABLE target ADD COLUMN reminders INTEGER NOT NULL DEFAULT 1;
ALTER TABLE target ADD COLUMN quiet_from TEXT;                          -- NULL: no quiet hours
ALTER TABLE target ADD COLUMN quiet_to TEXT;
ALTER TABLE target ADD COLUMN quiet_days TEXT;                          -- on which they begin: friday,saturday
ALTER TABLE target ADD COLUMN quiet_mode TEXT;
ALTER TABLE target ADD COLUMN digest_at TEXT;                           -- NULL: none
ALTER TABLE target ADD COLUMN digest_day TEXT;                          -- NULL: each day

-- Asked for by the user. NULL means any.
CREATE TABLE silence (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    tracker INTEGER REFERENCES tracker ON DELETE CASCADE,
    target  INTEGER REFERENCES target ON DELETE CASCADE,
    rule    TEXT,
    from_at INTEGER NOT NULL,
    until   INTEGER NOT NULL,
    mode    TEXT    NOT NULL,
    reason  TEXT
) STRICT;

CREATE INDEX silence_in_time ON silence (until);

-- The last digest of each target that gets any.
CREATE TABLE digest (
    target INTEGER PRIMARY KEY REFERENCES target ON DELETE CASCADE,
    rhythm TEXT    NOT NULL,  -- as the user wanted it then
    day    TEXT    NOT NULL,  -- whose digest it was
    upto   INTEGER NOT NULL   -- what it told of ended here, and here the next one begins
) STRICT, WITHOUT ROWID;

-- What a delivery of a digest tells of; its words are found anew for each attempt.
CREATE TABLE digest_page (
    delivery INTEGER PRIMARY KEY REFERENCES delivery ON DELETE CASCADE,
    digest   TEXT    NOT NULL,  -- the same for all pages of one
    from_at  INTEGER NOT NULL,
    to_at    INTEGER NOT NULL,
    page     INTEGER NOT NULL,  -- from 1
    pages    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The trackers that a digest tells of, on which page.
CREATE TABLE digest_tracker (
    digest  TEXT    NOT NULL,
    tracker INTEGER NOT NULL REFERENCES tracker ON DELETE CASCADE,
    page    INTEGER NOT NULL,
    PRIMARY KEY (digest, tracker)
) STRICT, WITHOUT ROWID;

-- Not only cooldowns hold back.
DROP INDEX verdict_held;
CREATE INDEX verdict_held ON verdict (until) WHERE kind IN ('held', 'quiet', 'silenced') AND released_at IS NULL;
