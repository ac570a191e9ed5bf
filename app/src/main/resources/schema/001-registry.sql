-- What the user set up. Times are milliseconds since 1970 (UTC), lengths are in the unit that the column's name ends in.
-- Ids are never used twice: what was sealed, sent or found for a removed row never meets its successor.
-- What belongs to a tracker or target refers to it with ON DELETE CASCADE, so that removing it is one statement.

CREATE TABLE setting (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE tracker (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    name            TEXT    NOT NULL,
    name_key        TEXT    NOT NULL UNIQUE,  -- the name as it is compared: without case
    definition      TEXT    NOT NULL,
    url             TEXT,
    username        TEXT,
    interval_s      INTEGER,                  -- NULL: as the setting poll-interval says
    max_per_day     INTEGER,
    min_ratio       TEXT,
    joined          TEXT,
    mode            TEXT    NOT NULL,
    added_at        INTEGER NOT NULL,
    credential_kind TEXT,
    credential      BLOB,                     -- sealed for tracker/<id>/credential
    user_agent      TEXT,
    proxy           BLOB                      -- sealed for tracker/<id>/proxy
) STRICT;

-- What the reader noted at one visit for the next.
CREATE TABLE memory (
    tracker INTEGER NOT NULL REFERENCES tracker ON DELETE CASCADE,
    key     TEXT    NOT NULL,
    value   TEXT    NOT NULL,
    PRIMARY KEY (tracker, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE schedule (
    tracker        INTEGER PRIMARY KEY REFERENCES tracker ON DELETE CASCADE,
    due_at         INTEGER NOT NULL,
    failures       INTEGER NOT NULL DEFAULT 0,  -- in a row
    polled_at      INTEGER,
    reason         TEXT,                        -- of the last poll, if it failed
    detail         TEXT,
    retry_after_ms INTEGER,
    leased_until   INTEGER NOT NULL DEFAULT 0   -- somebody is polling it
) STRICT;

CREATE TABLE target (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    name        TEXT    NOT NULL,
    name_key    TEXT    NOT NULL UNIQUE,
    kind        TEXT    NOT NULL,
    address     BLOB,                           -- sealed for target/<id>/address
    hide_name   INTEGER NOT NULL,
    state       TEXT    NOT NULL,               -- from here on: its health, kept by the dispatcher
    failures    INTEGER NOT NULL,
    rests_until INTEGER,
    rest_ms     INTEGER NOT NULL,
    reason      TEXT
) STRICT;

-- No rows: every rule that is on by default.
CREATE TABLE target_rule (
    target INTEGER NOT NULL REFERENCES target ON DELETE CASCADE,
    rule   TEXT    NOT NULL,
    PRIMARY KEY (target, rule)
) STRICT, WITHOUT ROWID;

-- No rows: every tracker. Refers to no tracker on purpose: when the last of them is removed its id stays, since a scope
-- without rows would suddenly mean all.
CREATE TABLE target_tracker (
    target  INTEGER NOT NULL REFERENCES target ON DELETE CASCADE,
    tracker INTEGER NOT NULL,
    PRIMARY KEY (target, tracker)
) STRICT, WITHOUT ROWID;

CREATE TABLE target_threshold (
    target INTEGER NOT NULL REFERENCES target ON DELETE CASCADE,
    rule   TEXT    NOT NULL,
    nr     INTEGER NOT NULL,
    value  TEXT    NOT NULL,
    PRIMARY KEY (target, rule, nr)
) STRICT, WITHOUT ROWID;

CREATE TABLE target_cooldown (
    target    INTEGER NOT NULL REFERENCES target ON DELETE CASCADE,
    rule      TEXT    NOT NULL,
    length_ms INTEGER NOT NULL,
    PRIMARY KEY (target, rule)
) STRICT, WITHOUT ROWID;

-- When each loop of the daemon last went round.
CREATE TABLE heartbeat (
    loop TEXT    PRIMARY KEY,
    at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
