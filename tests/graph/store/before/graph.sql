BEGIN TRANSACTION;
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
INSERT INTO "body" VALUES(1,'e71c9c9412ea0316347e27102dd514e2f1e273b61ce02915e16efb1251df54d0','pipeline-1','A title','fr','J Méd','["Review","Journal Article"]','{"sections":[[0,7,"","title"],[9,30,"Results","results"]],"authors":["Doe J","Roe R"],"mesh":[["MESH:D1","B",true],["MESH:D2","C",false]],"notices":[["ErratumIn","pmid:9","see there"]],"url":"https://example.org/1","licence":"CC BY","revised":"2001-02-03","source":"a.xml"}','A title

X Y .
X DOID:1 .
Y .
',4,X'B50A3FBF1ACE6CBE7C6F013ED27B1CBF8E552F3F1601D53ED342A73E1249003F');
INSERT INTO "body" VALUES(2,'f81ca2a3f4541bce965ff0fb3ed0b17acfcdb59c8366b52aa507ba372c471936','pipeline-1','About pmid:2','en','','["Retraction of Publication"]','{"sections":[[0,12,"","title"],[14,18,"Results","results"]],"authors":[],"mesh":[],"notices":[["RetractionOf","pmid:3",""]],"url":"","licence":"","revised":"","source":""}','About pmid:2

X .
',4,X'4B5F48BF279AEEBEDA64FB3D17A9C93E');
INSERT INTO "body" VALUES(3,'fb71bb20d5996ecc5e51c8a6d52ccf9fc82fb4ba933fa263c5f79acb8d02ed23','pipeline-1','About pmid:3','en','','[]','{"sections":[[0,12,"","title"],[14,20,"Results","results"]],"authors":[],"mesh":[],"notices":[],"url":"","licence":"","revised":"","source":""}','About pmid:3

X β .
',4,X'1C0B3EBF48AE163F5034A0BE6E348A3D');
INSERT INTO "body" VALUES(4,'233a1fa9c57338775a84fe9d42f005882c1179e7580d8bfde32ccca74920e565','pipeline-1','About pmid:4','en','','[]','{"sections":[[0,12,"","title"],[14,14,"Results","results"]],"authors":[],"mesh":[],"notices":[],"url":"","licence":"","revised":"","source":""}','About pmid:4

',4,X'');
CREATE TABLE chunk (
    document INTEGER NOT NULL REFERENCES document (key) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    section INTEGER NOT NULL,
    sentences BLOB NOT NULL,
    PRIMARY KEY (document, position)
) WITHOUT ROWID;
INSERT INTO "chunk" VALUES(1,0,9,25,1,X'090000000E0000000F00000019000000');
INSERT INTO "chunk" VALUES(1,1,26,29,1,X'1A0000001D000000');
INSERT INTO "chunk" VALUES(2,0,14,17,1,X'0E00000011000000');
INSERT INTO "chunk" VALUES(3,0,14,19,1,X'0E00000013000000');
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
INSERT INTO "concept" VALUES(1,'DOID:1',1,'Bé','Disease','Def.','["b","b\u00e9"]','["DOID:0"]','["MESH:D1"]');
INSERT INTO "concept" VALUES(2,'DOID:0',1,'Disease','NamedThing','','[]','[]','[]');
INSERT INTO "concept" VALUES(3,'MESH:D1',2,'B','NamedThing','','[]','[]','["DOID:1"]');
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
, relations INTEGER NOT NULL DEFAULT 0);
INSERT INTO "document" VALUES(1,'pmid:1','user',1999,'j méd','fr',0,2,5,3,2);
INSERT INTO "document" VALUES(2,'pmid:2','literature',2002,'','en',0,1,1,3,0);
INSERT INTO "document" VALUES(3,'pmid:3','literature',NULL,'','en',0,1,2,3,0);
INSERT INTO "document" VALUES(4,'pmid:4','literature',NULL,'','en',0,0,0,3,0);
CREATE TABLE entity (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE
);
INSERT INTO "entity" VALUES(1,'DOID:1');
INSERT INTO "entity" VALUES(2,'X');
INSERT INTO "entity" VALUES(4,'β');
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
    unsound INTEGER NOT NULL, sample INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (document, place)
) WITHOUT ROWID;
INSERT INTO "evidence" VALUES(1,0,2,0,'treats',1,1,0,9,14,1,0.25,'rules',0,1635002103);
INSERT INTO "evidence" VALUES(1,1,2,0,'causes',1,0,0,15,25,0,0.5,'rules',0,1635002103);
CREATE TABLE label (
    entity INTEGER NOT NULL REFERENCES entity (key) ON DELETE CASCADE,
    variant INTEGER NOT NULL,
    name TEXT NOT NULL,
    category TEXT NOT NULL,
    documents INTEGER NOT NULL,
    mentions INTEGER NOT NULL, said TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (entity, variant)
) WITHOUT ROWID;
INSERT INTO "label" VALUES(1,0,'name of DOID:1','Disease',1,1,'');
INSERT INTO "label" VALUES(1,1,'name of Y','Disease',1,2,'Y');
INSERT INTO "label" VALUES(2,0,'name of X','Disease',3,4,'');
INSERT INTO "label" VALUES(4,0,'name of β','Disease',1,1,'');
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
INSERT INTO "mention" VALUES(1,9,0,14,9,10,2,0,1635002103,0,0,1.0,'dictionary');
INSERT INTO "mention" VALUES(1,9,1,14,11,12,1,1,1635002103,0,1,1.0,'dictionary');
INSERT INTO "mention" VALUES(1,15,2,25,15,16,2,0,1635002103,0,0,1.0,'dictionary');
INSERT INTO "mention" VALUES(1,15,3,25,17,23,1,0,1635002103,0,0,1.0,'dictionary');
INSERT INTO "mention" VALUES(1,26,4,29,26,27,1,1,1635002103,1,0,1.0,'dictionary');
INSERT INTO "mention" VALUES(2,14,0,17,14,15,2,0,2045353785,0,0,1.0,'dictionary');
INSERT INTO "mention" VALUES(3,14,0,19,14,15,2,0,1557101065,0,0,1.0,'dictionary');
INSERT INTO "mention" VALUES(3,14,1,19,16,17,4,0,1557101065,0,0,1.0,'dictionary');
CREATE TABLE merge (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    category TEXT NOT NULL,
    into_id TEXT NOT NULL,
    into_name TEXT NOT NULL,
    into_category TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO "merge" VALUES('Y','y','Disease','DOID:1','Bé','Disease');
CREATE TABLE publication_type (
    name_folded TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES document (key) ON DELETE CASCADE,
    PRIMARY KEY (name_folded, document)
) WITHOUT ROWID;
INSERT INTO "publication_type" VALUES('journal article',1);
INSERT INTO "publication_type" VALUES('review',1);
INSERT INTO "publication_type" VALUES('retraction of publication',2);
CREATE TABLE retraction (
    target TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES document (key) ON DELETE CASCADE,
    PRIMARY KEY (target, document)
) WITHOUT ROWID;
INSERT INTO "retraction" VALUES('pmid:3',2);
CREATE TABLE revision (
    value INTEGER NOT NULL
);
INSERT INTO "revision" VALUES(4);
CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO "setting" VALUES('model','m@1:4');
CREATE TABLE tombstone (
    id TEXT PRIMARY KEY,
    revision INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE vocabulary (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    version TEXT NOT NULL,
    source TEXT NOT NULL,
    concepts INTEGER NOT NULL,
    priority INTEGER NOT NULL
, digest TEXT NOT NULL DEFAULT '');
INSERT INTO "vocabulary" VALUES(1,'doid','2','doid.obo',2,0,'8c32c27fc515413c');
INSERT INTO "vocabulary" VALUES(2,'mesh','1','mesh.xml',1,1,'9fafe3a325b72d14');
CREATE INDEX document_by_revision ON document (revision);
CREATE INDEX document_by_journal ON document (journal_folded);
CREATE INDEX publication_type_by_document ON publication_type (document);
CREATE INDEX retraction_by_document ON retraction (document);
CREATE INDEX tombstone_by_revision ON tombstone (revision);
CREATE INDEX mention_by_entity ON mention (entity, document, chunk, sentence_start, assertion, sample);
CREATE INDEX concept_by_id ON concept (id);
CREATE INDEX merge_by_into ON merge (into_id);
CREATE INDEX evidence_by_subject
    ON evidence (subject, object, predicate, document, assertion, confidence, unsound, sample);
CREATE INDEX evidence_by_object
    ON evidence (object, subject, predicate, document, assertion, confidence, unsound, sample);
COMMIT;
PRAGMA application_id = 1296385095;
PRAGMA user_version = 6;
