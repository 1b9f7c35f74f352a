-- Times are Unix times in seconds. A conversation outside of a topic has topic 0, one that is the whole chat's person 0.
CREATE TABLE contexts (
    chat INTEGER NOT NULL,
    topic INTEGER NOT NULL,
    person INTEGER NOT NULL,
    context TEXT NOT NULL,
    kept REAL NOT NULL,
    PRIMARY KEY (chat, topic, person)
) WITHOUT ROWID;
CREATE INDEX contexts_by_age ON contexts (kept);

-- What was said to a message: the bot's own messages as a JSON list of their numbers, and what the surface notes of them.
CREATE TABLE replies (
    chat INTEGER NOT NULL,
    message INTEGER NOT NULL,
    messages TEXT NOT NULL,
    note TEXT NOT NULL,
    kept REAL NOT NULL,
    PRIMARY KEY (chat, message)
) WITHOUT ROWID;
CREATE INDEX replies_by_age ON replies (kept);

CREATE TABLE preferences (
    chat INTEGER NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (chat, name)
) WITHOUT ROWID;
