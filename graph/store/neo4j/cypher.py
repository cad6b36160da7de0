"""Every query that the Neo4j store sends, with `merge_`, `relation_` and `vocabulary_cypher.py`, and what each costs.

`$w` is the workspace, part of every key. Costs count what is read from the store: n ids or rows given, k results,
d the mentions of an entity (its degree), m the mentions of a chunk (a few dozen at most).
"""

from __future__ import annotations

# Composite keys: the same id in two workspaces is two nodes. A uniqueness constraint brings its index with it.
SCHEMA = (
    "CREATE CONSTRAINT workspace_name IF NOT EXISTS FOR (n:Workspace) REQUIRE n.name IS UNIQUE",
    "CREATE CONSTRAINT setting_key IF NOT EXISTS FOR (n:Setting) REQUIRE (n.workspace, n.key) IS UNIQUE",
    "CREATE CONSTRAINT revision_number IF NOT EXISTS FOR (n:Revision) REQUIRE (n.workspace, n.number) IS UNIQUE",
    "CREATE CONSTRAINT document_id IF NOT EXISTS FOR (n:Document) REQUIRE (n.workspace, n.id) IS UNIQUE",
    "CREATE CONSTRAINT section_id IF NOT EXISTS FOR (n:Section) REQUIRE (n.workspace, n.id) IS UNIQUE",
    "CREATE CONSTRAINT chunk_id IF NOT EXISTS FOR (n:Chunk) REQUIRE (n.workspace, n.id) IS UNIQUE",
    "CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE (n.workspace, n.id) IS UNIQUE",
    "CREATE CONSTRAINT name_id IF NOT EXISTS FOR (n:Name)"
    " REQUIRE (n.workspace, n.entity, n.name, n.category) IS UNIQUE",
    "CREATE CONSTRAINT retracted_id IF NOT EXISTS FOR (n:Retracted) REQUIRE (n.workspace, n.id) IS UNIQUE",
    "CREATE CONSTRAINT identifier_id IF NOT EXISTS FOR (n:Identifier) REQUIRE (n.workspace, n.id) IS UNIQUE",
    "CREATE CONSTRAINT tombstone_id IF NOT EXISTS FOR (n:Tombstone) REQUIRE (n.workspace, n.id) IS UNIQUE",
    "CREATE CONSTRAINT vocabulary_id IF NOT EXISTS FOR (n:Vocabulary) REQUIRE (n.workspace, n.id) IS UNIQUE",
    "CREATE CONSTRAINT concept_id IF NOT EXISTS FOR (n:Concept) REQUIRE (n.workspace, n.id) IS UNIQUE",
    "CREATE INDEX document_revision IF NOT EXISTS FOR (n:Document) ON (n.workspace, n.revision)",
    "CREATE INDEX tombstone_revision IF NOT EXISTS FOR (n:Tombstone) ON (n.workspace, n.revision)",
    "CREATE INDEX entity_name IF NOT EXISTS FOR (n:Entity) ON (n.name)",
    "CREATE INDEX concept_name IF NOT EXISTS FOR (n:Concept) ON (n.name)",
)

