"""The queries about vocabularies; for the others, and what the costs count, see `cypher.py`."""

from __future__ import annotations

# A concept is one node whatever vocabularies define it: DEFINES carries what each says. A concept that
# others only name as their parent or equal is a node that nothing defines.
VOCABULARIES = (
    "MATCH (v:Vocabulary) WHERE v.workspace = $w AND v.id > '' RETURN properties(v) AS v ORDER BY v.priority"
)
PUT_VOCABULARY = "MERGE (v:Vocabulary {workspace: $w, id: $id}) SET v += $values"
DELETE_VOCABULARY = "MATCH (v:Vocabulary {workspace: $w, id: $id}) DETACH DELETE v RETURN count(*) AS deleted"
# k steps from the vocabulary.
DEFINED = (
    "MATCH (v:Vocabulary {workspace: $w, id: $id})-[:DEFINES]->(c:Concept) RETURN c.id AS id ORDER BY id"
)
# n seeks.
CONCEPTS = """
    UNWIND $ids AS id MATCH (c:Concept {workspace: $w, id: id})<-[d:DEFINES]-(v:Vocabulary)
    RETURN c.id AS id, properties(d) AS d, v.id AS vocabulary ORDER BY v.priority
"""
CONCEPTS_OF = """
    UNWIND $ids AS id
    MATCH (c:Concept {workspace: $w, id: id})<-[d:DEFINES]-(:Vocabulary {workspace: $w, id: $vocabulary})
    RETURN c.id AS id, properties(d) AS d ORDER BY id
"""
# Taking back what a vocabulary said, n seeks.
UNDEFINE = """
    UNWIND $ids AS id
    MATCH (c:Concept {workspace: $w, id: id})<-[d:DEFINES]-(:Vocabulary {workspace: $w, id: $vocabulary})
    DELETE d
"""
UNRELATE = """
    UNWIND $ids AS id MATCH (c:Concept {workspace: $w, id: id})-[r:IS_A|SAME_AS {vocabulary: $vocabulary}]->()
    DELETE r
"""
UNREFER = """
    UNWIND $ids AS id MATCH (c:Concept {workspace: $w, id: id})<-[r:REFERS_TO]-() WHERE NOT (c)<-[:DEFINES]-() DELETE r
"""
FORGET_CONCEPTS = """
    UNWIND $ids AS id MATCH (c:Concept {workspace: $w, id: id}) WHERE NOT (c)--() DELETE c
"""
# A list of retracted papers marks them as a notice does, k seeks.
RETRACT = """
    MATCH (v:Vocabulary {workspace: $w, id: $vocabulary})
    UNWIND $ids AS id MERGE (r:Retracted {workspace: $w, id: id}) MERGE (v)-[:RETRACTS]->(r)
"""
# k steps from the vocabulary.
UNRETRACT = """
    MATCH (v:Vocabulary {workspace: $w, id: $vocabulary})-[x:RETRACTS]->(r:Retracted) DELETE x RETURN r.id AS id
"""
RELATED = """
    UNWIND $ids AS id MATCH (p:Concept {workspace: $w, id: id})-[:IS_A|SAME_AS {vocabulary: $vocabulary}]->(c:Concept)
    RETURN collect(DISTINCT c.id) AS ids
"""
DEFINE = """
    MATCH (v:Vocabulary {workspace: $w, id: $vocabulary})
    UNWIND $rows AS row MERGE (c:Concept {workspace: $w, id: row.id})
    MERGE (v)-[d:DEFINES]->(c) SET d = row.values
"""
IS_A = """
    UNWIND $rows AS row MATCH (c:Concept {workspace: $w, id: row[0]}) MERGE (p:Concept {workspace: $w, id: row[1]})
    MERGE (c)-[:IS_A {vocabulary: $vocabulary}]->(p)
"""
SAME_AS = """
    UNWIND $rows AS row MATCH (c:Concept {workspace: $w, id: row[0]}) MERGE (p:Concept {workspace: $w, id: row[1]})
    MERGE (c)-[:SAME_AS {vocabulary: $vocabulary}]->(p)
"""
# What Neo4j Browser shows of a concept: the name that the vocabulary of the smallest priority gives it. Mappings give
# none.
SHOW_CONCEPTS = """
    UNWIND $ids AS id MATCH (c:Concept {workspace: $w, id: id})
    CALL (c) {
        OPTIONAL MATCH (c)<-[d:DEFINES]-(v:Vocabulary) RETURN d ORDER BY d.name = '', v.priority LIMIT 1
    }
    SET c.name = d.name, c.definition = d.definition, c.category = d.category
"""
