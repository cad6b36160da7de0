"""Encoding again: vectors change, nothing else does; an unfinished run is never searched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from graph.index import Encoder
from graph.store import content_digest
from graph.store.sqlite import SqliteStore
from ingest.pipeline import Pipeline
from ingest.reindex import reindex_workspace
from tests.ingest.conftest import make_document

IDS = ["a", "b", "c"]


@pytest.fixture
def store(tmp_path: Path, make_pipeline: Callable[..., Pipeline]) -> SqliteStore:
    store = SqliteStore(tmp_path / "graph.sqlite", "test")
    make_pipeline(store).run([make_document(i, f"Aspirin for {i}.", "Paper") for i in IDS])
    return store


def test_the_same_model_gives_the_same_workspace(store: SqliteStore, encoder: Encoder) -> None:
    before = {g.document.id: g.vectors for g in store.graphs(IDS)}
    assert reindex_workspace(store, encoder) == 3
    after = {g.document.id: g.vectors for g in store.graphs(IDS)}
    assert all(np.allclose(before[i], after[i], atol=1e-2) for i in IDS)
    assert store.setting("model") == str(encoder.info)


def test_while_it_runs_the_workspace_is_marked(store: SqliteStore, encoder: Encoder) -> None:
    class Broken:
        info = encoder.info

        def encode(self, texts: object) -> object:
            raise RuntimeError("killed")

    with pytest.raises(RuntimeError, match="killed"):
        reindex_workspace(store, Broken())  # type: ignore[arg-type]
    assert (store.setting("model") or "").startswith("reindexing ")
    reindex_workspace(store, encoder)
    assert store.setting("model") == str(encoder.info)


def test_an_empty_workspace_is_done_at_once(tmp_path: Path, encoder: Encoder) -> None:
    empty = SqliteStore(tmp_path / "empty.sqlite", "test")
    assert reindex_workspace(empty, encoder) == 0
    assert content_digest(empty) == content_digest(SqliteStore(tmp_path / "other.sqlite", "test"))


def test_what_is_deleted_or_written_while_it_encodes_stays_so(
    store: SqliteStore, encoder: Encoder, make_pipeline: Callable[..., Pipeline]
) -> None:
    class Meanwhile:
        info = encoder.info

        def encode(self, texts: Sequence[str]) -> object:
            store.delete(["a"])
            store.write([replace(next(store.graphs(["b"])), fingerprint="p2")])
            return encoder.encode(texts)

    reindex_workspace(store, Meanwhile())  # type: ignore[arg-type]
    assert store.fingerprints(IDS).keys() == {"b", "c"}
    assert store.fingerprints(IDS)["b"][1] == "p2"
