"""The digest of a workspace's logical content, computed over the protocol's own streams: any store shares it.

Two workspaces have the same digest when they hold the same documents (content, fingerprint), chunks, vectors, mentions,
stated relations, entities as each document names them, vocabularies (id, version, concepts) and merges. It leaves out
what differs between machines or orders of ingest without a difference in content: revisions and tombstones, the file a
document or vocabulary was read from, a vocabulary's priority, and settings.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from typing import Any

from graph.model import Concept, VocabularyInfo
from graph.store.base import GraphStore
from graph.store.shared.damage import graph_digest

_MODULUS = 1 << 256


def content_digest(store: GraphStore) -> str:
    """SHA-256 sized digest, hex. Items are added modulo 2^256, so the order of the streams has no part in it.

    (Stores may sort ids differently: SQLite by code point, a JVM server by UTF-16 unit.)
    """
    total = 0
    for graph in store.graphs():
        total += int.from_bytes(graph_digest(graph), "big")
    for vocabulary in store.vocabularies():
        total += _vocabulary_digest(vocabulary)
        for concept in store.all_concepts(vocabulary.id):
            total += _concept_digest(vocabulary.id, concept)
    for merge in store.merges():
        total += _digest("merge", [astuple(merge)])
    return f"{total % _MODULUS:064x}"


class ConceptDigest:
    """The digest of one vocabulary's concepts, taken while a store writes them."""

    def __init__(self, vocabulary_id: str) -> None:
        self._vocabulary_id = vocabulary_id
        self._total = 0

    def of(self, concepts: Iterable[Concept]) -> Iterator[Concept]:
        """The same concepts, each taken into the digest as it passes."""
        for concept in concepts:
            self._total += _concept_digest(self._vocabulary_id, concept)
            yield concept

    def __str__(self) -> str:
        return f"{self._total % _MODULUS:064x}"[:16]


def _vocabulary_digest(vocabulary: VocabularyInfo) -> int:
    return _digest("vocabulary", [vocabulary.id, vocabulary.version])


def _concept_digest(vocabulary_id: str, concept: Concept) -> int:
    c = concept
    values = [c.id, c.name, c.synonyms, c.definition, c.category, c.parents, c.same_as]
    if (
        c.different_from
    ):  # left out where empty, so that the digests of what was stored before it stay the same
        values.append(c.different_from)
    return _digest("concept", [vocabulary_id, *values])


def _digest(kind: str, values: list[Any]) -> int:
    return int.from_bytes(hashlib.sha256(json.dumps([kind, values]).encode() + b"\0").digest(), "big")
