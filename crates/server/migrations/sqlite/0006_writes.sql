-- Counts every write, so that each can be verified after its commit.
ALTER TABLE head ADD COLUMN writes INTEGER NOT NULL DEFAULT 0;

-- What a readiness probe overwrites.
CREATE TABLE probe (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    content TEXT NOT NULL
);
INSERT INTO probe (id, content) VALUES (1, '');
