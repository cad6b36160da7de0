"""The local caches of a workspace, and how they follow the store.

A cache may be deleted at any time: it is rebuilt from the store. A crash between the store and a cache loses
nothing, because the revision a cache has reached is written last and every step can be repeated.

What the store no longer holds leaves the caches too, from their files and from what scores are computed of: see
`_follow`. benchmarks/deletions.py has the figures.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from filelock import FileLock, Timeout

from graph.errors import MedgraphError
from graph.files import is_closed, make_folder, private, remove, says_full
from graph.index.encoder import ModelInfo
from graph.index.records import RecordIndex
from graph.index.state import left_behind, proven_state, write_state
from graph.index.vectors import VectorIndex
from graph.index.words import WordEntry, WordIndex
from graph.model import DocumentGraph
from graph.sealed import DamagedFileError, report_rebuilt
from graph.store.roles.documents import DocumentStore
from graph.store.roles.workspace import WorkspaceStore
from graph.store.values.damage import Damage, log_damage

_BATCH = 500  # documents in memory at once
# Files of words that all documents are written to. A deletion writes again what lies in one file with what was
# deleted; of eight tantivy makes one (LogMergePolicy, min_num_segments), which is then written again as a whole.
_FILES = 6
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
    """Words and vectors of the chunks, and records of the documents, at one moment of a workspace's store.

    `lacking` are the ids of documents of the store that were damaged when they were to be taken in, and are not.
    """

    words: WordIndex
    vectors: VectorIndex
    records: RecordIndex
    revision: int
    history: str
    lacking: frozenset[str] = frozenset()


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
    with suppress(DamagedFileError):
        kept = _proven(folder, store, model)
        if kept is not None and kept.revision == store.revision():
            return kept
    changes = store.changes(0)
    made = SearchIndexes(
        WordIndex(None),
        VectorIndex(model.dimension),
        RecordIndex(None),
        changes.revision,
        store.history(changes.revision) or "",
    )
    made.lacking = _add(store, model, changes.written, _Beside(), made, progress)
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
    indexes, left = _saved(folder, store, model), left_behind(folder)
    if left and (thorough or left * _FOR_EACH > store.counts().chunks):
        indexes, left = _empty(folder, model), 0
    changes = store.changes(indexes.revision)
    if changes.revision == indexes.revision:
        return indexes
    words, vectors, records = indexes.words, indexes.vectors, indexes.records
    gone = [*changes.written, *changes.deleted]
    held = records.held(gone)
    beside = _Beside(words.beside(gone), records.beside(gone)) if held else _Beside()
    if not thorough and len(beside.chunks) > max(_AT_ONCE, _FOR_EACH * held):
        beside, left = _Beside(), left + held
    # From here until it is written again there is no state to trust: its files are not replaced in one step.
    remove(folder / "state.json")
    vectors.remove(gone)
    words.update(gone, (), beside.chunks)
    records.update([*gone, *beside.documents], ())
    lacking = (indexes.lacking - set(gone)) | _add(store, model, changes.written, beside, indexes, progress)
    vectors.settle(thorough or not left)
    vectors.save(folder)
    history = store.history(changes.revision) or ""
    write_state(folder, store, model, revision=changes.revision, history=history, left=left, lacking=lacking)
    return SearchIndexes(words, vectors, records, changes.revision, history, lacking)


@dataclass
class _Beside:
    """What did not change but is to be written again: chunks in the index of words, documents in that of records."""

    chunks: Collection[str] = ()
    documents: Collection[str] = ()


def _add(
    store: IndexedStore,
    model: ModelInfo,
    written: Collection[str],
    beside: _Beside,
    indexes: SearchIndexes,
    progress: Progress | None,
) -> frozenset[str]:
    """Add documents that changed to all indexes, and what lies beside to those that have lost it; the damaged ones."""
    new, chunks = set(written), set(beside.chunks)
    recorded = new | set(beside.documents)
    ids = sorted(recorded | {chunk.rpartition("#")[0] for chunk in chunks})
    lacking = set(ids)
    of_file = max(_BATCH, -(-(len(indexes.records) + len(ids)) // _FILES))
    for first in range(0, len(ids), of_file):
        with indexes.words.writing() as words, indexes.records.writing() as records:
            for start in range(first, min(first + of_file, len(ids)), _BATCH):
                batch = ids[start : min(start + _BATCH, first + of_file)]
                for graph in store.graphs(batch):
                    if not _fits(graph, model):
                        continue
                    document = graph.document
                    lacking.discard(document.id)
                    if document.id in new:
                        indexes.vectors.add(document.id, [c.id for c in graph.chunks], graph.vectors)
                    for entry in _entries(graph):
                        if document.id in new or entry.chunk_id in chunks:
                            indexes.words.add(words, entry)
                    if document.id in recorded:
                        indexes.records.add(records, document)
                if progress:
                    progress(start + len(batch), len(ids))
    return frozenset(lacking)


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
        kept = _proven(folder, store, model)
    except DamagedFileError as error:
        report_rebuilt(error)
        kept = None
    return kept or _empty(folder, model)


def _proven(folder: Path, store: WorkspaceStore, model: ModelInfo) -> SearchIndexes | None:
    """The indexes on disk; None where there are none of this store's past. Raises DamagedFileError."""
    state = proven_state(folder, store, model)
    if state is None:
        return None
    vectors = VectorIndex.load(folder, model.dimension)
    words, records = WordIndex(folder / "words"), RecordIndex(folder / "records")
    return SearchIndexes(
        words, vectors, records, state["revision"], state["history"], frozenset(state["lacking"])
    )


def _empty(folder: Path, model: ModelInfo) -> SearchIndexes:
    """Indexes without anything, in the place of what may be there."""
    for name in ("words", "records", "vectors.faiss", "vectors.json", "state.json"):
        remove(folder / name)
    words, records = WordIndex(folder / "words"), RecordIndex(folder / "records")
    return SearchIndexes(words, VectorIndex(model.dimension), records, 0, "")


def _entries(graph: DocumentGraph) -> Iterator[WordEntry]:
    document = graph.document
    for chunk in graph.chunks:
        # A chunk that begins with the document holds the title already.
        title = "" if chunk.start == 0 else document.title
        yield WordEntry(chunk.id, document.id, title, document.text[chunk.start : chunk.end])
