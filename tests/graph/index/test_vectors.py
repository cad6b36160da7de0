"""Dense search: exact results, deletion, filters, compaction, the switch to an inverted file, saving."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from graph.index.vectors import VectorIndex

DIMENSION = 16


def unit(count: int, seed: int = 0) -> NDArray[np.float32]:
    vectors = np.random.default_rng(seed).normal(size=(count, DIMENSION)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


def filled(vectors: NDArray[np.float32], flat_limit: int = 1000) -> VectorIndex:
    index = VectorIndex(DIMENSION, flat_limit)
    for i, vector in enumerate(vectors):
        index.add(f"d{i}", [f"d{i}#0"], vector[None])
    index.settle()
    return index


def test_search_is_exact_and_scores_are_cosines() -> None:
    vectors = unit(200)
    index = filled(vectors)
    query = unit(1, seed=9)[0]
    expected = np.argsort(-(vectors @ query))[:10]
    found = index.search(query, 10)
    assert list(found) == [f"d{i}#0" for i in expected]
    assert found[f"d{expected[0]}#0"] == pytest.approx(float(vectors[expected[0]] @ query), abs=1e-5)


def test_removed_documents_are_never_found_and_space_is_reclaimed() -> None:
    vectors = unit(100)
    index = filled(vectors)
    index.remove([f"d{i}" for i in range(0, 100, 2)])
    before = index.search(vectors[0], 100)
    index.settle()
    after = index.search(vectors[0], 100)
    assert len(index) == 50 and before == after and len(after) == 50
    assert not any(int(c[1:].split("#")[0]) % 2 == 0 for c in after)


def test_filter_admits_only_the_given_documents() -> None:
    vectors = unit(100)
    index = filled(vectors)
    found = index.search(vectors[3], 10, documents={"d7", "d9", "d3", "unknown"})
    assert set(found) == {"d7#0", "d9#0", "d3#0"}
    assert index.search(vectors[3], 10, documents=set()) == {}


@pytest.mark.parametrize("flat_limit", [1000, 10])
def test_save_and_load_give_the_same_answers(tmp_path: Path, flat_limit: int) -> None:
    vectors = unit(300)
    index = filled(vectors, flat_limit)
    index.remove(["d5"])
    index.save(tmp_path)
    loaded = VectorIndex.load(tmp_path, DIMENSION)
    assert len(loaded) == 299 and loaded.exact == (flat_limit == 1000)
    assert loaded.search(vectors[5], 20) == index.search(vectors[5], 20)
    assert "d5#0" not in loaded.search(vectors[5], 299)


def topical(count: int, seed: int) -> NDArray[np.float32]:
    """Vectors scattered about forty topics, as passages are (real ones: `benchmarks/vector_recall.py`)."""
    topics = unit(40, seed=1)
    chosen = np.random.default_rng(seed).integers(len(topics), size=count)
    vectors = topics[chosen] + 0.5 * unit(count, seed=seed + 1)
    scattered: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return scattered


def test_above_the_limit_it_turns_to_an_inverted_file_with_high_recall() -> None:
    vectors = topical(2000, seed=2)
    index = filled(vectors, flat_limit=100)
    assert not index.exact
    queries = topical(50, seed=4)
    exact = np.argsort(-(queries @ vectors.T), axis=1)[:, :10]
    hits = sum(
        len({f"d{i}#0" for i in row} & set(index.search(q, 10)))
        for q, row in zip(queries, exact, strict=True)
    )
    assert hits / exact.size >= 0.95


def test_empty_index_finds_nothing() -> None:
    index = VectorIndex(DIMENSION)
    index.add("d", [], np.empty((0, DIMENSION), dtype=np.float32))
    index.settle()
    assert index.search(unit(1)[0], 5) == {}


@pytest.mark.parametrize("flat_limit", [1000, 10])
def test_the_cosines_of_given_chunks_are_exact(flat_limit: int) -> None:
    rows = np.random.default_rng(5).normal(size=(400, 8)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    index = VectorIndex(8, flat_limit)
    for n, row in enumerate(rows):
        index.add(f"d{n}", [f"d{n}#0"], row[None])
    index.remove(["d7"])
    index.settle()
    found = index.cosines(rows[0], ["d3#0", "d399#0", "d7#0", "d3#1", "absent#0"])
    assert found == pytest.approx(
        {"d3#0": float(rows[3] @ rows[0]), "d399#0": float(rows[399] @ rows[0])}, abs=1e-5
    )
    assert index.cosines(rows[0], []) == {}
