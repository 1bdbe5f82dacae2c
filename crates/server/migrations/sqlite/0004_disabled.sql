-- 1: the account cannot sign in, and its sessions are not valid.
ALTER TABLE accounts ADD COLUMN disabled INTEGER NOT NULL DEFAULT 0;
