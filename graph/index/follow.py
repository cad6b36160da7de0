"""The local caches of a workspace, and how they follow the store.

A cache may be deleted at any time: it is rebuilt from the store. A crash between the store and a cache loses
nothing, because the revision a cache has reached is written last and every step can be repeated.

What the store no longer holds leaves the caches too, from their files and from what scores are computed of: see
`_follow`. benchmarks/deletions.py has the figures.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from filelock import FileLock, Timeout

from graph.errors import MedgraphError
from graph.files import is_closed, make_folder, private, replace_file, says_full
from graph.index.encoder import ModelInfo
from graph.index.records import RecordIndex
from graph.index.vectors import VectorIndex
from graph.index.words import WordEntry, WordIndex
from graph.model import DocumentGraph
from graph.store.roles.documents import DocumentStore
from graph.store.roles.workspace import WorkspaceStore

# Raise when what is indexed or how changes: older caches are then rebuilt.
_LAYOUT = 4
_BATCH = 500  # documents in memory at once
# Writing chunks again takes a second for about 3,000 (benchmarks/deletions.py): so many are written whatever the cause,
# and for each chunk that was deleted so many more.
_AT_ONCE, _FOR_EACH = 20_000, 50
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
    store: IndexedStore,
    folder: Path,
    model: ModelInfo,
    progress: Progress | None = None,
    *,
    thorough: bool = False,
) -> SearchIndexes:
    """The indexes, brought up to the store's revision first.

    Where nothing may be written they are read as they are, or made in memory.

    `thorough`: whatever it takes, nothing is left of what the store no longer holds. Else a few deletions may stay in
    the files of a large index, though no search finds them (`left_behind`), until there are more of them.

    `progress(done, total)` counts documents. Raises IndexBusyError when another process holds them for
    longer than ten minutes, IndexWriteError when they cannot be written.
    """
    if is_closed(folder):
        return _read(store, folder, model, progress)
    make_folder(folder)
    try:
        with FileLock(str(folder / "lock"), timeout=_LOCK_SECONDS, mode=0o600), private():
            return _written(store, folder, model, progress, thorough)
    except Timeout as error:
        raise IndexBusyError(
            f"another process has been updating the indexes in {folder} for ten minutes", "try again later"
        ) from error


def _read(store: IndexedStore, folder: Path, model: ModelInfo, progress: Progress | None) -> SearchIndexes:
    """The indexes on a disk where nothing may be written; in memory, where they are not those of the store."""
    if (reached := saved_revision(folder, store, model)) == store.revision():
        with suppress(ValueError, OSError):
            if (vectors := VectorIndex.load(folder, model.dimension)) is not None:
                words, records = WordIndex(folder / "words"), RecordIndex(folder / "records")
                return SearchIndexes(words, vectors, records, reached)
    changes = store.changes(0)
    made = SearchIndexes(WordIndex(None), VectorIndex(model.dimension), RecordIndex(None), changes.revision)
    _add(store, changes.written, _Beside(), made, progress)
    made.vectors.settle()
    return made


def drop_indexes(folder: Path) -> None:
    """Delete the indexes, which are made anew when they are needed."""
    shutil.rmtree(folder, ignore_errors=True)


def _written(
    store: IndexedStore, folder: Path, model: ModelInfo, progress: Progress | None, thorough: bool
) -> SearchIndexes:
    try:
        return _follow(store, folder, model, progress, thorough)
    except (ValueError, OSError, RuntimeError) as error:  # tantivy, Python and FAISS, each in its way
        reason = "no space left on the disk" if says_full(error) else str(error)
        raise IndexWriteError(
            f"the search indexes in {folder} cannot be written: {reason}",
            "free some disk space or check the folder's permissions, then try again: no document is lost",
        ) from error


def _follow(
    store: IndexedStore, folder: Path, model: ModelInfo, progress: Progress | None, thorough: bool
) -> SearchIndexes:
    """Write what changed, and again what lies beside that in the files of the words, so that these hold nothing else.

    All of that is deleted in one step and before anything is added: tantivy then drops the files, and merges none that
    holds what was deleted, of which it would only estimate how long the texts are.
    """
    reached, vectors, words, records = _saved(folder, store, model)
    left = left_behind(folder)
    if left and (thorough or left * _FOR_EACH > store.counts().chunks):
        _clear(folder)
        reached, vectors, words, records = _saved(folder, store, model)
        left = 0
    if store.revision() == reached:
        return SearchIndexes(words, vectors, records, reached)
    changes = store.changes(reached)
    gone = [*changes.written, *changes.deleted]
    held = records.held(gone)
    beside = _Beside(words.beside(gone), records.beside(gone)) if held else _Beside()
    if not thorough and len(beside.chunks) > max(_AT_ONCE, _FOR_EACH * held):
        beside, left = _Beside(), left + held
    if beside.chunks or beside.documents:
        _remove(folder / "state.json")  # the indexes lack something until it is added again
    vectors.remove(gone)
    words.update(gone, (), beside.chunks)
    records.update([*gone, *beside.documents], ())
    _add(store, changes.written, beside, SearchIndexes(words, vectors, records, reached), progress)
    vectors.settle(thorough or not left)
    # The two files of the vectors are not replaced in one step: until both are, there is no state to trust.
    _remove(folder / "state.json")
    vectors.save(folder)
    _write_state(folder, store, model, changes.revision, left)
    return SearchIndexes(words, vectors, records, changes.revision)


@dataclass
class _Beside:
    """What did not change but is to be written again: chunks in the index of words, documents in that of records."""

    chunks: Collection[str] = ()
    documents: Collection[str] = ()


def _add(
    store: IndexedStore,
    written: Collection[str],
    beside: _Beside,
    indexes: SearchIndexes,
    progress: Progress | None,
) -> None:
    """Add documents that changed to all indexes, and what lies beside to those that have lost it."""
    new, chunks = set(written), set(beside.chunks)
    recorded = new | set(beside.documents)
    ids = sorted(recorded | {chunk.rpartition("#")[0] for chunk in chunks})
    for start in range(0, len(ids), _BATCH):
        graphs = list(store.graphs(ids[start : start + _BATCH]))
        changed = [graph for graph in graphs if graph.document.id in new]
        for graph in changed:
            indexes.vectors.add(graph.document.id, [c.id for c in graph.chunks], graph.vectors)
        indexes.words.update(
            (), (e for e in _entries(graphs) if e.document_id in new or e.chunk_id in chunks)
        )
        indexes.records.update((), (g.document for g in graphs if g.document.id in recorded))
        if progress:
            progress(min(start + _BATCH, len(ids)), len(ids))


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
    _clear(folder)
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
    state = _state(folder)
    revision = state.pop("revision", 0)
    state.pop("left", 0)
    return int(revision) if state == _identity(store, model) and revision <= store.revision() else 0


def left_behind(folder: Path) -> int:
    """How many documents have been changed or deleted of which the files of the words still hold the former text."""
    return int(_state(folder).get("left", 0))


def _state(folder: Path) -> dict[str, Any]:
    try:
        state = json.loads((folder / "state.json").read_text())
    except (OSError, ValueError):
        return {}
    return state if isinstance(state, dict) else {}


def _write_state(folder: Path, store: WorkspaceStore, model: ModelInfo, revision: int, left: int) -> None:
    with replace_file(folder / "state.json") as partial:
        partial.write_text(json.dumps(_identity(store, model) | {"revision": revision, "left": left}))


def _clear(folder: Path) -> None:
    for name in ("words", "records", "vectors.faiss", "vectors.json", "state.json"):
        _remove(folder / name)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
