"""The role of a store that keeps controlled vocabularies."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from graph.model import Concept, VocabularyInfo
from graph.store.values.damage import OnDamage, log_damage


class VocabularyStore(Protocol):
    """Vocabularies, loaded, replaced and removed whole, and their concepts."""

    def put_vocabulary(self, info: VocabularyInfo, concepts: Iterable[Concept]) -> VocabularyInfo:
        """Add a vocabulary, or replace the one of that id, in one transaction; counts and priority filled in.

        A concept of the category `RETRACTED_PUBLICATION` says that the document of its id is retracted, be it there
        already or come later, for as long as the vocabulary stays.
        """
        ...

    def delete_vocabulary(self, vocabulary_id: str) -> bool:
        """Remove a vocabulary and its concepts; whether it was there."""
        ...

    def vocabularies(self) -> Sequence[VocabularyInfo]:
        """The vocabularies in order of priority (first added first)."""
        ...

    def concepts(self, ids: Collection[str]) -> Mapping[str, Concept]:
        """Concepts by CURIE, each as the first vocabulary that names it has it, its `same_as` completed by mappings."""
        ...

    def all_concepts(
        self, vocabulary_id: str | None = None, on_damage: OnDamage = log_damage
    ) -> Iterator[Concept]:
        """Every concept of one vocabulary, or of all in order of priority then id, streamed.

        One that is not as it was written is left out, and `on_damage` told.
        """
        ...