# The workspace. One node, one seek.
WORKSPACE = "MATCH (w:Workspace {name: $w}) RETURN properties(w) AS w"
# One seek, and the few settings, vocabularies and merges.
STATE = """
    OPTIONAL MATCH (w:Workspace {name: $w})
    RETURN properties(w) AS w,
        COLLECT { MATCH (s:Setting) WHERE s.workspace = $w AND s.key > '' RETURN s {.key, .value} } AS settings,
        COLLECT { MATCH (v:Vocabulary) WHERE v.workspace = $w AND v.id > '' RETURN properties(v) } AS vocabularies,
        COLLECT { MATCH (m:Merge) WHERE m.workspace = $w AND m.id > '' RETURN properties(m) } AS merges,
        COLLECT { MATCH (r:Revision) WHERE r.workspace = $w AND r.number = w.revision RETURN r.token } AS history
"""
# Taken first in every write: its lock makes writers of one workspace queue.
LOCK = "MERGE (w:Workspace {name: $w}) SET w.revision = coalesce(w.revision, 0) RETURN w.revision AS revision"
RAISE = """
    MATCH (w:Workspace {name: $w}) SET w.revision = w.revision + 1
    CREATE (:Revision {workspace: $w, number: w.revision, token: randomUUID()}) RETURN w.revision AS revision
"""
# One seek.
HISTORY = "MATCH (r:Revision {workspace: $w, number: $at}) RETURN r.token AS token"
COUNT = """
    MATCH (w:Workspace {name: $w})
    SET w.documents = coalesce(w.documents, 0) + $documents, w.chunks = coalesce(w.chunks, 0) + $chunks,
        w.mentions = coalesce(w.mentions, 0) + $mentions, w.entities = coalesce(w.entities, 0) + $entities,
        w.relations = coalesce(w.relations, 0) + $relations
"""
# One seek.
SETTING = "MATCH (s:Setting {workspace: $w, key: $key}) RETURN s.value AS value"
REMEMBER = "MERGE (s:Setting {workspace: $w, key: $key}) SET s.value = $value"
# Index range: what changed since, k. In two parts, as an index serves one label.
WRITTEN_SINCE = (
    "MATCH (d:Document) WHERE d.workspace = $w AND d.revision > $since RETURN d.id AS id ORDER BY id"
)
DELETED_SINCE = (
    "MATCH (t:Tombstone) WHERE t.workspace = $w AND t.revision > $since RETURN t.id AS id ORDER BY id"
)

# Reading documents: n seeks, and for `retracted` one more for each identifier.
FINGERPRINTS = """
    UNWIND $ids AS id MATCH (d:Document {workspace: $w, id: id})
    RETURN d.id AS id, d.content_hash AS content_hash, d.fingerprint AS fingerprint
"""
_IS_RETRACTED = """(d.retracted OR EXISTS {
    MATCH (d)-[:IDENTIFIED_BY]->(i:Identifier) MATCH (r:Retracted {workspace: $w, id: i.id})
})"""
DOCUMENTS = f"""
    UNWIND $ids AS id MATCH (d:Document {{workspace: $w, id: id}})
    RETURN id, d {{.*, vectors: null, shown_retracted: {_IS_RETRACTED}}} AS d
"""
# Index range: documents of a prefix.
SOURCES = """
    MATCH (d:Document) WHERE d.workspace = $w AND d.id STARTS WITH $prefix RETURN d.id AS id, d.details AS details
"""
IDENTIFIED = """
    UNWIND $ids AS id MATCH (i:Identifier {workspace: $w, id: id})<-[:IDENTIFIED_BY]-(d:Document)
    RETURN id, d.id AS document ORDER BY document
"""
# n seeks, and the few identifiers of each.
RECORDS = """
    UNWIND $ids AS id MATCH (d:Document {workspace: $w, id: id})
    RETURN d.id AS id, d.tier AS tier, d.title AS title, d.year AS year,
        [(d)-[:IDENTIFIED_BY]->(i:Identifier) | i.id] AS identifiers
"""
_PASSES = f"""
    ($tiers IS NULL OR d.tier IN $tiers) AND ($year_from IS NULL OR d.year >= $year_from)
    AND ($year_to IS NULL OR d.year <= $year_to) AND ($journals IS NULL OR d.journal_folded IN $journals)
    AND ($languages IS NULL OR d.language_folded IN $languages)
    AND ($types IS NULL OR any(type IN d.types_folded WHERE type IN $types))
    AND ($patients IS NULL OR d.patient IN $patients)
    AND (NOT $exclude_retracted OR NOT {_IS_RETRACTED})
"""
# The documents of the workspace, by index; filters look at each of them.
SELECT = f"MATCH (d:Document) WHERE d.workspace = $w AND d.id > '' AND {_PASSES} RETURN collect(d.id) AS ids"
# n seeks.
SELECT_AMONG = f"""
    UNWIND $ids AS id MATCH (d:Document {{workspace: $w, id: id}}) WHERE {_PASSES} RETURN collect(d.id) AS ids
"""
_SUMMARY = f"""
    d {{.id, .title, .tier, .year, .journal, .publication_types, .language, .chunks, .listing,
        .journal_folded, .language_folded, .types_folded, own_retracted: d.retracted,
        patient: coalesce(d.patient, ''), date: coalesce(d.date, ''), retracted: {_IS_RETRACTED}}} AS d
"""
# Index order from `$after` on until the page is full.
SUMMARIES = f"""
    MATCH (d:Document) WHERE d.workspace = $w AND d.id > $after AND {_PASSES}
    WITH d ORDER BY d.id LIMIT $limit RETURN {_SUMMARY}
"""
SUMMARIES_AMONG = f"""
    UNWIND $ids AS id MATCH (d:Document {{workspace: $w, id: id}}) WHERE d.id > $after AND {_PASSES}
    WITH d ORDER BY d.id LIMIT $limit RETURN {_SUMMARY}
"""
# The documents of the workspace, by index; all are looked at.
LISTINGS = f"MATCH (d:Document) WHERE d.workspace = $w AND d.id > '' RETURN {_SUMMARY}"
# Index order: one page.
NEXT_IDS = (
    "MATCH (d:Document) WHERE d.workspace = $w AND d.id > $after RETURN d.id AS id ORDER BY id LIMIT $limit"
)
# n seeks, all properties (text and vectors).
WHOLE_DOCUMENTS = (
    "UNWIND $ids AS id MATCH (d:Document {workspace: $w, id: id}) RETURN id, properties(d) AS d ORDER BY id"
)
CHUNKS_OF_DOCUMENTS = """
    UNWIND $ids AS id MATCH (d:Document {workspace: $w, id: id})-[:HAS_CHUNK]->(c:Chunk)
    RETURN id, properties(c) AS c ORDER BY id, c.position
"""
MENTIONS_OF_DOCUMENTS = """
    UNWIND $ids AS id MATCH (d:Document {workspace: $w, id: id})-[:HAS_CHUNK]->(c:Chunk)-[m:MENTIONS]->(e:Entity)
    RETURN id, c.position AS chunk, coalesce(m.said, e.id) AS entity, properties(m) AS m ORDER BY id, m.place
"""
# n seeks, and n·m steps. The chunks that may answer a question, in one call: no text but their own.
CHUNK_CONTENTS = f"""
    UNWIND $ids AS id MATCH (c:Chunk {{workspace: $w, id: id}})<-[:HAS_CHUNK]-(d:Document)
    CALL (c) {{
        MATCH (c)-[m:MENTIONS]->(e:Entity)
        WITH e, m ORDER BY m.start, m.stop, e.id
        RETURN collect([e.id, m.start, m.stop, m.sentence_start, m.sentence_stop, m.assertion, m.score, m.method,
            coalesce(m.said, e.id)]) AS mentions, collect(DISTINCT [e.id, e.name, e.category]) AS names
    }}
    RETURN d.id AS id, properties(c) AS c, mentions, names,
        d {{.tier, .title, .year, .journal, .publication_types, .details, .retracted, shown_retracted: {_IS_RETRACTED},
            patient: coalesce(d.patient, ''), date: coalesce(d.date, '')}} AS d
"""

