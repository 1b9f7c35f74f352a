-- Questions that had no answer: the words alone, not who asked or where.
CREATE TABLE unanswered (
    question TEXT NOT NULL,
    reason TEXT NOT NULL,
    kept REAL NOT NULL
);
CREATE INDEX unanswered_by_age ON unanswered (kept);
