"""The role of a store that keeps documents with all that was found in them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Protocol

from graph.model import Document, DocumentGraph
from graph.store.values.basis import Basis
from graph.store.values.chunks import ChunkContent
from graph.store.values.damage import OnDamage, log_damage
from graph.store.values.filter import Filter
from graph.store.values.workspace import DocumentSummary


class DocumentStore(Protocol):
    """Documents, written and deleted whole, read whole, as lists, or chunk by chunk."""

    def write(self, graphs: Sequence[DocumentGraph], basis: Basis | None = None) -> frozenset[str]:
        """Insert or replace documents in one transaction: all of them or, on any failure, none.

        Of two with one id the last counts; writing nothing changes nothing. With a `basis` only those are written
        whose store's text is still that which they were computed from; the ids of the others are returned. Raises
        ModelChangedError, a StoreError, where the basis has another model than the workspace.
        """
        ...

    def delete(self, ids: Collection[str]) -> int:
        """Remove documents, and entities that no other mentions; how many documents there were."""
        ...

    def fingerprints(self, ids: Collection[str]) -> Mapping[str, tuple[str, str]]:
        """`{document id: (content hash, pipeline fingerprint)}`, so that a re-ingest can skip."""
        ...

    def documents(self, ids: Collection[str]) -> Mapping[str, Document]:
        """Documents by id; `retracted` is also set where a stored RETRACTION_OF notice names the document.

        One that is not what its content hash was made of, or cannot be read, is left out and logged.
        """
        ...

    def sources(self, prefix: str = "") -> Mapping[str, str]:
        """`{document id: Document.source}` of the documents whose id begins with a prefix."""
        ...

    def identified(self, identifiers: Collection[str]) -> Mapping[str, Sequence[str]]:
        """The ids of the documents that each identifier names (`Document.identifiers`, or the id), in order.

        What names none is left out.
        """
        ...

    def select(self, where: Filter) -> frozenset[str]:
        """The ids of every document that passes the filter."""
        ...

    def altered(self) -> frozenset[str]:
        """The ids of the documents of which the fields that filters go by are not as they were written.

        Of what was written before there were checksums nothing is known. It looks at every document.
        """
        ...

    def summaries(self, where: Filter, after: str = "", limit: int = 50) -> Sequence[DocumentSummary]:
        """Documents that pass, ordered by id, after the given id: one page of a list.

        One whose fields are not as they were written is told as damaged.
        """
        ...

    def graphs(
        self, ids: Collection[str] | None = None, on_damage: OnDamage = log_damage
    ) -> Iterator[DocumentGraph]:
        """Document graphs as written, ordered by id, streamed; None is all of them.

        One that is not as it was written is left out, and `on_damage` told.
        """
        ...

    def chunk_contents(self, ids: Collection[str]) -> Mapping[str, ChunkContent]:
        """Chunks by chunk id, with what reading and citing them takes; `retracted` as for `documents`.

        One that is not as it was written is left out and logged.
        """
        ...
