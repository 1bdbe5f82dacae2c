-- Profiles that people changed here: an import keeps them.
CREATE TABLE payee_changes (
    location TEXT NOT NULL,
    profile TEXT NOT NULL,
    status TEXT NOT NULL,
    PRIMARY KEY (location, profile)
);
INSERT INTO payee_changes (location, profile, status)
SELECT c.location, c.profile, r.body::json #>> ARRAY['payee', c.profile, 'status']
FROM payee_contacts c JOIN resources r ON r.kind = 'location' AND r.id = c.location
WHERE r.body::json #>> ARRAY['payee', c.profile, 'status'] IS NOT NULL;
