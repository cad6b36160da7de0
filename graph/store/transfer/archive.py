"""A workspace as one file: gzipped JSON lines, readable without medgraph, equal after a round trip."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from graph.errors import MedgraphError
from graph.files import replace_file
from graph.model import (
    Assertion,
    Chunk,
    Concept,
    DocumentGraph,
    Entity,
    Mention,
    Relation,
    Span,
    VocabularyInfo,
    document_values,
)
from graph.store.base import GraphStore
from graph.store.shared.codec import chunk_values
from graph.store.shared.documents import document_from
from graph.store.values.basis import Basis
from graph.store.values.merges import Merge, MergeError

FORMAT = "medgraph-workspace/1"
_BATCH = 200  # documents a transaction; what is lost when an import is interrupted
Row = dict[str, Any]
Progress = Callable[[int, int], None]


class ArchiveError(MedgraphError):
    """A file is no medgraph export, or is damaged."""

    code = "archive"


def export_workspace(store: GraphStore, path: Path, progress: Progress | None = None) -> int:
    """Write everything in the workspace; how many documents. The file appears only when it is whole.

    `progress(done, total)` counts documents. Raises ArchiveError when the file cannot be written.
    """
    path = path.resolve()  # a link stays one: what it names is written
    if path.exists() and not path.is_file():
        raise ArchiveError(f"{path} is not a regular file", "give the name of a file to write")
    count, total = 0, store.counts().documents
    try:
        with (
            replace_file(path) as partial,
            gzip.open(partial, "wt", encoding="utf-8", compresslevel=5) as file,
        ):
            for row in _rows(store):
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
                count += "document" in row
                if progress and "document" in row:
                    progress(count, total)
    except OSError as error:
        raise ArchiveError(f"cannot write {path}: {error.strerror or error}") from error
    return count


def import_workspace(store: GraphStore, path: Path, progress: Progress | None = None) -> int:
    """Add an export to the workspace; how many documents. Importing again changes nothing.

    Where the export and the workspace merge an entity differently, the workspace's own merge stays.

    `progress(done, total)` counts documents. Raises ArchiveError for a file that is no export, is damaged, or
    holds vectors of another model.
    """
    count = 0
    try:
        rows = _read(path)
        header = next(rows, {})
        if not isinstance(header, dict) or header.get("format") != FORMAT:
            raise ArchiveError(f"{path} is not a medgraph export", "make one with: medgraph export FILE")
        model = store.setting("model")
        if model and header["model"] and model != header["model"]:
            raise ArchiveError(
                f"{path} holds vectors of {header['model']}, this workspace of {model}",
                "import into a new workspace: medgraph --workspace NAME import FILE",
            )
        if header["model"]:
            store.remember("model", header["model"])
        vocabularies = {v["id"]: VocabularyInfo(**v) for v in header["vocabularies"]}
        pending: Row | None = None
        for info in sorted(vocabularies.values(), key=lambda v: v.priority):
            concepts, pending = _concepts(rows, pending, info.id)
            store.put_vocabulary(info, concepts)
        _apply_merges(store, header.get("merges", ()))
        while (
            batch := list(islice(rows, _BATCH)) if pending is None else [pending, *islice(rows, _BATCH - 1)]
        ):
            pending = None
            count += len(batch) - len(_write(store, batch, header["model"] or ""))
            if progress:
                progress(count, header.get("documents", count))
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        raise ArchiveError(f"{path} cannot be read as a medgraph export: {error}") from error
    return count


def _write(store: GraphStore, rows: Sequence[Row], model: str) -> frozenset[str]:
    """Write documents; the ids of those that somebody else wrote or deleted at the same moment, which stay so."""
    basis = Basis(store.fingerprints([row["document"]["id"] for row in rows]), model)
    return store.write([_graph(row) for row in rows], basis)


def _rows(store: GraphStore) -> Iterator[Row]:
    vocabularies = store.vocabularies()
    yield {
        "format": FORMAT,
        "model": store.setting("model"),
        "documents": store.counts().documents,
        "vocabularies": [asdict(v) for v in vocabularies],
        "merges": [asdict(m) for m in store.merges()],
    }
    for vocabulary in vocabularies:
        for concept in store.all_concepts(vocabulary.id):
            yield {"vocabulary": vocabulary.id, "concept": _concept_values(concept)}
    for graph in store.graphs():
        yield {
            "document": document_values(graph.document),
            "chunks": [chunk_values(chunk) for chunk in graph.chunks],
            "mentions": [asdict(m) for m in graph.mentions],
            "entities": [asdict(e) for e in graph.entities],
            "relations": [asdict(r) for r in graph.relations],
            "vectors": base64.b64encode(graph.vectors.astype("<f4").tobytes()).decode(),
            "dimension": graph.vectors.shape[1],
            "fingerprint": graph.fingerprint,
        }


def _read(path: Path) -> Iterator[Row]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def _concept_values(concept: Concept) -> dict[str, Any]:
    """Every field; one that came after the first exports is left out where it is empty, so that those stay equal."""
    values = asdict(concept)
    if not concept.different_from:
        del values["different_from"]
    return values


def _concepts(
    rows: Iterator[Row], pending: Row | None, vocabulary_id: str
) -> tuple[list[Concept], Row | None]:
    """The concepts of one vocabulary, and the first row that is not one of them."""
    found: list[Concept] = []
    row = pending or next(rows, None)
    while row is not None and row.get("vocabulary") == vocabulary_id:
        values = row["concept"]
        for key in ("synonyms", "parents", "same_as", "different_from"):
            values[key] = tuple(values.get(key, ()))
        found.append(Concept(**values))
        row = next(rows, None)
    return found, row


def _apply_merges(store: GraphStore, rows: Iterable[Row]) -> None:
    """Apply the merges that the workspace's own do not contradict."""
    for row in rows:
        with suppress(MergeError):
            store.merge(Merge(Entity(**row["entity"]), Entity(**row["into"])))


def _graph(row: Row) -> DocumentGraph:
    document_id = row["document"]["id"]
    chunks = tuple(
        Chunk(document_id, position, start, end, section, tuple(Span(*pair) for pair in sentences))
        for position, start, end, section, sentences in row["chunks"]
    )
    mentions = tuple(Mention(**m | _in_sentence(m)) for m in row["mentions"])
    # Exports made before relations were stored have none.
    relations = tuple(Relation(**r | _in_sentence(r)) for r in row.get("relations", ()))
    entities = tuple(Entity(**e) for e in row["entities"])
    vectors = np.frombuffer(base64.b64decode(row["vectors"]), dtype="<f4").astype(np.float32)
    shaped = vectors.reshape(len(chunks), row["dimension"])
    document = document_from(row["document"])
    return DocumentGraph(document, chunks, mentions, entities, shaped, row["fingerprint"], relations)


def _in_sentence(values: Row) -> Row:
    return {"sentence": Span(**values["sentence"]), "assertion": Assertion(values["assertion"])}
