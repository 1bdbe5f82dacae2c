-- One row: the number of the newest change. A change takes its number by updating this row, which keeps other
-- writers waiting until it is committed: whoever reads a number has every change before it.
CREATE TABLE head (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    seq INTEGER NOT NULL
);
INSERT INTO head (id, seq) VALUES (1, 0);

-- The dataset beyond its lists, as JSON; no row before the first import.
CREATE TABLE dataset (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    header TEXT NOT NULL,
    -- SHA-256 of the file that was imported.
    digest TEXT NOT NULL,
    revision INTEGER NOT NULL
);

-- The elements of the lists of a dataset, each as JSON in the wire format.
CREATE TABLE resources (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (kind, id)
);

-- What changed, in order.
CREATE TABLE events (
    seq INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    id TEXT NOT NULL
);

-- Whom to ask about a bank or tax profile that was submitted. Not part of any answer.
CREATE TABLE payee_contacts (
    location TEXT NOT NULL,
    profile TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    account INTEGER NOT NULL,
    submitted INTEGER NOT NULL,
    PRIMARY KEY (location, profile)
);

CREATE TABLE accounts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Lower case; for people of an identity provider made of their issuer and subject.
    username TEXT NOT NULL UNIQUE,
    -- What the identity provider calls them; none for those who sign in here.
    shown TEXT,
    name TEXT NOT NULL,
    -- No hash: signs in through an identity provider only.
    password TEXT,
    demo INTEGER NOT NULL
);

-- The role of an account at a location; '*' stands for every location.
CREATE TABLE grants (
    account INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    location TEXT NOT NULL,
    role TEXT NOT NULL,
    PRIMARY KEY (account, location)
);

CREATE TABLE sessions (
    -- SHA-256 of the id in the cookie, in hexadecimal.
    hash TEXT PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    -- Seconds since 1970.
    created INTEGER NOT NULL,
    seen INTEGER NOT NULL
);
CREATE INDEX sessions_by_account ON sessions (account);

-- The first answer to each write, for whoever asks again.
CREATE TABLE answers (
    account INTEGER NOT NULL,
    idempotency_key TEXT NOT NULL,
    -- SHA-256 of the request.
    request TEXT NOT NULL,
    revision INTEGER NOT NULL,
    body TEXT NOT NULL,
    created INTEGER NOT NULL,
    PRIMARY KEY (account, idempotency_key)
);
CREATE INDEX answers_by_age ON answers (created);
