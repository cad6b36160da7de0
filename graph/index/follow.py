"""The local caches of a workspace, and how they follow the store.

A cache may be deleted at any time: it is rebuilt from the store. A crash between the store and a cache loses
nothing, because the revision a cache has reached is written last and every step can be repeated.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from filelock import FileLock, Timeout

from graph.errors import MedgraphError
from graph.files import make_folder, private, remove
from graph.index.encoder import ModelInfo
from graph.index.records import RecordIndex
from graph.index.vectors import VectorIndex
from graph.index.words import WordEntry, WordIndex
from graph.model import DocumentGraph
from graph.sealed import (
    DamagedFileError,
    damaged,
    file_checksum,
    read_sealed_json,
    report_rebuilt,
    write_sealed_json,
)
from graph.store.roles.documents import DocumentStore
from graph.store.roles.workspace import WorkspaceStore
from graph.store.values.damage import Damage, log_damage

# Raise when what is indexed or how changes: older caches are then rebuilt.
_LAYOUT = 4
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
    """Words and vectors of the chunks, and records of the documents, at one moment of a workspace's store."""

    words: WordIndex
    vectors: VectorIndex
    records: RecordIndex
    revision: int
    history: str


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
    indexes = _saved(folder, store, model)
    words, vectors, records = indexes.words, indexes.vectors, indexes.records
    changes = store.changes(indexes.revision)
    if changes.revision == indexes.revision:
        return indexes
    # From here until it is written again there is no state to trust: its files are not replaced in one step.
    remove(folder / "state.json")
    written = sorted(changes.written)
    for start in range(0, len(written), _BATCH):
        ids = written[start : start + _BATCH]
        graphs = [graph for graph in store.graphs(ids) if _fits(graph, model)]
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
    vectors.save(folder)
    history = store.history(changes.revision) or ""
    _write_state(folder, store, model, changes.revision, history)
    return SearchIndexes(words, vectors, records, changes.revision, history)


def _fits(graph: DocumentGraph, model: ModelInfo) -> bool:
    """Whether the vectors are as long as those of the model; a document whose are not is told and left out."""
    length = graph.vectors.shape[1]
    if graph.chunks and length != model.dimension:
        problem = f"its vectors have {length} numbers, those of {model.name} {model.dimension}"
        log_damage(Damage(graph.document.id, problem, "medgraph reindex"))
        return False
    return True


def _saved(folder: Path, store: WorkspaceStore, model: ModelInfo) -> SearchIndexes:
    """The indexes on disk; empty ones, at revision 0, when there are none that are whole and of this store's past."""
    try:
        state = _state(folder, store, model)
        if state:
            for file in _unproven(folder, state["files"]):
                raise damaged(file)
            vectors = VectorIndex.load(folder, model.dimension)
            words, records = WordIndex(folder / "words"), RecordIndex(folder / "records")
            return SearchIndexes(words, vectors, records, state["revision"], state["history"])
    except DamagedFileError as error:
        report_rebuilt(error)
    for name in ("words", "records", "vectors.faiss", "vectors.json", "state.json"):
        remove(folder / name)
    words, records = WordIndex(folder / "words"), RecordIndex(folder / "records")
    return SearchIndexes(words, VectorIndex(model.dimension), records, 0, "")


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
        state = _state(folder, store, model)
    except DamagedFileError:
        return 0
    return int(state["revision"]) if state else 0


def index_problems(folder: Path, store: WorkspaceStore) -> Iterator[DamagedFileError]:
    """What of the indexes on disk is not as it was written, or not of the store's past."""
    try:
        state = read_sealed_json(folder / "state.json")
    except FileNotFoundError:
        return
    except DamagedFileError as error:
        yield error
        return
    if state.get("layout") != _LAYOUT:  # of another medgraph, and made anew
        return
    if state["store"] == store.setting("store.id") and store.history(state["revision"]) != state["history"]:
        yield DamagedFileError(
            f"{folder} follows what this store never was: it was restored", damaged(folder).hint
        )
    yield from map(damaged, _unproven(folder, state["files"]))


def _state(folder: Path, store: WorkspaceStore, model: ModelInfo) -> dict[str, Any] | None:
    """What is known of the indexes on disk; None of those that are not of this store's past, this model and layout."""
    try:
        state = read_sealed_json(folder / "state.json")
    except FileNotFoundError:
        return None
    known = state.items() >= _identity(store, model).items()
    return state if known and store.history(state["revision"]) == state["history"] else None


def _write_state(folder: Path, store: WorkspaceStore, model: ModelInfo, revision: int, history: str) -> None:
    with ThreadPoolExecutor() as pool:
        paths = list(_files(folder))
        files = {
            path.relative_to(folder).as_posix(): crc
            for path, crc in zip(paths, pool.map(file_checksum, paths), strict=True)
        }
    state = {"revision": revision, "history": history, "files": files}
    write_sealed_json(folder / "state.json", _identity(store, model) | state)


def _files(folder: Path) -> Iterator[Path]:
    """The files that the indexes are read from."""
    yield from (folder / "vectors.faiss", folder / "vectors.json")
    for name in ("words", "records"):
        yield from (path for path in sorted((folder / name).iterdir()) if path.suffix != ".lock")


def _unproven(folder: Path, files: Mapping[str, int]) -> Iterator[Path]:
    """Those of the files that are not there, or not as they were written."""

    def proven(name: str) -> bool:
        try:
            return file_checksum(folder / name) == files[name]
        except OSError:
            return False

    with ThreadPoolExecutor() as pool:  # a checksum is computed without the interpreter's lock
        yield from (
            folder / name for name, good in zip(files, pool.map(proven, files), strict=True) if not good
        )
