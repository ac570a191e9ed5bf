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

-- What the owner proves himself with. No row: nobody comes in before a first password is set.
CREATE TABLE owner (
    id         INTEGER PRIMARY KEY CHECK (id = 1),
    hash       TEXT    NOT NULL,  -- of the password: Argon2id, with its parameters and its salt
    changed_at INTEGER NOT NULL
) STRICT;

-- What `serve` printed at its start, to be typed where the first password is set from another machine.
CREATE TABLE setup_code (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    hash BLOB    NOT NULL  -- SHA-256
) STRICT;

-- Browsers that are signed in. What they prove it with is long and random, as a key is.
CREATE TABLE browser_session (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    hash    BLOB    NOT NULL UNIQUE,  -- SHA-256
    way     TEXT    NOT NULL,         -- password or oidc
    made_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,         -- written every ten minutes at most
    address TEXT    NOT NULL,
    agent   TEXT    NOT NULL          -- what the browser calls itself; untrusted
) STRICT;

-- The key that an authenticator app makes codes of. Not confirmed: it was shown, and no code was typed yet.
CREATE TABLE second_factor (
    id           INTEGER PRIMARY KEY CHECK (id = 1),
    secret       BLOB    NOT NULL,  -- sealed
    confirmed_at INTEGER,
    last_step    INTEGER NOT NULL   -- of the code that was used last; no code is good twice
) STRICT;

-- Each good once, in place of a code.
CREATE TABLE recovery_code (
    hash BLOB PRIMARY KEY  -- SHA-256
) STRICT, WITHOUT ROWID;

-- Who guessed wrong, by his address, or by the network that is one household's in IPv6.
CREATE TABLE wrong_guess (
    network TEXT PRIMARY KEY,
    times   INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    until   INTEGER NOT NULL   -- no guess of his is looked at before
) STRICT, WITHOUT ROWID;

-- Browsers that are at an identity provider at this moment.
CREATE TABLE oidc_errand (
    hash     BLOB PRIMARY KEY,  -- SHA-256 of the state
    nonce    TEXT    NOT NULL,
    verifier BLOB    NOT NULL,  -- of PKCE, sealed
    made_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
