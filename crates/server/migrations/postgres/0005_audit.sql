-- Who did what: appended in the transaction of the change. No foreign keys, because entries outlive accounts.
CREATE TABLE audit (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- Seconds since 1970.
    at BIGINT NOT NULL,
    -- account, operator (a command), provider (the identity provider) or server.
    actor TEXT NOT NULL,
    -- The account that acted, and its name at the time; for a command the name of the system user.
    actor_account BIGINT,
    actor_name TEXT,
    action TEXT NOT NULL,
    -- The account that the action concerns, and its name at the time.
    account BIGINT,
    account_name TEXT,
    location TEXT,
    -- A JSON object.
    detail TEXT NOT NULL
);
CREATE INDEX audit_by_age ON audit (at);

-- Append-only: no entry changes, and none is deleted before it is 30 days old.
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.at <= EXTRACT(EPOCH FROM now()) - 2592000 THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION 'audit entries cannot be deleted within 30 days';
    END IF;
    RAISE EXCEPTION 'audit entries cannot be changed';
END
$$;
CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
