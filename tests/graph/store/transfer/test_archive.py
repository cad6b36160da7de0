"""Export and import: the same workspace again, or one line that says why not."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from graph.model import Assertion, Concept, Entity, VocabularyInfo
from graph.store import Merge, SqliteStore
from graph.store.transfer.archive import ArchiveError, export_workspace, import_workspace
from tests.builders import NamedEntity, Says, document_graph, negated, same_graph


@pytest.fixture
def filled(store: SqliteStore) -> SqliteStore:
    store.remember("model", "m@1:4")
    store.put_vocabulary(
        VocabularyInfo("b", "2", "b.obo", 0), [Concept("B:1", "Bé", ("b",), "Def.", "Disease", ("B:0",))]
    )
    store.put_vocabulary(VocabularyInfo("a", "1", "a.obo", 0), [Concept("A:1", "A", same_as=("B:1",))])
    says = [Says(0, "X", "treats", "Y", Assertion.UNCERTAIN, 0.1)]
    sentences: list[list[str | NamedEntity]] = [["X", negated("Y")]]
    store.write(
        [
            document_graph(f"d{n}", sentences * (n % 4), says=says * min(n % 4, 1), year=1600 + n)
            for n in range(450)
        ]
    )
    store.merge(Merge(Entity("X", "x", "Disease"), Entity("B:1", "B\u00e9", "Disease")))
    return store


def test_a_round_trip_gives_the_same_workspace(filled: SqliteStore, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    assert export_workspace(filled, tmp_path / "w.gz", lambda *n: told.append(n)) == 450
    assert told[-1] == (450, 450)
    other = SqliteStore(tmp_path / "other.db")
    told.clear()
    assert import_workspace(other, tmp_path / "w.gz", lambda *n: told.append(n)) == 450
    assert told[-1] == (450, 450)
    assert other.content_hash() == filled.content_hash() and other.setting("model") == "m@1:4"
    assert [v.id for v in other.vocabularies()] == ["b", "a"]
    assert [v.digest for v in other.vocabularies()] == [v.digest for v in filled.vocabularies()]
    assert all(same_graph(a, b) for a, b in zip(filled.graphs(), other.graphs(), strict=True))
    assert import_workspace(other, tmp_path / "w.gz") == 450
    assert other.content_hash() == filled.content_hash()
    other.close()


def test_import_adds_to_what_is_there(filled: SqliteStore, tmp_path: Path) -> None:
    export_workspace(filled, tmp_path / "w.gz")
    other = SqliteStore(tmp_path / "other.db")
    other.write([document_graph("mine", [["Z"]])])
    import_workspace(other, tmp_path / "w.gz")
    assert other.counts().documents == 451
    other.close()


def test_an_export_that_fails_leaves_nothing(filled: SqliteStore, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="cannot write"):
        export_workspace(filled, tmp_path / "none" / "w.gz")
    assert sorted(p.name for p in tmp_path.iterdir() if "w.gz" in p.name) == []


def test_what_is_no_export(filled: SqliteStore, tmp_path: Path) -> None:
    bad = tmp_path / "bad.gz"
    bad.write_bytes(b"plain")
    with pytest.raises(ArchiveError, match="cannot be read"):
        import_workspace(filled, bad)
    bad.write_bytes(gzip.compress(b'{"some": "json"}\n'))
    with pytest.raises(ArchiveError, match="not a medgraph export"):
        import_workspace(filled, bad)
    bad.write_bytes(gzip.compress(b"[1, 2]\n"))
    with pytest.raises(ArchiveError):
        import_workspace(filled, bad)
    with pytest.raises(ArchiveError):
        import_workspace(filled, tmp_path / "none.gz")


def test_a_damaged_export_is_reported_and_what_was_read_is_whole(filled: SqliteStore, tmp_path: Path) -> None:
    export_workspace(filled, tmp_path / "w.gz")
    data = (tmp_path / "w.gz").read_bytes()
    (tmp_path / "cut.gz").write_bytes(data[: len(data) // 2])
    other = SqliteStore(tmp_path / "other.db")
    with pytest.raises(ArchiveError, match="cannot be read"):
        import_workspace(other, tmp_path / "cut.gz")
    assert other.counts().documents % 200 == 0
    import_workspace(other, tmp_path / "w.gz")
    assert other.content_hash() == filled.content_hash()
    other.close()


def test_vectors_of_another_model_are_refused(filled: SqliteStore, tmp_path: Path) -> None:
    export_workspace(filled, tmp_path / "w.gz")
    other = SqliteStore(tmp_path / "other.db")
    other.remember("model", "n@1:4")
    with pytest.raises(ArchiveError, match=r"m@1:4.*n@1:4") as caught:
        import_workspace(other, tmp_path / "w.gz")
    assert "--workspace" in caught.value.hint and other.counts().documents == 0
    other.close()


def test_it_is_readable_without_medgraph(filled: SqliteStore, tmp_path: Path) -> None:
    export_workspace(filled, tmp_path / "w.gz")
    rows = [json.loads(line) for line in gzip.decompress((tmp_path / "w.gz").read_bytes()).splitlines()]
    assert sum("concept" in row for row in rows) == 2 and sum("document" in row for row in rows) == 450


def test_an_export_of_before_relations_were_stored(filled: SqliteStore, tmp_path: Path) -> None:
    export_workspace(filled, tmp_path / "w.gz")
    rows = [json.loads(line) for line in gzip.decompress((tmp_path / "w.gz").read_bytes()).splitlines()]
    for row in rows:
        row.pop("relations", None)
    (tmp_path / "old.gz").write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    other = SqliteStore(tmp_path / "other.db")
    assert import_workspace(other, tmp_path / "old.gz") == 450
    assert other.counts().relations == 0 < filled.counts().relations
    assert list(other.neighbours("Y", 5)) == list(filled.neighbours("Y", 5))
    other.close()


def test_merges_come_along_and_contradict_nothing(filled: SqliteStore, tmp_path: Path) -> None:
    export_workspace(filled, tmp_path / "w.gz")
    own = Merge(Entity("B:1", "b", "Disease"), Entity("X", "x", "Disease"))
    for made, expected in ((None, list(filled.merges())), (own, [own])):
        other = SqliteStore(tmp_path / f"{bool(made)}.db")
        if made:
            other.merge(made)
        for _ in range(2):
            import_workspace(other, tmp_path / "w.gz")
            assert list(other.merges()) == expected
        other.close()
