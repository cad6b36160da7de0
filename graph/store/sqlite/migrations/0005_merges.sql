-- What a person says: the entity `id` is the entity `into_id`, each by the name it had.
CREATE TABLE merge (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    category TEXT NOT NULL,
    into_id TEXT NOT NULL,
    into_name TEXT NOT NULL,
    into_category TEXT NOT NULL
) WITHOUT ROWID;

CREATE INDEX merge_by_into ON merge (into_id);

-- The labels of a merged entity belong to the one it stands for, with all that points to them; `said` keeps the id that
-- documents gave, and is '' where that is the entity's own. So every question finds what is merged, and unmerging
-- undoes it exactly.
ALTER TABLE label ADD COLUMN said TEXT NOT NULL DEFAULT '';
