"""The queries about merges; for the others, and what the costs count, see `cypher.py`.

A merged entity is no node: its names, mentions and statements hang on the entity it was merged into, and carry as
`said` the id that documents gave. `$rows` hold `id`, its `former` canonical id and its new one (`canonical`).
"""

from __future__ import annotations

SCHEMA = (
    "CREATE CONSTRAINT merge_id IF NOT EXISTS FOR (n:Merge) REQUIRE (n.workspace, n.id) IS UNIQUE",
    "CREATE INDEX merge_into IF NOT EXISTS FOR (n:Merge) ON (n.workspace, n.into)",
)

# The merges of the workspace, k.
MERGES = "MATCH (m:Merge) WHERE m.workspace = $w AND m.id > '' RETURN properties(m) AS m ORDER BY m.id"
# One seek each.
CREATE_MERGE = "CREATE (m:Merge) SET m = $values, m.workspace = $w"
DELETE_MERGE = "UNWIND $ids AS id MATCH (m:Merge {workspace: $w, id: id}) DELETE m RETURN count(*) AS deleted"

# Two seeks a row, and the names, mentions (d) and statements (v) of what moves.
MOVE_NAMES = """
    UNWIND $rows AS row MATCH (e:Entity {workspace: $w, id: row.former})-[c:CALLED]->(n:Name)
    WHERE n.entity = row.id
    MERGE (x:Entity {workspace: $w, id: row.canonical}) MERGE (x)-[:CALLED]->(n) DELETE c
"""
MOVE_MENTIONS = """
    UNWIND $rows AS row
    MATCH (x:Entity {workspace: $w, id: row.canonical})
    MATCH (e:Entity {workspace: $w, id: row.former})<-[m:MENTIONS]-(c:Chunk)
    WHERE coalesce(m.said, e.id) = row.id
    CREATE (c)-[n:MENTIONS]->(x) SET n = properties(m), n.said = CASE WHEN row.id <> x.id THEN row.id END DELETE m
"""
MOVE_SUBJECTS = """
    UNWIND $rows AS row
    MATCH (x:Entity {workspace: $w, id: row.canonical})
    MATCH (e:Entity {workspace: $w, id: row.former})-[r:STATED]->(o:Entity)
    WHERE coalesce(r.said_subject, e.id) = row.id
    CREATE (x)-[n:STATED]->(o) SET n = properties(r), n.said_subject = CASE WHEN row.id <> x.id THEN row.id END DELETE r
"""
MOVE_OBJECTS = """
    UNWIND $rows AS row
    MATCH (x:Entity {workspace: $w, id: row.canonical})
    MATCH (e:Entity {workspace: $w, id: row.former})<-[r:STATED]-(s:Entity)
    WHERE coalesce(r.said_object, e.id) = row.id
    CREATE (s)-[n:STATED]->(x) SET n = properties(r), n.said_object = CASE WHEN row.id <> x.id THEN row.id END DELETE r
"""
# The end of the smaller id is the subject of a symmetric predicate, also after one of the ends has changed.
ORDER_ENDS = """
    UNWIND $ids AS id MATCH (e:Entity {workspace: $w, id: id})-[r:STATED]-(:Entity)
    WHERE r.predicate IN $symmetric AND startNode(r).id > endNode(r).id
    WITH DISTINCT r, startNode(r) AS a, endNode(r) AS b
    CREATE (b)-[n:STATED]->(a)
    SET n = properties(r), n.said_subject = r.said_object, n.said_object = r.said_subject DELETE r
"""
# An entity that no document gives its own id has the name it was merged under. A document may name it by its
# own id and by one that is merged: it counts once. d steps.
SHOW_MERGED = """
    UNWIND $ids AS id MATCH (e:Entity {workspace: $w, id: id})
    CALL (e) {
        MATCH (m:Merge {workspace: $w, into: e.id})
        RETURN m.into_name AS name, m.into_category AS category ORDER BY name, category LIMIT 1
    }
    WITH e, name, category, EXISTS { MATCH (e)-[:CALLED]->(n:Name) WHERE n.entity = e.id } AS own,
        COUNT { MATCH (e)<-[:MENTIONS]-(c:Chunk) RETURN DISTINCT c.document } AS documents
    SET e.documents = documents, e.name = CASE WHEN own THEN e.name ELSE name END,
        e.category = CASE WHEN own THEN e.category ELSE category END
"""
