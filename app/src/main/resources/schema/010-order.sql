-- How the user wants his trackers shown. It changes nothing of how they are polled, or of what is told of them.

ALTER TABLE tracker ADD COLUMN position INTEGER;                    -- NULL: not yet ordered, after those that are, by name
ALTER TABLE tracker ADD COLUMN hidden   INTEGER NOT NULL DEFAULT 0; -- left out of overviews
