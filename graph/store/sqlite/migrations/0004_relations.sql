-- One row for each sentence that states a relation, owned by its document. The edges between entities are these rows
-- grouped, so that an edge is gone with the last sentence that states it. The ends are labels, as with mentions: what
-- the document called them. `unsound` says that the document's own record retracts it, or is a notice that retracts
-- another; what notices say of other documents is derived on reading.
CREATE TABLE evidence (
    document INTEGER NOT NULL REFERENCES document (key) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    subject INTEGER NOT NULL,
    subject_variant INTEGER NOT NULL,
    predicate TEXT NOT NULL,
    object INTEGER NOT NULL,
    object_variant INTEGER NOT NULL,
    chunk INTEGER NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_stop INTEGER NOT NULL,
    assertion INTEGER NOT NULL,
    confidence REAL NOT NULL,
    extractor TEXT NOT NULL,
    unsound INTEGER NOT NULL,
    PRIMARY KEY (document, place)
) WITHOUT ROWID;

-- Both cover the weighing of all edges of an entity, from either end.
CREATE INDEX evidence_by_subject ON evidence (subject, object, predicate, document, assertion, confidence, unsound);
CREATE INDEX evidence_by_object ON evidence (object, subject, predicate, document, assertion, confidence, unsound);

ALTER TABLE document ADD COLUMN relations INTEGER NOT NULL DEFAULT 0;
