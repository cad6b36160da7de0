"""Reading an archive into a store: row by row, each checked before anything of it is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from io import BufferedReader
from itertools import chain, groupby
from pathlib import Path

from graph.model import Concept, DocumentGraph, VocabularyInfo
from graph.parsing.reader import Problem
from graph.parsing.source import FileSource, open_source
from graph.store.base import GraphStore
from graph.store.shared.check import RefusedError
from graph.store.transfer.decode import RowError
from graph.store.transfer.format import FORMAT, LONGEST_LINE, ArchiveError, Progress, RefusedRowsError
from graph.store.transfer.rows import (
    Header,
    Row,
    concept_from,
    graph_from,
    header_from,
    merge_from,
    parse_object,
    vocabulary_from,
)
from graph.store.values.basis import Basis
from graph.store.values.merges import MergeError

_BATCH, _BATCH_BYTES = (
    200,
    32 << 20,
)  # documents and bytes a transaction; what is lost when an import is interrupted
_MOST_REFUSED = 1000  # an export has none; more are another file, or one without end. Set by hand
_PIECE = 1 << 20  # bytes of a line that is too long, passed over at a time
_MAKE_ONE = "make one with: medgraph export FILE"
Lines = Iterator[tuple[int, bytes | None]]
"""Numbers from 1, and what they hold; None for a line that is too long."""


def check_export(path: Path) -> None:
    """Raise ArchiveError unless the file begins as an export does; nothing more of it is read."""
    with _opened(path) as lines:
        _header(path, lines)


def import_workspace(store: GraphStore, path: Path, progress: Progress | None = None) -> int:
    """Add an export to the workspace; how many documents. Importing again changes nothing.

    As in an ingest, a row that is refused (another shape, a reference to what is not there, vectors of another model)
    stops no other; RefusedRowsError at the end names each. A document is stored whole or not at all, so is a
    vocabulary; one of which rows are missing is not stored. Where the export and the workspace merge an entity
    differently, the workspace's own merge stays.

    `progress(done, total)` counts documents. What is held in memory is bounded by the largest document. Raises
    ArchiveError for a file that is no export, or is of another model, before anything is stored; of one that is damaged
    what came before the damage stays.
    """
    job = _Import(store, path, progress)
    with _opened(path, lambda: job.documents) as lines:
        job.run(lines)
    if job.problems:
        raise RefusedRowsError(path, job.problems, job.documents)
    return job.documents


@contextmanager
def _opened(path: Path, imported: Callable[[], int] = lambda: 0) -> Iterator[Lines]:
    try:
        with open_source(FileSource(path)) as stream:
            yield _lines(stream)
    except OSError as error:
        kept = f"; {imported()} documents before that were imported" if imported() else ""
        raise ArchiveError(
            f"{path} cannot be read as a medgraph export: {error.strerror or error}{kept}", _MAKE_ONE
        ) from error


def _header(path: Path, lines: Lines) -> Header:
    """What the first line says; raises ArchiveError where that is no header."""
    _, line = next(lines, (1, b""))
    try:
        value = parse_object(line or b"")
        if value.get("format") == FORMAT:
            return header_from(value)
    except RowError as error:
        raise ArchiveError(
            f"{path} cannot be read as a medgraph export: line 1: {error}", _MAKE_ONE
        ) from error
    raise ArchiveError(f"{path} is not a medgraph export", _MAKE_ONE)


def _lines(stream: BufferedReader) -> Lines:
    number = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) <= LONGEST_LINE:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_PIECE)
        yield number, None


class _TornVocabulary(Exception):
    """A vocabulary has not as many rows as its header says; what was stored of it is undone."""


class _Import:
    """One import: what was stored so far, and which rows were refused."""

    def __init__(self, store: GraphStore, path: Path, progress: Progress | None) -> None:
        self._store, self._path, self._progress = store, path, progress
        self.documents = 0
        self._lines = 0  # rows of documents, also those that are refused
        self._ids: set[int] = set()  # hashes of the documents' ids: a corpus has many
        self.problems: list[Problem] = []

    def run(self, lines: Lines) -> None:
        """Store what the lines hold, in their order: vocabularies, then merges, then documents."""
        header = _header(self._path, lines)
        self._check_model(header)
        announced = self._announced(header)
        for vocabulary_id, rows in groupby(self._rows(lines), lambda row: row.value.get("vocabulary")):
            if vocabulary_id is None:
                self._begin_documents(announced, header)
                self._write_all(rows, header)
            else:
                self._put(announced, vocabulary_id, rows)
        self._begin_documents(announced, header)
        if not self.problems and self._lines < header.documents:
            self._tell(1, f"the file holds {self._lines:,} of its {header.documents:,} documents")

    def _tell(self, line: int, reason: object, name: str = "") -> None:
        if len(self.problems) == _MOST_REFUSED:
            raise ArchiveError(
                f"{self._path}: more than {_MOST_REFUSED:,} rows are refused, the first of them "
                f"{self.problems[0].place}: {self.problems[0].reason}",
                _MAKE_ONE,
            )
        said = f"{name}: {reason}" if name else str(reason)
        self.problems.append(Problem(str(self._path), f"line {line}", said))

    def _check_model(self, header: Header) -> None:
        model = self._store.setting("model")
        if model and header.model and model != header.model:
            raise ArchiveError(
                f"{self._path} holds vectors of {header.model}, this workspace of {model}",
                "import into a new workspace: medgraph --workspace NAME import FILE",
            )

    def _announced(self, header: Header) -> dict[str, VocabularyInfo]:
        """The vocabularies of the header by id, in order of priority."""
        infos = []
        for value in header.vocabularies:
            try:
                infos.append(vocabulary_from(value))
            except RowError as error:
                self._tell(1, f"a vocabulary: {error}")
        return {info.id: info for info in sorted(infos, key=lambda info: info.priority)}

    def _rows(self, lines: Lines) -> Iterator[Row]:
        for number, line in lines:
            if line is None:
                self._tell(number, f"longer than {LONGEST_LINE >> 20} MiB")
                continue
            if not line.strip():
                continue
            try:
                yield Row(number, len(line), parse_object(line))
            except RowError as error:
                self._tell(number, error)

    def _put(self, announced: dict[str, VocabularyInfo], vocabulary_id: object, rows: Iterable[Row]) -> None:
        """Store the vocabulary whose rows these are, where it is the next of those that are announced."""
        rows = iter(rows)
        first = next(rows)
        info = announced.get(vocabulary_id) if isinstance(vocabulary_id, str) else None
        if info is None:
            self._tell(first.number, "a concept of no vocabulary whose place this is", first.name)
            return
        self._put_empty(announced, until=info.id)
        del announced[info.id]

        def concepts() -> Iterator[Concept]:
            count = 0
            for row in chain([first], rows):
                count += 1
                try:
                    yield concept_from(row.value)
                except RowError as error:
                    self._tell(row.number, error, row.name)
            if count != info.concepts:
                raise _TornVocabulary(
                    f"the file holds {count} of its {info.concepts} concepts: it is not stored"
                )

        try:
            self._store.put_vocabulary(info, concepts())
        except _TornVocabulary as error:
            self._tell(1, f"the vocabulary {info.id!r}: {error}")

    def _put_empty(self, announced: dict[str, VocabularyInfo], until: object = None) -> None:
        """Store the vocabularies before that one, which have no rows: they are empty, or their rows are lost."""
        for info in [*announced.values()]:
            if info.id == until:
                return
            del announced[info.id]
            if info.concepts:
                self._tell(
                    1, f"the vocabulary {info.id!r}: none of its {info.concepts} concepts is in its place"
                )
            else:
                self._store.put_vocabulary(info, ())

    def _begin_documents(self, announced: dict[str, VocabularyInfo], header: Header) -> None:
        """Store what comes before the first document: the last vocabularies, and the merges."""
        self._put_empty(announced)
        while header.merges:
            try:
                merge = merge_from(header.merges.pop(0))
            except RowError as error:
                self._tell(1, f"a merge: {error}")
                continue
            with suppress(MergeError):  # the workspace's own says otherwise
                self._store.merge(merge)

    def _write_all(self, rows: Iterable[Row], header: Header) -> None:
        batch: list[DocumentGraph] = []
        size = 0
        for row in rows:
            self._lines += 1
            try:
                graph = graph_from(row.value, header.dimension)
                if hash(graph.document.id) in self._ids:
                    raise RowError("its document stands in the file before")
                self._ids.add(hash(graph.document.id))
                batch.append(graph)
            except (RowError, RefusedError) as error:
                self._tell(row.number, error, row.name)
                continue
            size += row.size
            if len(batch) == _BATCH or size > _BATCH_BYTES:
                self._write(batch, header)
                batch, size = [], 0
        if batch:
            self._write(batch, header)

    def _write(self, batch: list[DocumentGraph], header: Header) -> None:
        """Write documents, but for those that somebody else wrote or deleted at the same moment, which stay so."""
        if header.model and self._store.setting("model") is None:
            self._store.remember("model", header.model)
        basis = Basis(self._store.fingerprints([graph.document.id for graph in batch]), header.model or "")
        self.documents += len(batch) - len(self._store.write(batch, basis))
        if self._progress:
            self._progress(self.documents, max(header.documents, self.documents))
