-- The numbers of past days once more, figure by figure: a year of one figure of all accounts would else be unpacked from all
-- figures of each day. They follow from `daily` and may be missing, be it for good: what is in none is read there. See Strips.
CREATE TABLE strip (
    tracker INTEGER NOT NULL REFERENCES tracker ON DELETE CASCADE,
    era     INTEGER NOT NULL,  -- 32 days; the first one began in 1970
    field   INTEGER NOT NULL,  -- by its place in Figures.FIELDS
    numbers BLOB    NOT NULL,
    PRIMARY KEY (tracker, era, field)
) STRICT, WITHOUT ROWID;

-- Whoever changes a day, what was made of it and of later ones is gone in the same transaction.
CREATE TRIGGER daily_added AFTER INSERT ON daily BEGIN
    DELETE FROM strip WHERE tracker = NEW.tracker AND era >= NEW.day >> 5;
END;

CREATE TRIGGER daily_changed AFTER UPDATE ON daily BEGIN
    DELETE FROM strip WHERE tracker IN (OLD.tracker, NEW.tracker) AND era >= min(OLD.day, NEW.day) >> 5;
END;

CREATE TRIGGER daily_removed AFTER DELETE ON daily BEGIN
    DELETE FROM strip WHERE tracker = OLD.tracker AND era >= OLD.day >> 5;
END;
