-- How often something came to what, since the database was made: for who compares two looks at it. Nothing that is forgotten
-- elsewhere is taken off here.

CREATE TABLE poll_tally (
    tracker INTEGER NOT NULL REFERENCES tracker ON DELETE CASCADE,
    outcome TEXT    NOT NULL,  -- read, or the reason why not
    polls   INTEGER NOT NULL,
    timed   INTEGER NOT NULL,  -- of them, those in which anything was asked
    took_ms INTEGER NOT NULL,  -- all of those together
    PRIMARY KEY (tracker, outcome)
) STRICT, WITHOUT ROWID;

CREATE TABLE delivery_tally (
    target  INTEGER NOT NULL REFERENCES target ON DELETE CASCADE,
    outcome TEXT    NOT NULL,  -- the state that deliveries ended in
    ended   INTEGER NOT NULL,
    PRIMARY KEY (target, outcome)
) STRICT, WITHOUT ROWID;

INSERT INTO delivery_tally SELECT target, state, count(*) FROM delivery WHERE settled_at IS NOT NULL GROUP BY target, state;

-- Whoever ends a delivery, it is counted in the same transaction.
CREATE TRIGGER delivery_ended AFTER UPDATE OF settled_at ON delivery WHEN OLD.settled_at IS NULL AND NEW.settled_at IS NOT NULL BEGIN
    INSERT INTO delivery_tally (target, outcome, ended) VALUES (NEW.target, NEW.state, 1) ON CONFLICT DO UPDATE SET ended = ended + 1;
END;
