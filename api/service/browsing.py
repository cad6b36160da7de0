"""Looking around in a workspace: documents, entities, and which entities are one."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from api.service.parts import Parts
from graph import Document, MedgraphError
from graph.store import DamagedDocumentError, Filter, Merge
from graph.vocabulary.lexicon import Suggestion
from retrieval.browse import (
    DocumentPage,
    EntityFinder,
    EntityView,
    document_page,
    merge_entities,
    suggest_merges,
    unmerge_entity,
    view_entity,
)


class UnknownDocumentError(MedgraphError):
    """No document of that id is in the workspace."""

    code = "unknown_document"


class Browsing:
    """Documents and entities of one workspace, and the merges of entities that a person made."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def document(self, document_id: str) -> Document:
        """A whole document, by its id or another of its paper.

        Raises UnknownDocumentError, and DamagedDocumentError for one that is not as it was written.
        """
        store = self._parts.store
        document = store.documents([document_id]).get(document_id)
        if document is None:
            named = document_id.lower() if document_id.lower().startswith("doi:") else document_id
            others = store.identified([named]).get(named, ())
            document = next(iter(store.documents(others[:1]).values()), None)
            document_id = others[0] if others else document_id
        if document is None and document_id in store.select(Filter(document_ids=(document_id,))):
            raise DamagedDocumentError.of(document_id)
        if document is None:
            raise UnknownDocumentError(
                f"no document {document_id}", "medgraph documents list shows what is there"
            )
        return document

    def known(self, document_ids: Collection[str]) -> frozenset[str]:
        """Those of the ids that documents have, damaged ones too."""
        return (
            self._parts.store.select(Filter(document_ids=tuple(document_ids)))
            if document_ids
            else frozenset()
        )

    def documents(self, where: Filter | None = None, after: str = "", limit: int = 50) -> DocumentPage:
        """One page of the documents, ordered by id, after the given id."""
        return document_page(self._parts.store, where or Filter(), after, limit)

    def entity(self, name: str, neighbours: int = 15, sentences: int = 3, relations: int = 15) -> EntityView:
        """An entity by id, name or synonym; raises UnknownEntityError."""
        store, finder = self._parts.store, self._finder()
        entity_id, *namesakes = finder.find(name)
        return view_entity(entity_id, store, finder.lexicon, neighbours, sentences, relations, namesakes)

    def merges(self) -> Sequence[Merge]:
        """What a person merged, ordered by id."""
        return self._parts.store.merges()

    def suggestions(self, limit: int = 20) -> list[Suggestion]:
        """Pairs of entities that may be one, best first; nothing is merged by likeness."""
        return suggest_merges(self._parts.store, self._parts.merged_lexicon(), limit)

    def merge(self, name: str, into: str, force: bool = False) -> Merge:
        """Record that the first entity is the second, as a person says; raises UnknownEntityError and MergeError."""
        return merge_entities(self._parts.store, self._finder(), name, into, force)

    def unmerge(self, entity_id: str) -> None:
        """Take a merge back, exactly; raises UnknownMergeError."""
        unmerge_entity(self._parts.store, entity_id)

    def _finder(self) -> EntityFinder:
        parts = self._parts
        return EntityFinder(parts.store, parts.merged_lexicon(), lambda: parts.indexes().words)
