-- A random token for each write: a store that was restored from a copy and then written to has other tokens than the one
-- that the copy was made of, though its counter may be the same. What is stored so far begins a history of its own.
CREATE TABLE history (
    revision INTEGER PRIMARY KEY,
    token TEXT NOT NULL
);

INSERT INTO history SELECT value, lower(hex(randomblob(8))) FROM revision;

-- Of a document's whole graph, of all that a question reads of a chunk (graph/store/shared/damage.py), and of a concept's
-- row; NULL where it was written before there were checksums.
ALTER TABLE document ADD COLUMN checksum INTEGER;
ALTER TABLE chunk ADD COLUMN checksum INTEGER;
ALTER TABLE concept ADD COLUMN checksum INTEGER;
