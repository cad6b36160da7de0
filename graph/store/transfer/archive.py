"""A workspace as one file: gzipped JSON lines, readable without medgraph, equal after a round trip."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from graph.files import replace_file
from graph.model import Concept, document_values
from graph.store.base import GraphStore
from graph.store.shared.codec import chunk_values
from graph.store.transfer.format import FORMAT, LONGEST_LINE, ArchiveError, Progress, RefusedRowsError
from graph.store.transfer.importing import check_export, import_workspace

__all__ = ["ArchiveError", "RefusedRowsError", "check_export", "export_workspace", "import_workspace"]


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
                file.write(_line(row))
                count += "document" in row
                if progress and "document" in row:
                    progress(count, total)
    except OSError as error:
        raise ArchiveError(f"cannot write {path}: {error.strerror or error}") from error
    return count


def _line(row: dict[str, Any]) -> str:
    line = json.dumps(row, ensure_ascii=False) + "\n"
    if 4 * len(line) > LONGEST_LINE and len(line.encode()) > LONGEST_LINE:
        name = row["document"]["id"] if "document" in row else "what all documents share"
        raise ArchiveError(
            f"{name} is longer than {LONGEST_LINE >> 20} MiB as a line, and would not be imported again"
        )
    return line


def _rows(store: GraphStore) -> Iterator[dict[str, Any]]:
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


def _concept_values(concept: Concept) -> dict[str, Any]:
    """Every field; one that came after the first exports is left out where it is empty, so that those stay equal."""
    values = asdict(concept)
    if not concept.different_from:
        del values["different_from"]
    return values
