-- What is on its way to targets, and every request that was made for it.

CREATE TABLE delivery (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    target     INTEGER NOT NULL REFERENCES target ON DELETE CASCADE,
    tracker    INTEGER REFERENCES tracker ON DELETE CASCADE,  -- its lane; NULL: concerns none
    kind       TEXT    NOT NULL,
    severity   TEXT    NOT NULL,
    notice     TEXT,                -- the words of a message without events
    about      INTEGER,             -- a notice: the target that it is about
    redelivers INTEGER,             -- asked for once more: the delivery before
    state      TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    not_before INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    attempts   INTEGER NOT NULL,
    uncertain  INTEGER NOT NULL,
    form       TEXT    NOT NULL,
    reason     TEXT,
    attempt    INTEGER,             -- sending: the attempt that may settle it, and no other
    settled_at INTEGER,             -- NULL: waiting or sending
    message_id TEXT                 -- the provider's
) STRICT;

CREATE INDEX delivery_open ON delivery (target, id) WHERE settled_at IS NULL;
CREATE INDEX delivery_sending ON delivery (attempt) WHERE attempt IS NOT NULL;
CREATE INDEX delivery_in_time ON delivery (created_at);

CREATE TABLE delivery_event (
    delivery INTEGER NOT NULL REFERENCES delivery ON DELETE CASCADE,
    nr       INTEGER NOT NULL,
    event    INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,
    PRIMARY KEY (delivery, nr)
) STRICT, WITHOUT ROWID;

CREATE INDEX delivery_of_event ON delivery_event (event);

-- One row is one request, committed before its socket opens. It outlives its target: limits are counted from it.
CREATE TABLE attempt (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    target       INTEGER REFERENCES target ON DELETE SET NULL,  -- NULL: an address was checked that is not stored yet
    host         TEXT    NOT NULL,
    bucket       TEXT    NOT NULL,
    channel      TEXT    NOT NULL,  -- the bucket, until the channel is known
    started_at   INTEGER NOT NULL,
    leased_until INTEGER NOT NULL,  -- past it, and not ended: whoever made it is gone
    ended_at     INTEGER,
    status       INTEGER,           -- NULL: no answer came
    class        TEXT,              -- what it came to
    reason       TEXT,
    headers      TEXT,
    answer       TEXT
) STRICT;

CREATE INDEX attempt_running ON attempt (leased_until) WHERE ended_at IS NULL;
CREATE INDEX attempt_of_bucket ON attempt (bucket, started_at);
CREATE INDEX attempt_of_channel ON attempt (channel, started_at);
CREATE INDEX attempt_of_host ON attempt (host, started_at);

CREATE TABLE attempt_delivery (
    attempt  INTEGER NOT NULL REFERENCES attempt ON DELETE CASCADE,
    delivery INTEGER NOT NULL REFERENCES delivery ON DELETE CASCADE,
    PRIMARY KEY (delivery, attempt)
) STRICT, WITHOUT ROWID;

CREATE INDEX delivery_of_attempt ON attempt_delivery (attempt);

-- What was learned of a host, bucket or channel.
CREATE TABLE pace (
    name       TEXT PRIMARY KEY,
    held_until INTEGER,
    requests   INTEGER,             -- a bucket: how many its provider allows in a window
    channel    TEXT                 -- a bucket: what it shares with others
) STRICT, WITHOUT ROWID;
