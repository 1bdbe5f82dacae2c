-- Where to ask the person; none where it is not known.
ALTER TABLE accounts ADD COLUMN email TEXT;
