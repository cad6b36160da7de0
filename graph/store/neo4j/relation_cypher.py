"""The queries about stated relations; for the others, and what the costs count, see `cypher.py`.

A sentence that states a relation is one STATED relationship between the two entities, which carries the document it
belongs to. The edges that are read are these relationships grouped, so an edge is gone with its last sentence. v is
the number of sentences that state something of an entity.
"""

from __future__ import annotations

SCHEMA = ("CREATE INDEX stated_by_document IF NOT EXISTS FOR ()-[r:STATED]-() ON (r.workspace, r.document)",)

# By the document's own record, or by a stored notice that names it.
_UNSOUND = """(r.unsound OR EXISTS {
    MATCH (o:Document {workspace: $w, id: r.document})-[:IDENTIFIED_BY]->(i:Identifier)
    MATCH (n:Retracted {workspace: $w, id: i.id})
})"""
# v steps to choose `$cap` statements, as many seeks. Of each edge what each document says of it in each way, by its
# best sentence. An edge from an entity to itself says nothing: its ends were two that a person merged. Doubt is
# multiplied in the order of `graph.store.values.relations.edge_weight`, so that both come to the same bits.
STATED = f"""
    MATCH (e:Entity {{workspace: $w, id: $id}})-[r:STATED]-(x:Entity)
    WHERE x <> e AND ($other IS NULL OR x.id = $other) AND ($predicate IS NULL OR r.predicate = $predicate)
    WITH r ORDER BY r.sample, r.document, r.place LIMIT $cap
    WITH startNode(r) AS subject, endNode(r) AS object, r.predicate AS predicate, r.document AS document,
        r.assertion AS assertion, {_UNSOUND} AS unsound, max(r.confidence) AS confidence
    ORDER BY confidence DESC
    WITH subject, object, predicate, collect([document, assertion, confidence, unsound]) AS statements,
        collect(CASE WHEN assertion = 'affirmed' AND NOT unsound THEN confidence END) AS affirmed
    WITH subject, object, predicate, statements, size(affirmed) AS support,
        reduce(doubt = 1.0, c IN affirmed | doubt * (1 - c)) AS doubt
    ORDER BY support DESC, doubt, subject.id, predicate, object.id LIMIT $limit
    RETURN subject {{.id, .name, .category}} AS subject, predicate, object {{.id, .name, .category}} AS object,
        statements
"""
# n edges, of each the steps from the end that has fewer to the other.
EVIDENCE = f"""
    UNWIND $rows AS row
    MATCH (a:Entity {{workspace: $w, id: row[0]}}) MATCH (b:Entity {{workspace: $w, id: row[2]}})
    MATCH (a)-[r:STATED]->(b) WHERE r.predicate = row[1]
    WITH row, r, {_UNSOUND} AS unsound ORDER BY unsound, r.confidence DESC, r.document, r.place
    WITH row, r.assertion AS assertion, collect([r.document, r.sentence_start, r.sentence_stop, r.assertion,
        r.confidence, r.extractor, unsound])[..$limit] AS found
    UNWIND found AS each
    RETURN row, each
"""

# Of documents, n seeks each.
RELATIONS_OF_DOCUMENTS = """
    UNWIND $ids AS id
    MATCH (a:Entity)-[r:STATED {workspace: $w, document: id}]->(b:Entity) USING INDEX SEEK r:STATED(workspace, document)
    RETURN id, coalesce(r.said_subject, a.id) AS subject, coalesce(r.said_object, b.id) AS object, properties(r) AS r
    ORDER BY id, r.place
"""
DELETE_STATED = """
    UNWIND $ids AS id
    MATCH ()-[r:STATED {workspace: $w, document: id}]->() USING INDEX SEEK r:STATED(workspace, document)
    DELETE r
"""
# Two seeks a row.
CREATE_STATED = """
    UNWIND $rows AS row
    MATCH (a:Entity {workspace: $w, id: row.subject}) MATCH (b:Entity {workspace: $w, id: row.object})
    CREATE (a)-[r:STATED]->(b) SET r = row.values, r.workspace = $w
"""
