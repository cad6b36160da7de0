"""The server store, on Neo4j."""

from graph.store.neo4j.store import Neo4jStore

__all__ = ["Neo4jStore"]
