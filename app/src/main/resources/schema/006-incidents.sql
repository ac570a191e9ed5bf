-- Outages: from the first failed poll of a row to the first good one.

CREATE TABLE incident (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    tracker      INTEGER REFERENCES tracker ON DELETE CASCADE,   -- NULL: trackerwatch itself was offline
    since        INTEGER NOT NULL,
    ended_at     INTEGER,
    reason       TEXT    NOT NULL,  -- of the first failure
    last_reason  TEXT    NOT NULL,
    detail       TEXT    NOT NULL,  -- of the last one
    polls        INTEGER NOT NULL,  -- that brought nothing
    within       INTEGER REFERENCES incident ON DELETE SET NULL, -- the outage of our own that it came with
    announced_at INTEGER            -- when the first target had been told
) STRICT;

CREATE INDEX incident_of_tracker ON incident (tracker, since);
CREATE INDEX incident_within ON incident (within) WHERE within IS NOT NULL;

-- The outage that an event tells of.
ALTER TABLE event ADD COLUMN incident INTEGER REFERENCES incident ON DELETE SET NULL;
CREATE INDEX event_of_incident ON event (incident) WHERE incident IS NOT NULL;

-- The outage that a message without events tells of.
ALTER TABLE delivery ADD COLUMN incident INTEGER REFERENCES incident ON DELETE SET NULL;
CREATE INDEX delivery_of_incident ON delivery (incident) WHERE incident IS NOT NULL;

-- The delivery whose message is to be changed.
ALTER TABLE delivery ADD COLUMN edits INTEGER;

-- The place of a message in its request.
ALTER TABLE attempt_delivery ADD COLUMN nr INTEGER NOT NULL DEFAULT 0;

-- What a target was told of an outage of our own, as for events.
CREATE TABLE incident_verdict (
    incident    INTEGER NOT NULL REFERENCES incident ON DELETE CASCADE,
    target      INTEGER NOT NULL REFERENCES target ON DELETE CASCADE,
    kind        TEXT    NOT NULL,
    until       INTEGER,
    released_at INTEGER,
    delivery    INTEGER,
    PRIMARY KEY (incident, target)
) STRICT, WITHOUT ROWID;

-- Ways into the network: directly, or through a proxy.
CREATE TABLE road (
    name     TEXT PRIMARY KEY,
    asked_at INTEGER,                                            -- the neutral address, last
    failed   TEXT,                                               -- why that failed; NULL: it answered
    back_at  INTEGER,                                            -- when the last outage of it ended
    incident INTEGER REFERENCES incident ON DELETE SET NULL      -- the present one
) STRICT, WITHOUT ROWID;

-- The road by which a tracker is reached.
CREATE TABLE tracker_road (
    tracker INTEGER PRIMARY KEY REFERENCES tracker ON DELETE CASCADE,
    road    TEXT    NOT NULL
) STRICT;
