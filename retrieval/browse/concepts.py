"""Searching the concepts of a workspace's vocabularies by a part of a name."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from graph import Concept, DamagedFileError, make_folder, remove, report_rebuilt, where_allowed
from graph.store import Damage, VocabularyStore
from graph.vocabulary.lexicon import Lexicon
from retrieval.browse.concept_names import ConceptNames


def search_concepts(
    text: str, names: ConceptNames, store: VocabularyStore, lexicon: Lexicon, limit: int
) -> list[Concept]:
    """At most `limit` concepts: those of exactly this name first, then the others that `names` finds."""
    text = text.strip()
    if not text:
        return []
    exact = store.concepts(lexicon.lookup(text))
    others = (id_ for id_ in names.search(text) if id_ not in exact)
    ids = list(islice(others, max(limit - len(exact), 0)))
    concepts = store.concepts(ids)
    return [*exact.values(), *(concepts[id_] for id_ in ids if id_ in concepts)][:limit]


def load_concept_names(store: VocabularyStore, folder: Path, fingerprint: str) -> ConceptNames:
    """The names for a `vocabulary_fingerprint`, from the folder's cache or built and saved there."""
    path = folder / f"{fingerprint}.concepts"
    try:
        return ConceptNames.load(path)
    except DamagedFileError as error:
        report_rebuilt(error)
    except FileNotFoundError:
        pass
    damages: list[Damage] = []
    names = ConceptNames.build(store.all_concepts(on_damage=damages.append))
    if damages:  # what lacks a name is not kept: it would be taken for the whole
        return names
    with where_allowed():
        make_folder(folder)
        for old in folder.glob("*.concepts"):
            remove(old)
        names.save(path)
    return names
