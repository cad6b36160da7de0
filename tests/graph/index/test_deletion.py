"""What was deleted is as if it had never been there: in files, in scores, and in the order of equals."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from graph.index import ModelInfo, SearchIndexes, follow, left_behind, open_indexes
from graph.index.records import RecordField
from graph.model import DocumentGraph
from graph.store.sqlite import SqliteStore
from tests.builders import DIMENSION, document_graph, vectors_of

MODEL = ModelInfo("test", "1", DIMENSION)
WORDS = [f"W{n}" for n in range(60)]


def graphs(ids: Sequence[str]) -> list[DocumentGraph]:
    """Documents of one to five chunks over few words, so that many score alike; a fifth says the same as another."""
    made = []
    for id_ in ids:
        drawn = random.Random(int(id_[1:]) // 5 * 5 if int(id_[1:]) % 5 == 1 else id_)
        sentences = [
            drawn.choices(WORDS, range(60, 0, -1), k=drawn.randint(1, 6)) for _ in range(drawn.randint(1, 9))
        ]
        made.append(document_graph(id_, sentences, title="Same"))
    return made


def opened(tmp_path: Path, name: str, thorough: bool = False) -> tuple[SqliteStore, SearchIndexes]:
    store = SqliteStore(tmp_path / f"{name}.sqlite", "test")
    return store, open_indexes(store, tmp_path / name, MODEL, thorough=thorough)


def never_held(tmp_path: Path, kept: Sequence[str]) -> SearchIndexes:
    """Indexes that were made in one go, in another order, of the documents that are left."""
    store, _ = opened(tmp_path, "fresh")
    store.write(graphs(kept[::-1]))
    return open_indexes(store, tmp_path / "fresh", MODEL)


def found(indexes: SearchIndexes) -> list[dict[str, float]]:
    """What questions find, at limits that cut through equals."""
    drawn, results = random.Random(1), []
    for number in range(100):
        stems = indexes.words.stems(" ".join(drawn.choices(WORDS, k=drawn.randint(1, 5))))
        results.append(indexes.words.search(stems, drawn.choice([1, 7, 30])))
        query = indexes.records.any_form(RecordField.TEXT, " ".join(drawn.choices(WORDS, k=2)))
        results.append(indexes.records.search(query, 5))
        results.append(indexes.vectors.search(vectors_of(str(number), 1)[0], 9))
    results.append(indexes.records.search(indexes.records.everything(), 4))
    return results


def same(ours: SearchIndexes, other: SearchIndexes) -> None:
    for one, two in zip(found(ours), found(other), strict=True):
        assert list(one.items()) == list(two.items())
    assert len(ours.words) == len(other.words) and len(ours.records) == len(other.records)


def clean(folder: Path) -> None:
    """No segment holds anything dead, and no file is of a segment that is no more."""
    for name in ("words", "records"):
        segments = json.loads((folder / name / "meta.json").read_text())["segments"]
        assert all(segment["deletes"] is None for segment in segments)
        alive = {segment["segment_id"].replace("-", "") for segment in segments}
        files = {file.name.partition(".")[0] for file in (folder / name).glob("[0-9a-f]*.*")}
        assert files == alive


@pytest.mark.parametrize("deleted", [1, 40, 399])
def test_deleted_equals_never_held(tmp_path: Path, deleted: int) -> None:
    ids = [f"d{n}" for n in range(400)]
    store, _ = opened(tmp_path, "ours")
    for start in range(0, 400, 37):  # segments of many sizes
        store.write(graphs(ids[start : start + 37]))
        open_indexes(store, tmp_path / "ours", MODEL)
    gone = random.Random(deleted).sample(ids, deleted)
    store.delete(gone)
    indexes = open_indexes(store, tmp_path / "ours", MODEL)
    same(indexes, never_held(tmp_path, [i for i in ids if i not in gone]))
    clean(tmp_path / "ours")
    assert left_behind(tmp_path / "ours") == 0
    assert gone[0] not in json.loads((tmp_path / "ours" / "vectors.json").read_text()).__repr__().split("'")


def test_replaced_equals_never_held(tmp_path: Path) -> None:
    ids = [f"d{n}" for n in range(120)]
    store, _ = opened(tmp_path, "ours")
    store.write([document_graph(i, [["Former", *WORDS[:9]]] * 7) for i in ids[:11]] + graphs(ids[11:]))
    open_indexes(store, tmp_path / "ours", MODEL)
    store.write(graphs(ids[:11]))
    same(open_indexes(store, tmp_path / "ours", MODEL), never_held(tmp_path, ids))
    clean(tmp_path / "ours")


def test_a_document_without_text_leaves_too(tmp_path: Path) -> None:
    store, _ = opened(tmp_path, "ours")
    store.write([document_graph("d0", title="Secret"), *graphs(["d1", "d2"])])
    open_indexes(store, tmp_path / "ours", MODEL)
    store.delete(["d0"])
    same(open_indexes(store, tmp_path / "ours", MODEL), never_held(tmp_path, ["d1", "d2"]))
    clean(tmp_path / "ours")


@pytest.mark.parametrize("place", ["_add", "VectorIndex.settle", "VectorIndex.save", "write_state"])
def test_a_crash_on_the_way_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    ids = [f"d{n}" for n in range(60)]
    store, _ = opened(tmp_path, "ours")
    store.write(graphs(ids))
    open_indexes(store, tmp_path / "ours", MODEL)
    store.delete(ids[:3])

    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(f"graph.index.follow.{place}", die)
        with pytest.raises(KeyboardInterrupt):
            open_indexes(store, tmp_path / "ours", MODEL)
    same(open_indexes(store, tmp_path / "ours", MODEL), never_held(tmp_path, ids[3:]))


def test_few_deletions_of_a_large_index_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(follow, "_AT_ONCE", 10)
    monkeypatch.setattr(follow, "_FOR_EACH", 20)
    ids = [f"d{n}" for n in range(200)]
    store, _ = opened(tmp_path, "ours")
    store.write(graphs(ids))
    open_indexes(store, tmp_path / "ours", MODEL)
    store.delete(ids[:2])
    assert len(open_indexes(store, tmp_path / "ours", MODEL).records) == 198
    assert left_behind(tmp_path / "ours") == 2
    indexes = open_indexes(store, tmp_path / "ours", MODEL, thorough=True)
    same(indexes, never_held(tmp_path, ids[2:]))
    assert left_behind(tmp_path / "ours") == 0
    clean(tmp_path / "ours")


def test_deletions_that_become_many_wait_no_longer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(follow, "_AT_ONCE", 10)
    monkeypatch.setattr(follow, "_FOR_EACH", 20)
    ids = [f"d{n}" for n in range(200)]
    store, _ = opened(tmp_path, "ours")
    store.write(graphs(ids))
    open_indexes(store, tmp_path / "ours", MODEL)
    waited = []
    for id_ in ids[:60]:
        store.delete([id_])
        open_indexes(store, tmp_path / "ours", MODEL)
        waited.append(left_behind(tmp_path / "ours"))
    assert max(waited) > 1 and 0 in waited
    store.delete(ids[60:180])
    indexes = open_indexes(store, tmp_path / "ours", MODEL)
    assert left_behind(tmp_path / "ours") == 0
    same(indexes, never_held(tmp_path, ids[180:]))


def test_little_lies_beside_a_document_of_a_large_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follow, "_BATCH", 10)
    ids = [f"d{n}" for n in range(200)]
    store, _ = opened(tmp_path, "ours")
    store.write(graphs(ids))
    for gone in range(3):
        indexes = open_indexes(store, tmp_path / "ours", MODEL)
        for id_ in ids[gone:]:
            assert len(indexes.records.beside([id_])) < 200 / 4
            assert len(indexes.words.beside([id_])) < len(indexes.words) / 3
        store.delete([ids[gone]])
    same(open_indexes(store, tmp_path / "ours", MODEL), never_held(tmp_path, ids[3:]))
