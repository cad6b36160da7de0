-- Names what a vocabulary holds, so that what was computed from its former content is known to be stale. A vocabulary
-- loaded before this column was there has none, which differs from any.
ALTER TABLE vocabulary ADD COLUMN digest TEXT NOT NULL DEFAULT '';
