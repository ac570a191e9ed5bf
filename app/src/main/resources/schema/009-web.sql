-- Who may ask by the page and the API.

-- Keys for programs. A key is long and random, so its hash alone gives nothing away and needs no salt.
CREATE TABLE api_key (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    name    TEXT    NOT NULL COLLATE NOCASE UNIQUE,
    hash    BLOB    NOT NULL UNIQUE,  -- SHA-256
    access  TEXT    NOT NULL,         -- read or full
    made_at INTEGER NOT NULL,
    used_at INTEGER                   -- NULL: never; written once an hour at most
) STRICT;
