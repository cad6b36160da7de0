-- Text ids outside, integer keys inside. Tables whose rows are small and found by their whole key are WITHOUT ROWID.

CREATE TABLE revision (
    value INTEGER NOT NULL
);

INSERT INTO revision VALUES (0);

CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- What filters look at, and nothing else, so that scanning 100k rows stays in cache. `*_folded` is Python's
-- casefold: SQLite's NOCASE knows ASCII only.
CREATE TABLE document (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    tier TEXT NOT NULL,
    year INTEGER,
    journal_folded TEXT NOT NULL,
    language_folded TEXT NOT NULL,
    retracted INTEGER NOT NULL,
    chunks INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    revision INTEGER NOT NULL
);

CREATE INDEX document_by_revision ON document (revision);
CREATE INDEX document_by_journal ON document (journal_folded);

-- The rest of a document. The large columns stand last: reading the first ones does not follow overflow pages.
-- `vectors` is little-endian float32, one row of `dimension` numbers a chunk.
CREATE TABLE body (
    document INTEGER PRIMARY KEY REFERENCES document (key) ON DELETE CASCADE,
    content_hash TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    title TEXT NOT NULL,
    language TEXT NOT NULL,
    journal TEXT NOT NULL,
    publication_types TEXT NOT NULL,
    details TEXT NOT NULL,
    text TEXT NOT NULL,
    dimension INTEGER NOT NULL,
    vectors BLOB NOT NULL
);

CREATE TABLE publication_type (
    name_folded TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES document (key) ON DELETE CASCADE,
    PRIMARY KEY (name_folded, document)
) WITHOUT ROWID;

CREATE INDEX publication_type_by_document ON publication_type (document);

-- RETRACTION_OF notices by the id they name, stored or not: `retracted` is derived from this on every read.
CREATE TABLE retraction (
    target TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES document (key) ON DELETE CASCADE,
    PRIMARY KEY (target, document)
) WITHOUT ROWID;

CREATE INDEX retraction_by_document ON retraction (document);

CREATE TABLE tombstone (
    id TEXT PRIMARY KEY,
    revision INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX tombstone_by_revision ON tombstone (revision);

-- `sentences` is little-endian uint32: start, end, start, end, ...
CREATE TABLE chunk (
    document INTEGER NOT NULL REFERENCES document (key) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    section INTEGER NOT NULL,
    sentences BLOB NOT NULL,
    PRIMARY KEY (document, position)
) WITHOUT ROWID;

CREATE TABLE entity (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE
);

-- Documents may name the same entity differently. Each mention points to the label its document gave; what the
-- workspace shows is the smallest (name, category) still in use, whatever the order of ingest. `documents` and
-- `mentions` count its uses; a label without any is removed, and its entity with the last one.
CREATE TABLE label (
    entity INTEGER NOT NULL REFERENCES entity (key) ON DELETE CASCADE,
    variant INTEGER NOT NULL,
    name TEXT NOT NULL,
    category TEXT NOT NULL,
    documents INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    PRIMARY KEY (entity, variant)
) WITHOUT ROWID;

-- Clustered by sentence, which neighbours are found by. `place` is the order within the document; `sample` is
-- graph/store/sampling.py's number of the document, the order in which a hub's mentions are followed; it stands
-- last in the index, as new mentions of an entity then go to one page and not all over its range.
CREATE TABLE mention (
    document INTEGER NOT NULL REFERENCES document (key) ON DELETE CASCADE,
    sentence_start INTEGER NOT NULL,
    place INTEGER NOT NULL,
    sentence_stop INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    entity INTEGER NOT NULL,
    variant INTEGER NOT NULL,
    sample INTEGER NOT NULL,
    chunk INTEGER NOT NULL,
    assertion INTEGER NOT NULL,
    score REAL NOT NULL,
    method TEXT NOT NULL,
    PRIMARY KEY (document, sentence_start, place)
) WITHOUT ROWID;

-- Covers every question that starts from an entity.
CREATE INDEX mention_by_entity ON mention (entity, document, chunk, sentence_start, assertion, sample);

CREATE TABLE vocabulary (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    version TEXT NOT NULL,
    source TEXT NOT NULL,
    concepts INTEGER NOT NULL,
    priority INTEGER NOT NULL
);

-- Two vocabularies may carry the same CURIE: the one of the smaller priority speaks for it.
CREATE TABLE concept (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    vocabulary INTEGER NOT NULL REFERENCES vocabulary (key),
    name TEXT NOT NULL,
    category TEXT NOT NULL,
    definition TEXT NOT NULL,
    synonyms TEXT NOT NULL,
    parents TEXT NOT NULL,
    same_as TEXT NOT NULL,
    UNIQUE (vocabulary, id)
);

CREATE INDEX concept_by_id ON concept (id);

CREATE TABLE is_a (
    parent TEXT NOT NULL,
    child TEXT NOT NULL,
    vocabulary INTEGER NOT NULL REFERENCES vocabulary (key),
    PRIMARY KEY (parent, child, vocabulary)
) WITHOUT ROWID;
