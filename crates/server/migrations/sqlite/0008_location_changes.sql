-- Changes of a resource since the import: clients count those that they may see, and not the numbers of all changes.
ALTER TABLE resources ADD COLUMN changes INTEGER NOT NULL DEFAULT 0;

-- The count with the change; -1 where it belongs to an earlier import.
ALTER TABLE answers RENAME COLUMN revision TO changes;
UPDATE answers SET changes = -1;
