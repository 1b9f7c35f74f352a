-- Updates that were accepted, in the order of ``place``. ``payload`` is the update's JSON until it has been worked on;
-- after that the row only tells a repetition: the same number with the same digest. ``calls`` is a JSON list with a place
-- for each message sent so far for the update: what the server said of it, or null while that is not known.
CREATE TABLE updates (
    place INTEGER PRIMARY KEY,
    id INTEGER NOT NULL,
    digest BLOB NOT NULL,
    payload TEXT,
    calls TEXT NOT NULL DEFAULT '[]',
    kept REAL NOT NULL,
    UNIQUE (id, digest)
);
CREATE INDEX updates_pending ON updates (place) WHERE payload IS NOT NULL;
CREATE INDEX updates_by_age ON updates (kept);