# Entities: n seeks.
ENTITIES = "UNWIND $ids AS id MATCH (e:Entity {workspace: $w, id: id}) RETURN properties(e) AS e"
# d steps.
DOCUMENTS_OF_ENTITY = """
    MATCH (e:Entity {workspace: $w, id: $id})<-[:MENTIONS]-(c:Chunk) RETURN DISTINCT c.document AS document
"""
# Index order: one page.
NEXT_ENTITIES = """
    MATCH (e:Entity) WHERE e.workspace = $w AND e.id > $after
    WITH e ORDER BY e.id LIMIT $limit RETURN e {.id, .name, .category, .documents, .mentions} AS e
"""
# Two seeks each, and d steps: only where an entity is no hub. Chunks that mention it without negating it.
PROFILES = """
    UNWIND $ids AS id
    OPTIONAL MATCH (e:Entity {workspace: $w, id: id})
    OPTIONAL MATCH (c:Concept {workspace: $w, id: id}) WHERE c.name <> ''
    WITH id, e, c WHERE e IS NOT NULL OR c IS NOT NULL
    CALL (e) {
        WITH e WHERE e.mentions <= $hub
        MATCH (e)<-[m:MENTIONS]-(k:Chunk) WHERE m.assertion <> 'negated'
        WITH k.id AS chunk, count(*) AS uses ORDER BY uses DESC, chunk LIMIT $limit
        RETURN collect(chunk) AS chunks, collect(uses) AS uses
    }
    RETURN id, coalesce(e.name, c.name) AS name, coalesce(e.category, c.category) AS category,
        c.definition AS definition, e.documents AS documents, e.mentions AS mentions, chunks, uses
"""
# d steps to choose `$cap` mentions, then cap·m.
NEIGHBOURS = """
    MATCH (e:Entity {workspace: $w, id: $id})<-[f:MENTIONS]-(c:Chunk) WHERE f.assertion <> 'negated'
    WITH e, c, f.sentence_start AS sentence, f.sample AS sample
    ORDER BY sample, c.document, c.position, sentence LIMIT $cap
    WITH e, collect(DISTINCT [c, sentence]) AS places, count(DISTINCT c.document) AS followed
    UNWIND places AS place
    WITH e, followed, place[0] AS c, place[1] AS sentence
    MATCH (c)-[m:MENTIONS]->(x:Entity) WHERE m.sentence_start = sentence
    WITH e, followed, c, sentence, x, max(CASE m.assertion WHEN 'negated' THEN 1 ELSE 0 END) AS negated
    WITH e, followed, c, sentence, collect({x: x, negated: negated}) AS named
    WHERE none(n IN named WHERE n.x = e AND n.negated = 1)
    UNWIND named AS n
    WITH e, followed, c, sentence, n.x AS x, n.negated AS negated WHERE negated = 0 AND x <> e
    WITH x, followed, count(DISTINCT c.document) AS documents, count(*) AS sentences
    MATCH (w:Workspace {name: $w})
    RETURN x.id AS id, x.name AS name, x.category AS category, documents, sentences,
        x.documents AS everywhere, followed, coalesce(w.documents, 0) AS total
"""
# d steps of the rarer of the two, each with the m mentions of its chunk.
SHARED = """
    MATCH (a:Entity {workspace: $w, id: $rare})<-[m:MENTIONS]-(c:Chunk)
    WITH c, m.sentence_start AS sentence, collect(properties(m)) AS first
    MATCH (c)-[o:MENTIONS]->(b:Entity {workspace: $w, id: $common}) WHERE o.sentence_start = sentence
    WITH c.document AS document, c.position AS chunk, sentence, first, collect(properties(o)) AS second
    RETURN document, chunk, first, second ORDER BY document, sentence LIMIT $limit
"""

