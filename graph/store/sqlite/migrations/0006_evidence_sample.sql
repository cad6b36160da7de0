-- As in `mention`: the order in which a hub's statements are followed when there are more than a cap admits.
ALTER TABLE evidence ADD COLUMN sample INTEGER NOT NULL DEFAULT 0;

DROP INDEX evidence_by_subject;
DROP INDEX evidence_by_object;

CREATE INDEX evidence_by_subject
    ON evidence (subject, object, predicate, document, assertion, confidence, unsound, sample);
CREATE INDEX evidence_by_object
    ON evidence (object, subject, predicate, document, assertion, confidence, unsound, sample);
