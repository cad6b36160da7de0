"""The server store, on Neo4j."""

from graph.store.neo4j import cypher
from graph.store.neo4j.connection import Transaction
from graph.store.neo4j.store import Neo4jStore

__all__ = ["Neo4jStore", "Transaction", "cypher"]
