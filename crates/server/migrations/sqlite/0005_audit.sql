-- Who did what: appended in the transaction of the change. No foreign keys, because entries outlive accounts.
CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Seconds since 1970.
    at INTEGER NOT NULL,
    -- account, operator (a command), provider (the identity provider) or server.
    actor TEXT NOT NULL,
    -- The account that acted, and its name at the time; for a command the name of the system user.
    actor_account INTEGER,
    actor_name TEXT,
    action TEXT NOT NULL,
    -- The account that the action concerns, and its name at the time.
    account INTEGER,
    account_name TEXT,
    location TEXT,
    -- A JSON object.
    detail TEXT NOT NULL
);
CREATE INDEX audit_by_age ON audit (at);

-- Append-only: no entry changes, and none is deleted before it is 30 days old. REPLACE would delete without a trigger.
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN
    SELECT RAISE(ABORT, 'audit entries cannot be changed');
END;
CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id) BEGIN
    SELECT RAISE(ABORT, 'audit entries cannot be changed');
END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit WHEN OLD.at > CAST(strftime('%s', 'now') AS INTEGER) - 2592000 BEGIN
    SELECT RAISE(ABORT, 'audit entries cannot be deleted within 30 days');
END;
