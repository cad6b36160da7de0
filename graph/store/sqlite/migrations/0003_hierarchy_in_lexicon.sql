-- The hierarchy is read from the compiled lexicon; the parents of each concept stand in its own row.
DROP TABLE is_a;
