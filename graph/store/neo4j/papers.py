"""Which documents are one paper."""

from __future__ import annotations

from collections.abc import Collection

from graph.store.neo4j import cypher
from graph.store.neo4j.connection import Transaction, storable_ids
from graph.store.values.papers import Record, papers


def papers_of(transaction: Transaction, documents: Collection[str]) -> dict[str | int, str | int]:
    """`{document id: id that stands for its paper}`; only the given documents are compared."""
    if len(documents) < 2:
        return {}
    rows = transaction.run_batched(cypher.RECORDS, storable_ids(documents))
    records = (
        Record(row["id"], row["tier"], row["title"], row["year"], tuple(row["identifiers"])) for row in rows
    )
    return {document: paper for document, paper in papers(records).items()}
