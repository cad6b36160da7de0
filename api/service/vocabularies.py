"""The controlled vocabularies of a workspace."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from api.service.parts import Parts
from graph import Concept, VocabularyInfo
from retrieval.browse import search_concepts

_REPORT_EVERY = 500  # concepts between two reports; set by hand


class Vocabularies:
    """Adding vocabularies, listing them, finding concepts in them."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def add(
        self,
        path: Path | str,
        *,
        vocabulary_id: str | None = None,
        companions: Sequence[Path | str] = (),
        columns: str = "",
        category: str = "",
        progress: Callable[[int], None] | None = None,
    ) -> tuple[VocabularyInfo, list[str]]:
        """Load a vocabulary file; what was loaded, and the lines that could not be read.

        `columns` says which column of a table holds what (`id=Code,name=Long name`), `category` the kind (`Disease`) of
        entries of which the file tells none. `progress` counts concepts. Raises VocabularyError for a file that is no
        vocabulary.
        """
        from graph.vocabulary.readers import read_vocabulary

        loaded = read_vocabulary(
            Path(path),
            vocabulary_id,
            [Path(c) for c in companions],
            columns=columns,
            category=category,
            known=self._parts.store.concepts,
        )
        info = VocabularyInfo(loaded.id, loaded.version, loaded.source, 0)
        stored = self._parts.store.put_vocabulary(info, _report_progress(loaded.concepts, progress))
        self._parts.lexicon()
        return stored, list(map(str, loaded.problems))

    def list_all(self) -> Sequence[VocabularyInfo]:
        """Every vocabulary of the workspace, in order of priority."""
        return self._parts.store.vocabularies()

    def search(self, text: str, limit: int = 20) -> list[Concept]:
        """Concepts whose name or synonym holds the text, exact names first."""
        parts = self._parts
        return search_concepts(text, parts.concept_names(), parts.store, parts.merged_lexicon(), limit)


def _report_progress(
    concepts: Iterable[Concept], progress: Callable[[int], None] | None
) -> Iterator[Concept]:
    for count, concept in enumerate(concepts, 1):
        if progress and not count % _REPORT_EVERY:
            progress(count)
        yield concept
