"""The server store, on Neo4j."""

from graph.store.neo4j import cypher
from graph.store.neo4j.connection import Transaction
from graph.store.neo4j.store import Neo4jStore
from graph.store.neo4j.workspaces import delete_workspace, workspaces

__all__ = ["Neo4jStore", "Transaction", "cypher", "delete_workspace", "workspaces"]
