-- What browsers tell this installation by from others on the same host, in the names of its cookies.
CREATE TABLE instance (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    name TEXT    NOT NULL
) STRICT;
