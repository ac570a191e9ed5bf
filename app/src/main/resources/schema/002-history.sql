-- What happened.

-- Readings, many to a row: the first in full, each later one as its difference to the one before. See Block.
CREATE TABLE reading (
    tracker  INTEGER NOT NULL REFERENCES tracker ON DELETE CASCADE,
    nr       INTEGER NOT NULL,  -- of the block, in the order of writing, which survives a clock that jumps
    size     INTEGER NOT NULL,  -- how many it holds
    earliest INTEGER NOT NULL,
    latest   INTEGER NOT NULL,
    block    BLOB    NOT NULL,
    PRIMARY KEY (tracker, nr)
) STRICT, WITHOUT ROWID;

-- The numbers of each day (UTC): first, lowest, highest and last. Kept for good, whatever becomes of the readings.
CREATE TABLE daily (
    tracker  INTEGER NOT NULL REFERENCES tracker ON DELETE CASCADE,
    day      INTEGER NOT NULL,  -- since 1970
    readings INTEGER NOT NULL,
    figures  BLOB    NOT NULL,
    PRIMARY KEY (tracker, day)
) STRICT, WITHOUT ROWID;

-- Polls that brought no reading.
CREATE TABLE failure (
    tracker        INTEGER NOT NULL REFERENCES tracker ON DELETE CASCADE,
    at             INTEGER NOT NULL,
    reason         TEXT    NOT NULL,
    detail         TEXT    NOT NULL,
    retry_after_ms INTEGER,
    PRIMARY KEY (tracker, at)
) STRICT, WITHOUT ROWID;

-- What was asked of a site, for the user to show; with what the site told of its limits.
CREATE TABLE request (
    id        INTEGER PRIMARY KEY,
    tracker   INTEGER NOT NULL REFERENCES tracker ON DELETE CASCADE,
    at        INTEGER NOT NULL,
    name      TEXT    NOT NULL,  -- as the definition calls it
    method    TEXT    NOT NULL,
    path      TEXT    NOT NULL,
    status    INTEGER NOT NULL,
    bytes     INTEGER NOT NULL,
    took_ms   INTEGER NOT NULL,
    allowed   INTEGER,
    remaining INTEGER,
    pause_ms  INTEGER
) STRICT;

CREATE INDEX request_of_tracker ON request (tracker, at);

-- What the evaluator remembers of a tracker.
CREATE TABLE state (
    tracker  INTEGER PRIMARY KEY REFERENCES tracker ON DELETE CASCADE,
    document TEXT    NOT NULL
) STRICT;

CREATE TABLE event (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    fingerprint TEXT    NOT NULL UNIQUE,
    tracker     INTEGER NOT NULL REFERENCES tracker ON DELETE CASCADE,
    rule        TEXT    NOT NULL,
    severity    TEXT    NOT NULL,
    at          INTEGER NOT NULL,
    detail      TEXT    NOT NULL,
    figures     TEXT    NOT NULL
) STRICT;

CREATE INDEX event_of_tracker ON event (tracker, at);
CREATE INDEX event_in_time ON event (at);

-- What became of an event for each target.
CREATE TABLE verdict (
    event       INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,
    target      INTEGER NOT NULL REFERENCES target ON DELETE CASCADE,
    kind        TEXT    NOT NULL,
    until       INTEGER,          -- held: the cooldown's end
    released_at INTEGER,          -- held: when it was told after all, or dropped because the condition had ended
    delivery    INTEGER,          -- the message that told of it; may be gone by now
    PRIMARY KEY (event, target)
) STRICT, WITHOUT ROWID;

CREATE INDEX verdict_held ON verdict (until) WHERE kind = 'held' AND released_at IS NULL;
CREATE INDEX verdict_of_target ON verdict (target);

-- The last alert of each rule: cooldowns outlive the events they came from.
CREATE TABLE alert (
    target  INTEGER NOT NULL REFERENCES target ON DELETE CASCADE,
    tracker INTEGER NOT NULL REFERENCES tracker ON DELETE CASCADE,
    rule    TEXT    NOT NULL,
    at      INTEGER NOT NULL,
    PRIMARY KEY (target, tracker, rule)
) STRICT, WITHOUT ROWID;