# Writing: every statement takes rows of a few thousand at most, sorted by key. n seeks each.
FORMER = """
    UNWIND $ids AS id MATCH (d:Document {workspace: $w, id: id})
    RETURN d {.id, .names, .retracts, .chunks, .mentions, relations: coalesce(d.relations, 0),
        identifiers: [(d)-[:IDENTIFIED_BY]->(i) | i.id]} AS d
"""
DELETE_CHUNKS = """
    UNWIND $ids AS id MATCH (d:Document {workspace: $w, id: id})-[:HAS_CHUNK]->(c:Chunk) DETACH DELETE c
"""
DELETE_SECTIONS = """
    UNWIND $ids AS id MATCH (d:Document {workspace: $w, id: id})-[:HAS_SECTION]->(s:Section) DETACH DELETE s
"""
DELETE_DOCUMENTS = "UNWIND $ids AS id MATCH (d:Document {workspace: $w, id: id}) DETACH DELETE d"
FORGET_IDENTIFIERS = """
    UNWIND $ids AS id MATCH (i:Identifier {workspace: $w, id: id}) WHERE NOT (i)<-[:IDENTIFIED_BY]-() DELETE i
"""
FORGET_RETRACTED = """
    UNWIND $ids AS id MATCH (r:Retracted {workspace: $w, id: id}) WHERE NOT (r)<-[:RETRACTS]-() DELETE r
"""
BURY = "UNWIND $ids AS id MERGE (t:Tombstone {workspace: $w, id: id}) SET t.revision = $revision"
UNBURY = "UNWIND $ids AS id MATCH (t:Tombstone {workspace: $w, id: id}) DELETE t"
TOUCH = """
    UNWIND $ids AS id MATCH (i:Identifier {workspace: $w, id: id})<-[:IDENTIFIED_BY]-(d:Document)
    SET d.revision = $revision
"""
CREATE_DOCUMENTS = "UNWIND $rows AS row CREATE (d:Document) SET d = row"
CREATE_IDENTIFIERS = """
    UNWIND $rows AS row MATCH (d:Document {workspace: $w, id: row.document})
    MERGE (i:Identifier {workspace: $w, id: row.id}) MERGE (d)-[:IDENTIFIED_BY]->(i)
"""
CREATE_RETRACTS = """
    UNWIND $rows AS row MATCH (d:Document {workspace: $w, id: row.id})
    MERGE (r:Retracted {workspace: $w, id: row.target}) MERGE (d)-[:RETRACTS]->(r)
"""
CREATE_SECTIONS = """
    UNWIND $rows AS row MATCH (d:Document {workspace: $w, id: row.document})
    CREATE (d)-[:HAS_SECTION {position: row.position}]->(s:Section) SET s = row
"""
CREATE_CHUNKS = """
    UNWIND $rows AS row MATCH (d:Document {workspace: $w, id: row.document})
    CREATE (d)-[:HAS_CHUNK {position: row.position}]->(c:Chunk) SET c = row
"""
PLACE_CHUNKS = """
    UNWIND $rows AS row MATCH (c:Chunk {workspace: $w, id: row.id})
    MATCH (s:Section {workspace: $w, id: row.section}) CREATE (s)-[:HAS_CHUNK {position: row.position}]->(c)
"""
CHAIN_CHUNKS = """
    UNWIND $rows AS row MATCH (a:Chunk {workspace: $w, id: row.id}) MATCH (b:Chunk {workspace: $w, id: row.next})
    CREATE (a)-[:NEXT]->(b)
"""
# Two seeks a row.
CREATE_MENTIONS = """
    UNWIND $rows AS row MATCH (c:Chunk {workspace: $w, id: row[0]}) MATCH (e:Entity {workspace: $w, id: row[1]})
    CREATE (c)-[m:MENTIONS {place: row[2], start: row[3], stop: row[4], sentence_start: row[5], sentence_stop: row[6],
        assertion: row[7], score: row[8], method: row[9], sample: row[10], said: row[11]}]->(e)
"""
# The names that documents give an entity, with their uses; the entity shows the most used. What is merged into
# it brings its names along, each by the id it belongs to (`merge_cypher.py`).
CHANGE_NAMES = """
    UNWIND $rows AS row
    MERGE (n:Name {workspace: $w, entity: row.entity, name: row.name, category: row.category})
    ON CREATE SET n.documents = 0, n.mentions = 0
    SET n.documents = n.documents + row.documents, n.mentions = n.mentions + row.mentions
    MERGE (e:Entity {workspace: $w, id: row.canonical}) MERGE (e)-[:CALLED]->(n)
"""
DELETE_NAMES = """
    UNWIND $ids AS id MATCH (e:Entity {workspace: $w, id: id})-[:CALLED]->(n:Name) WHERE n.mentions = 0
    DETACH DELETE n
"""
SHOW_NAMES = """
    UNWIND $ids AS id MATCH (e:Entity {workspace: $w, id: id})-[:CALLED]->(n:Name)
    WITH e, n ORDER BY n.entity <> e.id, n.documents DESC, n.name, n.category
    WITH e, collect(n) AS names
    SET e.name = names[0].name, e.category = names[0].category,
        e.documents = reduce(total = 0, n IN names | total + n.documents),
        e.mentions = reduce(total = 0, n IN names | total + n.mentions)
"""
DELETE_ENTITIES = """
    UNWIND $ids AS id MATCH (e:Entity {workspace: $w, id: id}) WHERE NOT (e)-[:CALLED]->() DETACH DELETE e
    RETURN count(e) AS deleted
"""
COUNT_ENTITIES = "UNWIND $ids AS id MATCH (e:Entity {workspace: $w, id: id}) RETURN count(e) AS count"
REFER_ENTITIES = """
    UNWIND $ids AS id MATCH (e:Entity {workspace: $w, id: id}) MATCH (c:Concept {workspace: $w, id: id})
    WHERE (c)<-[:DEFINES]-() MERGE (e)-[r:REFERS_TO]->(c) SET r.score = 1.0, r.method = 'identifier'
"""
