"""What somebody else writes or deletes while a batch is computed stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from graph.index import Encoder
from graph.store import StoreError
from graph.store.sqlite import SqliteStore
from ingest.analysis import Analyser
from ingest.pipeline import Pipeline
from tests.ingest.conftest import Make, library


class _Meanwhile:
    """An encoder beside which somebody else works on the store."""

    def __init__(self, encoder: Encoder, do: Callable[[], object], times: int = 1) -> None:
        self.info = encoder.info
        self._encoder, self._do, self._times = encoder, do, times

    def encode(self, texts: Sequence[str]) -> object:
        self._times -= 1
        if self._times >= 0:
            self._do()
        return self._encoder.encode(texts)


def test_a_retraction_that_comes_while_it_encodes_stays(
    store: SqliteStore, analyser: Analyser, encoder: Encoder, make_pipeline: Make
) -> None:
    old, retracted = (replace(library(2)[1], revised=f"202{n}-01-01", retracted=n == 1) for n in range(2))
    other = library(1)
    meanwhile = _Meanwhile(encoder, lambda: make_pipeline(store).run([retracted]))
    report = Pipeline(store, lambda: analyser, lambda: meanwhile, "p1", 9).run([*other, old])  # type: ignore[arg-type,return-value]
    assert report.written == 1 and "older than that of 2021-01-01" in report.problems[0].reason
    assert store.documents([old.id])[old.id].retracted and store.counts().documents == 2


def test_what_is_deleted_while_it_encodes_is_read_anew(
    store: SqliteStore, analyser: Analyser, encoder: Encoder, make_pipeline: Make
) -> None:
    make_pipeline(store).run(library(3))
    meanwhile = _Meanwhile(encoder, lambda: store.delete(["d01"]))
    report = Pipeline(store, lambda: analyser, lambda: meanwhile, "p2", 9).run(library(3))  # type: ignore[arg-type,return-value]
    assert report.written == 3 and not report.problems
    assert {f for _, f in store.fingerprints(["d00", "d01", "d02"]).values()} == {"p2"}


def test_one_that_never_holds_still_is_a_problem_and_the_rest_is_written(
    store: SqliteStore, analyser: Analyser, encoder: Encoder
) -> None:
    texts = iter(f"p-{n}" for n in range(99))

    def change() -> None:
        graphs = list(store.graphs(["d01"]))
        store.write([replace(graphs[0], fingerprint=next(texts))])

    Pipeline(store, lambda: analyser, lambda: encoder, "p1", 9).run(library(3))
    meanwhile = _Meanwhile(encoder, change, times=99)
    report = Pipeline(store, lambda: analyser, lambda: meanwhile, "p2", 9).run(library(3))  # type: ignore[arg-type,return-value]
    assert report.written == 2 and [p.place for p in report.problems] == ["d01"]
    assert "somebody else changed it" in report.problems[0].reason


def test_a_model_that_is_changed_while_it_encodes_ends_the_job(
    store: SqliteStore, analyser: Analyser, encoder: Encoder
) -> None:
    store.remember("model", str(encoder.info))
    meanwhile = _Meanwhile(encoder, lambda: store.remember("model", "reindexing other@1:4"))
    with pytest.raises(StoreError, match="reindexing other"):
        Pipeline(store, lambda: analyser, lambda: meanwhile, "p1", 9).run(library(3))  # type: ignore[arg-type,return-value]
    assert store.counts().documents == 0
