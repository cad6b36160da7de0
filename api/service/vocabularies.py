"""The controlled vocabularies of a workspace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from api.service.parts import Parts
from graph import Concept, MedgraphError, VocabularyInfo
from retrieval.browse import search_concepts

_FEW_WITHOUT_KIND = 0.1  # of a vocabulary's names; set by hand: MeSH has a few descriptors outside its tree
_REPORT_EVERY = 500  # concepts between two reports; set by hand


class AddedVocabulary(NamedTuple):
    """What was loaded, the lines that could not be read, and what a person should know or do about it."""

    info: VocabularyInfo
    problems: list[str]
    advice: list[str]


class UnknownVocabularyError(MedgraphError):
    """No vocabulary of that id is in the workspace."""

    code = "unknown_vocabulary"


class Vocabularies:
    """Adding vocabularies, removing and listing them, finding concepts in them."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def add(
        self,
        path: Path | str,
        *,
        vocabulary_id: str | None = None,
        companions: Sequence[Path | str] | Path | str = (),
        columns: str = "",
        category: str = "",
        progress: Callable[[int], None] | None = None,
    ) -> AddedVocabulary:
        """Load a vocabulary file, in place of the one of the same id.

        `columns` says which column of a table holds what (`id=Code,name=Long name`), `category` the kind (`Disease`) of
        entries of which the file tells none. `progress` counts concepts. Raises VocabularyError for a file that is no
        vocabulary.
        """
        from graph.vocabulary.readers import read_vocabulary

        loaded = read_vocabulary(
            Path(path),
            vocabulary_id,
            [Path(c) for c in ([companions] if isinstance(companions, str | Path) else companions)],
            columns=columns,
            category=category,
            known=self._known,
        )
        info = VocabularyInfo(loaded.id, loaded.version, loaded.source, 0)
        kinds = Counter[str]()
        concepts = _counted(_report_progress(loaded.concepts, progress), kinds)
        stored = self._parts.store.put_vocabulary(info, concepts)
        self._parts.lexicon()
        return AddedVocabulary(stored, list(map(str, loaded.problems)), _advice(stored, kinds))

    def _known(self, ids: Collection[str]) -> Mapping[str, Concept]:
        """The concepts that are loaded already; the store is opened, and made, only when they are asked for."""
        return self._parts.store.concepts(ids)

    def remove(self, vocabulary_id: str) -> VocabularyInfo:
        """Remove a vocabulary; what it was.

        Its names are no longer found in texts and questions. Documents stay as they were read, with the links to its
        concepts, until they are ingested again; papers that a list of retracted papers marked are no longer marked.
        Raises UnknownVocabularyError where there is none of that id.
        """
        present = {info.id: info for info in self.list_all()}
        if vocabulary_id not in present:
            raise UnknownVocabularyError(
                f"there is no vocabulary {vocabulary_id!r}",
                f"there are: {', '.join(present)}" if present else "no vocabulary was added yet",
            )
        self._parts.store.delete_vocabulary(vocabulary_id)
        self._parts.lexicon()
        return present[vocabulary_id]

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


def _counted(concepts: Iterable[Concept], kinds: Counter[str]) -> Iterator[Concept]:
    """The concepts; those that have a name are counted by their kind."""
    for concept in concepts:
        if concept.name:
            kinds[concept.category] += 1
        yield concept


def _advice(info: VocabularyInfo, kinds: Mapping[str, int]) -> list[str]:
    """What is missing: names without a kind are linked, but are an end of no relation."""
    from graph.vocabulary.readers import NAMED_THING

    missing, total = kinds.get(NAMED_THING, 0), sum(kinds.values())
    if missing <= _FEW_WITHOUT_KIND * total:
        return []
    remedy = (
        "say which they are: --category Disease (or Drug, Gene ...), or a column: --columns category=NAME"
    )
    if info.id == "mesh":
        remedy = "MeSH's tree tells them: add the file again --with a table of tree numbers, or desc20xx.xml instead"
    elif info.id == "mesh-supplement":
        remedy = "the headings they are mapped to tell them: add MeSH's descriptors with their tree, then this again"
    return [
        f"{missing} of {total} concepts have no kind (disease, drug, gene ...), and relations are found only "
        f"between things of a known kind: {remedy}"
    ]
