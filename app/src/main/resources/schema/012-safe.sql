-- What makes it last: keys and backups.

-- The key that everything here is sealed with, by its id, which says nothing of the key. No row: nothing was sealed yet.
CREATE TABLE seal_key (
    id  INTEGER PRIMARY KEY CHECK (id = 1),
    key BLOB    NOT NULL
) STRICT;

-- Each sealed value names its key after one byte for its format.
INSERT INTO seal_key SELECT 1, substr(sealed, 2, 4) FROM (
    SELECT credential AS sealed FROM tracker WHERE credential IS NOT NULL
    UNION ALL SELECT address FROM target WHERE address IS NOT NULL
    UNION ALL SELECT value FROM sealed_setting
    UNION ALL SELECT secret FROM second_factor) LIMIT 1;

-- How the scheduled backups go.
CREATE TABLE backup_state (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    tried_at INTEGER NOT NULL,
    made_at  INTEGER,           -- the last one that was; NULL: none yet
    file     TEXT,
    trouble  TEXT,              -- why the last try failed
    since    INTEGER            -- the first failure in a row
) STRICT;

-- Tells a copy of this database from one that was begun anew: what happened since the copy was made is known here.
CREATE TABLE lineage (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    mark BLOB    NOT NULL
) STRICT;

INSERT INTO lineage VALUES (1, randomblob(16));
