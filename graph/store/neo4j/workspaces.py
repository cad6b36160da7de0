"""The workspaces that a server holds: their names, and taking one away."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from graph.store.neo4j.connection import Server, Transaction

# Index range over the names.
NAMES = "MATCH (w:Workspace) WHERE w.name > '' RETURN w.name AS name ORDER BY name"
# Each kind of node with a range that an index answers. What is made of chunks comes first, so that no node with many
# relationships is left to be taken away at once; the workspace itself comes last, so that what was broken off can be
# begun again.
_LABELS = {
    "Chunk": "id >= ''",
    "Section": "id >= ''",
    "Document": "id >= ''",
    "Identifier": "id >= ''",
    "Retracted": "id >= ''",
    "Tombstone": "id >= ''",
    "Name": "entity >= ''",
    "Entity": "id >= ''",
    "Concept": "id >= ''",
    "Vocabulary": "id >= ''",
    "Merge": "id >= ''",
    "Setting": "key >= ''",
    "Revision": "number >= 0",
}
_NODES = 1000  # a transaction, for the sake of the server's memory; set by hand
DELETE = {
    label: f"MATCH (n:{label}) WHERE n.workspace = $w AND n.{range_} WITH n LIMIT {_NODES} DETACH DELETE n "
    "RETURN count(*) AS deleted"
    for label, range_ in _LABELS.items()
}
FORGET = "MATCH (w:Workspace {name: $w}) DETACH DELETE w"


def workspaces(*server: Any) -> Sequence[str]:
    """The names of the workspaces on a server, in order; takes the arguments of `Server`. Raises StoreError."""
    connected = Server(*server)
    try:
        connected.prepare()
        return [row["name"] for row in connected.read(lambda t: t.run(NAMES))]
    finally:
        connected.close()


def _delete_some(query: str, transaction: Transaction) -> int:
    return int(transaction.run(query)[0]["deleted"])


def delete_workspace(*server: Any) -> None:
    """Take away everything of a workspace; takes the arguments of `Server`. Raises StoreError."""
    connected = Server(*server)
    try:
        for query in DELETE.values():
            while connected.write(partial(_delete_some, query)):
                pass
        connected.write(lambda t: t.run(FORGET))
    finally:
        connected.close()
