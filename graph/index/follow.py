"""The local caches of a workspace, and how they follow the store.

A cache may be deleted at any time: it is rebuilt from the store. A crash between the store and a cache loses
nothing, because the revision a cache has reached is written last and every step can be repeated.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from filelock import FileLock, Timeout

from graph.errors import MedgraphError
from graph.files import make_folder, private, replace_file
from graph.index.encoder import ModelInfo
from graph.index.records import RecordIndex
from graph.index.vectors import VectorIndex
from graph.index.words import WordEntry, WordIndex
from graph.model import DocumentGraph
from graph.store.roles.documents import DocumentStore
from graph.store.roles.workspace import WorkspaceStore

# Raise when what is indexed or how changes: older caches are then rebuilt.
_LAYOUT = 3
_BATCH = 500  # documents in memory at once
_LEAST_FREE_BYTES = 1 << 20  # a disk with less is full: nothing that is written here is smaller
_LOCK_SECONDS = 600  # ten minutes, which the error names
Progress = Callable[[int, int], None]


class IndexBusyError(MedgraphError):
    """Another process is bringing the same indexes up to date and did not finish."""

    code = "index_busy"


class IndexWriteError(MedgraphError):
    """The indexes could not be written, as on a full disk; the store they are made from has lost nothing."""

    code = "index_write"


class IndexedStore(WorkspaceStore, DocumentStore, Protocol):
    """The documents that indexes hold, and the revision and settings that the indexes follow."""


@dataclass
class SearchIndexes:
    """Words and vectors of the chunks, and records of the documents, at one revision of a workspace's store."""

    words: WordIndex
    vectors: VectorIndex
    records: RecordIndex
    revision: int


def open_indexes(
    store: IndexedStore, folder: Path, model: ModelInfo, progress: Progress | None = None
) -> SearchIndexes:
    """The indexes, brought up to the store's revision first.

    `progress(done, total)` counts documents. Raises IndexBusyError when another process holds them for
    longer than ten minutes, IndexWriteError when they cannot be written.
    """
    make_folder(folder)
    try:
        with FileLock(str(folder / "lock"), timeout=_LOCK_SECONDS, mode=0o600), private():
            return _written(store, folder, model, progress)
    except Timeout as error:
        raise IndexBusyError(
            f"another process has been updating the indexes in {folder} for ten minutes", "try again later"
        ) from error


def _written(store: IndexedStore, folder: Path, model: ModelInfo, progress: Progress | None) -> SearchIndexes:
    try:
        return _follow(store, folder, model, progress)
    except (ValueError, OSError, RuntimeError) as error:  # tantivy, Python and FAISS, each in its way
        full = shutil.disk_usage(folder).free < _LEAST_FREE_BYTES
        reason = "no space left on the disk" if full else str(error)
        raise IndexWriteError(
            f"the search indexes in {folder} cannot be written: {reason}",
            "free some disk space or check the folder's permissions, then try again: no document is lost",
        ) from error


def _follow(store: IndexedStore, folder: Path, model: ModelInfo, progress: Progress | None) -> SearchIndexes:
    reached, vectors, words, records = _saved(folder, store, model)
    if store.revision() == reached:
        return SearchIndexes(words, vectors, records, reached)
    changes = store.changes(reached)
    written = sorted(changes.written)
    for start in range(0, len(written), _BATCH):
        ids = written[start : start + _BATCH]
        graphs = list(store.graphs(ids))
        vectors.remove(ids)
        for graph in graphs:
            vectors.add(graph.document.id, [c.id for c in graph.chunks], graph.vectors)
        words.update(ids, _entries(graphs))
        records.update(ids, (graph.document for graph in graphs))
        if progress:
            progress(min(start + _BATCH, len(written)), len(written))
    vectors.remove(changes.deleted)
    words.update(changes.deleted, ())
    records.update(changes.deleted, ())
    vectors.settle()
    # The two files of the vectors are not replaced in one step: until both are, there is no state to trust.
    _remove(folder / "state.json")
    vectors.save(folder)
    _write_state(folder, store, model, changes.revision)
    return SearchIndexes(words, vectors, records, changes.revision)


def _saved(
    folder: Path, store: WorkspaceStore, model: ModelInfo
) -> tuple[int, VectorIndex, WordIndex, RecordIndex]:
    """The revision of the indexes on disk with the indexes; 0 and empty ones when any cannot be used."""
    if reached := saved_revision(folder, store, model):
        vectors = VectorIndex.load(folder, model.dimension)
        try:
            if vectors is not None:
                words, records = WordIndex(folder / "words"), RecordIndex(folder / "records")
                if not len(vectors) or (len(words) and len(records)):  # else a folder was lost
                    return reached, vectors, words, records
        except (ValueError, OSError):  # tantivy cannot read what is there
            pass
    for name in ("words", "records", "vectors.faiss", "vectors.json", "state.json"):
        _remove(folder / name)
    return 0, VectorIndex(model.dimension), WordIndex(folder / "words"), RecordIndex(folder / "records")


def _entries(graphs: list[DocumentGraph]) -> Iterator[WordEntry]:
    for graph in graphs:
        document = graph.document
        for chunk in graph.chunks:
            # A chunk that begins with the document holds the title already.
            title = "" if chunk.start == 0 else document.title
            yield WordEntry(chunk.id, document.id, title, document.text[chunk.start : chunk.end])


def _identity(store: WorkspaceStore, model: ModelInfo) -> dict[str, str | int | None]:
    return {"layout": _LAYOUT, "model": str(model), "store": store.setting("store.id")}


def saved_revision(folder: Path, store: WorkspaceStore, model: ModelInfo) -> int:
    """The revision of the indexes on disk; 0 when there are none, or those of another store, model or layout."""
    try:
        state = json.loads((folder / "state.json").read_text())
    except (OSError, ValueError):
        return 0
    revision = state.pop("revision", 0)
    return int(revision) if state == _identity(store, model) and revision <= store.revision() else 0


def _write_state(folder: Path, store: WorkspaceStore, model: ModelInfo, revision: int) -> None:
    with replace_file(folder / "state.json") as partial:
        partial.write_text(json.dumps(_identity(store, model) | {"revision": revision}))


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
