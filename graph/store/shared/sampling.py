"""Which mentions of a hub are followed when there are more than a degree cap admits."""

from __future__ import annotations

import hashlib


def sample_rank(document_id: str) -> int:
    """A signed 32-bit number drawn from a document id: following mentions in its order is a fair sample.

    Insertion order would make answers at hubs depend on the order of ingest, and id order would favour the
    oldest papers. A hash depends on neither, and every store and machine draws the same documents.
    """
    digest = hashlib.blake2b(document_id.encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big", signed=True)
