"""The schema of the database: constraints and indexes, made when the version recorded in it is older than `VERSION`.

Raise `VERSION` with every change of a SCHEMA. All statements are run again then, so each must be one that changes
nothing where it was run before.
"""

from __future__ import annotations

import random
import time

from neo4j import Session
from neo4j.exceptions import ClientError, TransientError

from graph.store.base import StoreError
from graph.store.neo4j import cypher, merge_cypher, relation_cypher

VERSION = 3
SCHEMA = (
    "CREATE CONSTRAINT schema_name IF NOT EXISTS FOR (n:Schema) REQUIRE n.name IS UNIQUE",
    *cypher.SCHEMA,
    *merge_cypher.SCHEMA,
    *relation_cypher.SCHEMA,
)
# One for the database, whatever workspaces it holds. Before there was a version the schema was that of version 1.
RECORDED = "MATCH (s:Schema {name: 'medgraph'}) RETURN s.version AS version"
RECORD = "MERGE (s:Schema {name: 'medgraph'}) SET s.version = $version"
# Documents of version 1 had no identifiers: each is found by its id.
IDENTIFY = """
    MATCH (d:Document) WHERE NOT (d)-[:IDENTIFIED_BY]->()
    CALL (d) {
        MERGE (i:Identifier {workspace: d.workspace, id: d.id}) MERGE (d)-[:IDENTIFIED_BY]->(i)
    } IN TRANSACTIONS
"""
# What was stored before revisions had tokens begins a history of its own.
BEGIN_HISTORY = """
    MATCH (w:Workspace) MERGE (r:Revision {workspace: w.name, number: coalesce(w.revision, 0)})
    ON CREATE SET r.token = randomUUID()
"""
# Seconds until a migration of a large database gives up waiting for its indexes; they go on being filled.
AWAIT_INDEXES = "CALL db.awaitIndexes(300)"


# What another process made at the same moment: IF NOT EXISTS looks before it waits for the lock.
_MADE_MEANWHILE = frozenset(
    f"Neo.ClientError.Schema.{what}AlreadyExists" for what in ("EquivalentSchemaRule", "Index", "Constraint")
)


# Two that make the schema at the same moment wait for each other's locks: the server ends one of them.
_TRIES, _PAUSE = 10, 0.2  # seconds; set by hand


def _make(session: Session, statement: str, **parameters: object) -> None:
    """Run a statement in a transaction of its own; the driver tries again only what is none of the schema."""
    for tried in range(1, _TRIES + 1):
        try:
            session.run(statement, parameters).consume()
            return
        except ClientError as error:
            if error.code not in _MADE_MEANWHILE:
                raise
            return
        except TransientError:
            if tried == _TRIES:
                raise
            time.sleep(_PAUSE * tried * random.random())


def migrate(session: Session) -> None:
    """Bring the database to `VERSION`; raises StoreError where it is of a newer medgraph."""
    record = session.run(RECORDED).single()
    version = (record["version"] or 0) if record else 0
    if version == VERSION:
        return
    if version > VERSION:
        raise StoreError(
            f"the database was written by a newer medgraph (schema {version}, this one knows {VERSION})",
            "upgrade medgraph",
        )
    for statement in SCHEMA:
        _make(session, statement)
    for statement in (AWAIT_INDEXES, IDENTIFY, BEGIN_HISTORY):
        _make(session, statement)
    # Last: a migration that was interrupted is begun again.
    _make(session, RECORD, version=VERSION)
