-- Counts every write, so that each can be verified after its commit.
ALTER TABLE head ADD COLUMN writes BIGINT NOT NULL DEFAULT 0;

-- What a readiness probe overwrites.
CREATE TABLE probe (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    content TEXT NOT NULL
);
INSERT INTO probe (id, content) VALUES (1, '');
