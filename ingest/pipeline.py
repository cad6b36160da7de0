"""Read results to document graphs in the store, batch by batch; a kill between batches loses nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cache
from math import inf

from graph import Document, DocumentGraph
from graph.index import Encoder
from graph.parsing import Problem
from graph.store import Basis, DocumentStore, RefusedError, document_problem
from ingest.analysis import Analyser, Draft
from ingest.apart import analysed
from ingest.partial import beside, is_partial, lacking_lines
from ingest.readers.base import Deletion, ReadResult
from ingest.sync import MissingDocument
from ingest.time_limit import TimeLimit


@dataclass
class IngestReport:
    """What a job did. Every record read is in exactly one of written, unchanged, superseded, deleted or problems.

    `superseded` counts records that a later one of the same id replaced before they were written. `share` is how
    much of the input's bytes has been read, 0 to 1, where that is known. `replaced` counts the former texts of
    edited files that were removed; `missing` are the documents that the sources held before and hold no longer, where
    that was asked for.
    """

    written: int = 0
    unchanged: int = 0
    superseded: int = 0
    deleted: int = 0
    replaced: int = 0
    chunks: int = 0
    mentions: int = 0
    problems: list[Problem] = field(default_factory=list)
    missing: list[MissingDocument] = field(default_factory=list)
    share: float = 0.0

    @property
    def read(self) -> int:
        """Documents read, written or not."""
        return self.written + self.unchanged


Progress = Callable[[IngestReport], None]

# Of a chunk of the default 220 encoder tokens, about: a batch is cut before its texts are chunked.
_CHUNK_CHARACTERS = 900

_MOST_TRIES = 3  # to write a document that others write or delete at the same time; set by hand


@dataclass(frozen=True, slots=True)
class _Drafted:
    """Documents of a batch, analysed, and the fingerprints of those that the store held before."""

    drafts: Sequence[Draft]
    stored: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Encoded:
    """The same with vectors, and what they were made from."""

    graphs: Sequence[DocumentGraph]
    basis: Basis


class Pipeline:
    """Analyses, encodes and writes documents.

    `analyser` and `encoder` are called for only when there is a document to process, so that a second run
    over the same files loads no model, and `analyser` no more than once: it loads models and an index of names.
    Analysis of one batch runs while another is encoded. A batch holds about `batch` chunks, so that what waits in
    memory, and is lost by a kill, is the same for abstracts and for books.
    """

    def __init__(
        self,
        store: DocumentStore,
        analyser: Callable[[], Analyser],
        encoder: Callable[[], Encoder],
        fingerprint: str,
        batch: int,
        limit: TimeLimit | None = None,
    ) -> None:
        self._store = store
        self._analyser = cache(analyser)
        self._encoder = encoder
        self._fingerprint = fingerprint
        self._batch = batch
        self._limit = limit or TimeLimit(inf)
        self._torn: set[str] = set()  # the files of which the readers could not read everything

    def run(self, results: Iterable[ReadResult], progress: Progress | None = None) -> IngestReport:
        """Process everything; raises StoreError when the store fails, after which a new run resumes."""
        report = IngestReport()
        self._torn.clear()
        with self._limit.watching(), ThreadPoolExecutor(max_workers=1, thread_name_prefix="encode") as pool:
            pending: Future[_Encoded] | None = None
            unwritten: set[str] = set()
            for batch in _batches(results, self._batch):
                if pending is not None and unwritten & _ids(batch):
                    # What this batch says of those documents is to be compared with what is about to be written.
                    self._write(pending.result(), report)
                    pending = None
                drafted = self._drafts(batch, report)
                encoded = pool.submit(self._encode, drafted)
                if pending is not None:
                    self._write(pending.result(), report)
                pending, unwritten = encoded, {draft.document.id for draft in drafted.drafts}
                if progress:
                    progress(report)
            if pending is not None:
                self._write(pending.result(), report)
        if progress:
            progress(report)
        return report

    def _drafts(self, batch: Sequence[ReadResult], report: IngestReport) -> _Drafted:
        """Apply the batch in order of reading: the last word about a document counts."""
        documents: dict[str, Document] = {}
        deleted: set[str] = set()
        for result in batch:
            if isinstance(result, Problem):
                report.problems.append(result)
                self._torn.add(result.source)
            elif isinstance(result, Deletion):
                documents.pop(result.document_id, None)
                deleted.add(result.document_id)
            elif problem := document_problem(result):
                report.problems.append(Problem(result.source, result.id, problem))
            elif (taken := _taken(result, documents, report)) is not None:
                documents[taken.id] = taken
                deleted.discard(taken.id)
        if deleted:
            report.deleted += self._store.delete(deleted)
        stored = self._store.fingerprints(documents.keys())
        changed = [d for d in documents.values() if stored.get(d.id) != (d.content_hash, self._fingerprint)]
        report.unchanged += len(documents) - len(changed)
        hashes = {d.id: stored[d.id][0] for d in changed if d.id in stored}
        changed = self._current(changed, hashes, report)
        if apart := [document.id for document in changed if document.id not in documents]:
            stored = {**stored, **self._store.fingerprints(apart)}
        if not changed:
            return _Drafted([], stored)
        drafts, problems = analysed(self._analyser(), changed, self._limit)
        report.problems += problems
        return _Drafted(drafts, stored)

    def _current(
        self, changed: list[Document], hashes: dict[str, str], report: IngestReport
    ) -> list[Document]:
        """Those that are no older version of the stored document: a paper that was retracted since must stay so."""
        stored = self._store.documents(hashes.keys()) if hashes else {}
        current: list[Document] = []
        apart: list[Document] = []
        for document in changed:
            known = stored.get(document.id)
            if known is not None and known.content_hash != hashes[document.id]:
                known = replace(known, retracted=False)  # a notice says so, not the record itself
            if known is not None and _is_older(document, known):
                report.problems.append(_outdated_problem(document, known))
            elif known is not None and is_partial(document, known, document.source in self._torn):
                apart.append(_kept_beside(document, known, report))
            else:
                current.append(document)
        held = self._store.fingerprints([document.id for document in apart]) if apart else {}
        new = [d for d in apart if held.get(d.id) != (d.content_hash, self._fingerprint)]
        report.unchanged += len(apart) - len(new)
        return current + new

    def _encode(self, drafted: _Drafted) -> _Encoded:
        drafts = drafted.drafts
        if not drafts:
            return _Encoded([], Basis({}))
        encoder = self._encoder()
        vectors = encoder.encode([text for draft in drafts for text in draft.passages])
        graphs, place = [], 0
        for draft in drafts:
            count = len(draft.passages)
            graphs.append(draft.graph(vectors[place : place + count], self._fingerprint))
            place += count
        return _Encoded(graphs, Basis(drafted.stored, str(encoder.info)))

    def _write(self, encoded: _Encoded, report: IngestReport) -> None:
        """Write a batch; what somebody else wrote or deleted meanwhile is looked at again."""
        for _ in range(_MOST_TRIES):
            stale = self._write_each(encoded, report) if encoded.graphs else frozenset()
            if not stale:
                return
            documents = [graph.document for graph in encoded.graphs if graph.document.id in stale]
            encoded = self._encode(self._drafts(documents, report))
        for graph in encoded.graphs:
            document = graph.document
            reason = "somebody else changed it each time it was to be written; ingest it again"
            report.problems.append(Problem(document.source, document.id, reason))

    def _write_each(self, encoded: _Encoded, report: IngestReport) -> frozenset[str]:
        """Write a batch, one by one where the store refuses a document of it; the ids of what is stale."""
        graphs = list({graph.document.id: graph for graph in encoded.graphs}.values())
        try:
            stale = self._store.write(graphs, encoded.basis)
        except RefusedError as error:
            if len(graphs) == 1:
                document = graphs[0].document
                report.problems.append(Problem(document.source, document.id, str(error)))
                return frozenset()
            ones = (_Encoded([graph], encoded.basis) for graph in graphs)
            return frozenset().union(*(self._write_each(one, report) for one in ones))
        _count([graph for graph in graphs if graph.document.id not in stale], report)
        return stale


def _count(graphs: Sequence[DocumentGraph], report: IngestReport) -> None:
    report.written += len(graphs)
    report.chunks += sum(len(g.chunks) for g in graphs)
    report.mentions += sum(len(g.mentions) for g in graphs)


def _taken(document: Document, documents: Mapping[str, Document], report: IngestReport) -> Document | None:
    """A document of a batch as it is to be stored; None for an older version of one of the batch."""
    earlier = documents.get(document.id)
    if earlier is not None and is_partial(document, earlier, is_torn=False):
        document = _kept_beside(document, earlier, report)
        earlier = documents.get(document.id)
    if earlier is not None and _is_older(document, earlier):
        report.problems.append(_outdated_problem(document, earlier))
        return None
    if earlier is not None:
        report.unchanged += earlier == document
        report.superseded += earlier != document
    return document


def _kept_beside(document: Document, known: Document, report: IngestReport) -> Document:
    """The document under an id of its own, and a problem that says so."""
    lacking = lacking_lines(document, known)
    reason = f"it lacks {lacking} lines of the record that {known.source} holds, so both are kept"
    report.problems.append(Problem(document.source, document.id, reason))
    return beside(document)


def _is_older(document: Document, other: Document) -> bool:
    """An older version of its record, or an undated one that does not know that the paper was retracted."""
    if not document.revised:
        return other.retracted and not document.retracted
    return document.revised < other.revised


def _outdated_problem(document: Document, newer: Document) -> Problem:
    if not document.revised:
        reason = "it does not say that it is retracted, as the stored record does, which is kept; delete that first"
        return Problem(document.source, document.id, reason)
    reason = f"its version of {document.revised} is older than that of {newer.revised}, which is kept"
    return Problem(document.source, document.id, reason)


def _ids(batch: list[ReadResult]) -> set[str]:
    """The documents a batch writes or deletes."""
    return {
        result.document_id if isinstance(result, Deletion) else result.id
        for result in batch
        if not isinstance(result, Problem)
    }


def _batches(results: Iterable[ReadResult], size: int) -> Iterator[list[ReadResult]]:
    """The results in order, a batch ending with the document that brings it to about `size` chunks."""
    batch: list[ReadResult] = []
    chunks = 0
    for result in results:
        batch.append(result)
        chunks += max(1, len(result.text) // _CHUNK_CHARACTERS) if isinstance(result, Document) else 1
        if chunks >= size:
            yield batch
            batch, chunks = [], 0
    if batch:
        yield batch
