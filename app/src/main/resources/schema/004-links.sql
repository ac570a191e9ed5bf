-- How targets are reached, beyond their address.

ALTER TABLE target ADD COLUMN allow_private INTEGER NOT NULL DEFAULT 0;

-- The target that says so when this one can't be reached.
ALTER TABLE target ADD COLUMN fallback INTEGER REFERENCES target ON DELETE SET NULL;

CREATE TABLE target_option (
    target INTEGER NOT NULL REFERENCES target ON DELETE CASCADE,
    key    TEXT    NOT NULL,
    value  TEXT    NOT NULL,
    PRIMARY KEY (target, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE target_secret (
    target INTEGER NOT NULL REFERENCES target ON DELETE CASCADE,
    key    TEXT    NOT NULL,
    value  BLOB    NOT NULL,  -- sealed for target/<id>/secret/<key>
    PRIMARY KEY (target, key)
) STRICT, WITHOUT ROWID;
