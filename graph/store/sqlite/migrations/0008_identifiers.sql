-- Every id of a document's paper, its own among them: by these it is found, and retracted by a notice that names one.
-- Of a document written before there were others, its own.
CREATE TABLE identifier (
    value TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES document (key) ON DELETE CASCADE,
    PRIMARY KEY (value, document)
) WITHOUT ROWID;

CREATE INDEX identifier_by_document ON identifier (document);

INSERT INTO identifier SELECT id, key FROM document;
