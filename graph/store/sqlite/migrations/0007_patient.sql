-- Whose record a document is, and the day that it is of; '' where nobody says.
ALTER TABLE document ADD COLUMN patient TEXT NOT NULL DEFAULT '';
ALTER TABLE document ADD COLUMN date TEXT NOT NULL DEFAULT '';

CREATE INDEX document_by_patient ON document (patient, id) WHERE patient <> '';
