from __future__ import annotations

from pathlib import Path

from graph.model import Concept, VocabularyInfo
from graph.store import SqliteStore
from graph.vocabulary.lexicon.lexicon import Lexicon

CONCEPTS = [
    Concept("X:2", "Heart disease", parents=("X:1",)),
    Concept("X:10", "Lung disease", parents=("X:1", "Y:unknown")),
    Concept("X:3", "Heart failure", parents=("X:2",)),
    Concept("X:1", "Disease"),
    Concept("Y:1", "Cardiac failure, right", parents=("X:3",)),
]


def check(lexicon: Lexicon) -> None:
    assert lexicon.children("X:1") == ["X:10", "X:2"]
    assert lexicon.children("X:3") == ["Y:1"]
    assert lexicon.children("Y:1") == lexicon.children("nothing") == []
    assert lexicon.parents("X:10") == ["X:1"]  # what is not loaded is no parent
    assert lexicon.parents("X:1") == lexicon.parents("nothing") == []


def test_children_and_parents() -> None:
    check(Lexicon.build(CONCEPTS))


def test_they_survive_the_file(tmp_path: Path) -> None:
    Lexicon.build(CONCEPTS).save(tmp_path / "l")
    check(Lexicon.load(tmp_path / "l"))
    Lexicon.build([]).save(tmp_path / "empty")
    assert Lexicon.load(tmp_path / "empty").children("X:1") == []


def test_two_vocabularies_may_speak_of_one_concept() -> None:
    lexicon = Lexicon.build([*CONCEPTS, Concept("X:3", "Heart failure", parents=("X:10",))])
    assert lexicon.parents("X:3") == ["X:2", "X:10"]


def test_the_hierarchy_is_that_of_the_stored_vocabularies(tmp_path: Path) -> None:
    """Replaced and removed with them; a concept listed twice is taken at its last word."""
    store = SqliteStore(tmp_path / "graph.db")

    def children(concept_id: str) -> list[str]:
        return Lexicon.build(store.all_concepts()).children(concept_id)

    store.put_vocabulary(VocabularyInfo("x", "", "", 0), CONCEPTS)
    assert children("X:1") == ["X:10", "X:2"]
    moved = [
        CONCEPTS[3],
        CONCEPTS[1],
        Concept("X:2", "Moved", parents=("X:1",)),
        Concept("X:2", "Moved", parents=("X:10",)),
    ]
    store.put_vocabulary(VocabularyInfo("x", "", "", 0), moved)
    assert children("X:1") == ["X:10"] and children("X:10") == ["X:2"]
    store.delete_vocabulary("x")
    assert children("X:1") == []
    store.close()
