-- What a mapping says is not the same, whatever else says that it is.
ALTER TABLE concept ADD COLUMN different_from TEXT NOT NULL DEFAULT '[]';

-- Papers are retracted by the notice of a stored document, or by a list of retracted papers: one of the two is set. A
-- list has many thousands, and every question looks through this table: of a list only the papers that are stored are
-- in it, put there when either of them comes.
ALTER TABLE retraction RENAME TO retraction_by_notice;
DROP INDEX retraction_by_document;

CREATE TABLE retraction (
    target TEXT NOT NULL,
    document INTEGER REFERENCES document (key) ON DELETE CASCADE,
    vocabulary INTEGER REFERENCES vocabulary (key) ON DELETE CASCADE
);

INSERT INTO retraction (target, document) SELECT target, document FROM retraction_by_notice;
DROP TABLE retraction_by_notice;

CREATE INDEX retraction_by_target ON retraction (target);
CREATE INDEX retraction_by_document ON retraction (document);
CREATE INDEX retraction_by_vocabulary ON retraction (vocabulary);
