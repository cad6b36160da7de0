"""The lexicon follows the vocabularies, and takes apart only the names of those that changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import RETRACTED_PUBLICATION, Concept, VocabularyInfo
from graph.store import SqliteStore
from graph.vocabulary.lexicon import Lexicon, load_lexicon, vocabulary_fingerprint
from graph.vocabulary.lexicon.compiled import CompiledNames
from graph.vocabulary.lexicon.compiling import compile_names, compile_vocabularies
from graph.vocabulary.lexicon.vocabulary_names import VocabularyNames, load, save
from tests.hypothesis_profiles import examples

GLOOM = Concept("X:1", "Gloom", ("sea gloom", "SG"), category="Disease", parents=("X:2",))
SORROW = Concept("X:2", "Sorrow", category="Disease")
MIRTHOL = Concept("Y:1", "mirthol", ("Mirthols", "gloom"), same_as=("X:9",))


def lexicon(store: SqliteStore, folder: Path) -> Lexicon:
    return load_lexicon(store, folder, vocabulary_fingerprint(store.vocabularies()))


def values(compiled: CompiledNames) -> tuple[object, ...]:
    c = compiled
    hierarchy = [(list(each.starts), list(each.numbers)) for each in (c.parents, c.children)]
    return c.ids, c.names, c.categories, c.entries, c.ambiguous, c.canonical, hierarchy


def put(store: SqliteStore, id: str, *concepts: Concept) -> None:
    store.put_vocabulary(VocabularyInfo(id, "", "", 0), concepts)


def test_only_what_was_added_is_taken_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, folder = SqliteStore(tmp_path / "graph.sqlite"), tmp_path / "lexicon"
    put(store, "x", GLOOM, SORROW)
    assert lexicon(store, folder).lookup("sea glooms") == ["X:1"]
    put(store, "y", MIRTHOL)
    read: list[str | None] = []
    concepts = store.all_concepts

    def noted(id: str | None = None) -> Iterator[Concept]:
        read.append(id)
        return concepts(id)

    monkeypatch.setattr(store, "all_concepts", noted)
    both = lexicon(store, folder)
    assert read == ["y"]
    assert values(both.compiled) == values(compile_names([GLOOM, SORROW, MIRTHOL], ["x", "y"]))
    assert both.lookup("gloom") == ["X:1"], "of the first vocabulary"
    store.delete_vocabulary("x")
    assert lexicon(store, folder).lookup("gloom") == ["Y:1"]
    assert read == ["y"]
    assert len(list(folder.iterdir())) == 2, "nothing is left of what was removed"


def test_a_damaged_part_is_made_again(tmp_path: Path) -> None:
    store, folder = SqliteStore(tmp_path / "graph.sqlite"), tmp_path / "lexicon"
    put(store, "x", GLOOM, SORROW)
    lexicon(store, folder)
    (part,) = folder.glob("*.vocabulary")
    whole = part.read_bytes()
    for damaged in (whole[:-5], whole[: len(whole) // 2], b"", b"no lexicon"):
        part.write_bytes(damaged)
        for compiled in folder.glob("*.lexicon"):
            compiled.unlink()
        assert lexicon(store, folder).lookup("sea gloom") == ["X:1"]
        assert part.read_bytes() == whole


def test_of_a_damaged_vocabulary_nothing_is_kept(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    store, folder = SqliteStore(tmp_path / "graph.sqlite"), tmp_path / "lexicon"
    put(store, "x", GLOOM, SORROW)
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute("UPDATE concept SET name = 'Glee' WHERE id = 'X:1'")
    for _ in range(2):
        caplog.clear()
        found = lexicon(store, folder)
        assert found.lookup("sea gloom") == found.lookup("glee") == [] and found.lookup("sorrow") == ["X:2"]
        assert "X:1" in caplog.text and list(folder.iterdir()) == []
    put(store, "x", GLOOM, SORROW)
    assert lexicon(store, folder).lookup("sea gloom") == ["X:1"]


@pytest.mark.parametrize("suffix", [".lexicon", ".vocabulary"])
def test_a_folder_in_the_place_of_a_part_is_replaced(tmp_path: Path, suffix: str) -> None:
    store, folder = SqliteStore(tmp_path / "graph.sqlite"), tmp_path / "lexicon"
    put(store, "x", GLOOM, SORROW)
    lexicon(store, folder)
    for part in {*folder.glob("*.lexicon"), *folder.glob(f"*{suffix}")}:
        part.unlink()
        if part.suffix == suffix:
            part.mkdir()
            (part / "file").touch()
    assert lexicon(store, folder).lookup("sea gloom") == ["X:1"]
    assert all(part.is_file() for part in folder.iterdir())


def test_a_list_of_retracted_papers_changes_nothing(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "graph.sqlite")
    put(store, "x", GLOOM, SORROW)
    before = vocabulary_fingerprint(store.vocabularies())
    put(store, "pubmed.retractions", Concept("pmid:1", "", category=RETRACTED_PUBLICATION))
    assert vocabulary_fingerprint(store.vocabularies()) == before
    assert len(lexicon(store, tmp_path / "lexicon")) == 2


NAMES = st.sampled_from(
    [
        "Gloom",
        "glooms",
        "GLOOM",
        "sea gloom",
        "Gloom, Sea",
        "SG",
        "Sg",
        "type II gloom",
        "type 2 gloom",
        "Gloom (disorder)",
    ]
)
CONCEPTS = st.builds(
    Concept,
    st.sampled_from(["A:1", "A:2", "B:1", "B:2"]),
    NAMES | st.just(""),
    st.lists(NAMES, max_size=2).map(tuple),
    category=st.sampled_from(["Disease", "Publication"]),
    parents=st.sampled_from([(), ("A:1",), ("B:2", "C:1")]),
    same_as=st.sampled_from([(), ("A:1",), ("A:1", "B:1")]),
)


@settings(max_examples=examples(100))
@given(parts=st.tuples(st.lists(CONCEPTS, max_size=3), st.lists(CONCEPTS, max_size=2)))
def test_part_by_part_is_as_all_at_once(
    parts: tuple[list[Concept], ...], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("parts") / "part"
    loaded = []
    for part in parts:
        save(VocabularyNames.of(part), path)
        loaded.append(load(path))
    everything = [concept for part in parts for concept in part]
    assert values(compile_vocabularies(loaded, ["b"])) == values(compile_names(everything, ["b"]))
