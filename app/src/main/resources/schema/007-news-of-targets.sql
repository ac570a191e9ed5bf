-- A target that can't be reached is news to the others.

ALTER TABLE target ADD COLUMN since INTEGER;  -- its first failure in a row, or the refusal; NULL: it is well

CREATE INDEX delivery_about ON delivery (about, target) WHERE about IS NOT NULL;
CREATE INDEX delivery_given_up ON delivery (target, settled_at) WHERE state = 'dead';

-- What holds for the whole program and nobody may see.
CREATE TABLE sealed_setting (
    key   TEXT PRIMARY KEY,
    value BLOB NOT NULL  -- sealed for setting/<key>
) STRICT, WITHOUT ROWID;
