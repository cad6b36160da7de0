"""Concepts by a part of their name: the exact ones, then those that begin with it, then those that hold it."""

from __future__ import annotations

import random
from itertools import islice
from pathlib import Path

import pytest

from api.service import MedGraph
from graph import Concept, DamagedFileError, VocabularyInfo
from graph.store import SqliteStore
from graph.vocabulary.lexicon import Lexicon
from retrieval.browse.concept_names import ConceptNames
from retrieval.browse.concepts import load_concept_names, search_concepts

CONCEPTS = [
    Concept("X:1", "Diabetes mellitus", ("sugar disease",)),
    Concept("X:2", "Diabetes"),
    Concept("X:3", "Gestational diabetes", ("GDM", "Diabetes in pregnancy")),
    Concept("X:4", "Prediabetes"),
    Concept("X:5", "Straße", ("\u03b2-blocker",)),
    Concept("X:55", "Odd \ud800 name"),
    Concept("X:6", "", same_as=("Y:1",)),
]


def test_vocabulary_search_puts_exact_names_first(demo: MedGraph) -> None:
    found = demo.search_vocabulary("diabetes", 10)
    assert found and all("diabet" in " ".join((c.name, *c.synonyms)).lower() for c in found)
    assert demo.search_vocabulary("heart attack")[0].id == "MESH:D009203"
    assert demo.search_vocabulary("   ") == []


@pytest.mark.parametrize(
    ("text", "ids"),
    {
        "diabetes": ["X:2", "X:1", "X:3", "X:4"],  # of X:3 a synonym begins with it
        "DIABETES M": ["X:1"],
        "betes": ["X:2", "X:4", "X:1", "X:3"],
        "strasse": ["X:5"],
        "\u03b2": ["X:5"],
        "\ud800": ["X:55"],
        "x:5": ["X:5"],  # an id is given whole
        "x:": [],
        "x:6": [],  # only a mapping
        "sugar disease\x1e": [],
        "": [],
    }.items(),
)
def test_what_is_found_in_which_order(text: str, ids: list[str]) -> None:
    assert list(ConceptNames.build(CONCEPTS).search(text)) == ids


def test_a_concept_of_two_vocabularies_is_found_once_by_the_names_of_both() -> None:
    names = ConceptNames.build(
        [Concept("X:1", "Heart attack"), Concept("X:1", "Infarct of the heart", ("MI",))]
    )
    assert [list(names.search(text)) for text in ("heart", "mi", "infarct")] == [["X:1"]] * 3


def scan(text: str, concepts: list[Concept]) -> list[str]:
    """The same by looking at every name of every concept."""
    found = []
    for concept in concepts:
        places = [
            place
            for name in (concept.name, *concept.synonyms)
            if (place := name.casefold().find(text.casefold())) >= 0
        ]
        if places:
            found.append((min(places) > 0, len(concept.name), concept.id))
    return [id_ for *_, id_ in sorted(found)]


@pytest.mark.parametrize("few", [0, 3, 10_000])
def test_it_finds_what_a_scan_finds(monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    """Of frequent texts and of rare ones, which are searched for differently."""
    monkeypatch.setattr("retrieval.browse.concept_names._FEW", few)
    drawn = random.Random(1)

    def name() -> str:
        return "".join(drawn.choice("abAB c\u00e9\u03b2") for _ in range(drawn.randint(1, 9)))

    concepts = [
        Concept(f"X:{n}", name(), tuple(name() for _ in range(drawn.randint(0, 3)))) for n in range(300)
    ]
    names = ConceptNames.build(concepts)
    for text in ("a", "ab", "B", "c\u00e9", "\u03b2", "abab", "aaaa", " ", *(c.name for c in concepts[:20])):
        assert list(names.search(text)) == scan(text, concepts)
        assert list(islice(names.search(text), 5)) == scan(text, concepts)[:5]


def test_exact_names_come_first_and_count_towards_the_limit(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "graph.db")
    store.put_vocabulary(VocabularyInfo("x", "", "", 0), CONCEPTS[:4])
    names, lexicon = ConceptNames.build(store.all_concepts()), Lexicon.build(CONCEPTS[:4])
    for limit in range(6):
        found = search_concepts("gdm", names, store, lexicon, limit)
        assert [concept.id for concept in found] == ["X:3"][:limit]
        found = search_concepts(" Prediabetes ", names, store, lexicon, limit)
        assert [concept.id for concept in found] == ["X:4"][:limit]
        found = search_concepts("diabetes", names, store, lexicon, limit)
        assert [concept.id for concept in found] == ["X:2", "X:1", "X:3", "X:4"][:limit]
    store.close()


def test_the_file_of_names_is_read_again_and_follows_the_vocabularies(tmp_path: Path) -> None:
    folder = tmp_path / "lexicon"
    store = SqliteStore(tmp_path / "graph.db")
    store.put_vocabulary(VocabularyInfo("x", "", "", 0), CONCEPTS[:4])
    built = load_concept_names(store, folder, "one")
    assert list(built.search("diabetes m")) == ["X:1"]
    store.delete_vocabulary("x")
    assert list(load_concept_names(store, folder, "one").search("diabetes m")) == ["X:1"]  # not of the store
    assert list(load_concept_names(store, folder, "two").search("diabetes m")) == []
    assert [path.name for path in folder.iterdir()] == ["two.concepts"]
    store.close()


@pytest.mark.parametrize("damage", [b"", b"{}", b"[1]", b"null", b"\xff", None])
def test_a_damaged_file_of_names_is_not_believed(tmp_path: Path, damage: bytes | None) -> None:
    path = tmp_path / "names"
    with pytest.raises(FileNotFoundError):
        ConceptNames.load(path)
    names = ConceptNames.build(CONCEPTS)
    names.save(path)
    loaded = ConceptNames.load(path)
    for text in ("betes", "\ud800", "x:5", "\u03b2"):
        assert list(loaded.search(text)) == list(names.search(text)) != []
    path.write_bytes(
        path.read_bytes()[:-3] if damage is None else damage + path.read_bytes()[len(damage) + 9 :]
    )
    with pytest.raises(DamagedFileError):
        ConceptNames.load(path)
