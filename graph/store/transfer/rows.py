"""What the rows of an archive hold, as any store accepts it; what no export writes is refused, for an archive may come
from anywhere.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from graph.dates import FIRST_YEAR, LAST_YEAR
from graph.model import (
    Chunk,
    Concept,
    Document,
    DocumentGraph,
    Entity,
    Mention,
    Relation,
    Span,
    VocabularyInfo,
)
from graph.store.shared.check import check_graph, concept_problem, id_problem
from graph.store.transfer.decode import RowError, check_names, decoder, named
from graph.store.values.merges import Merge

_ChunkRow = tuple[int, int, int, int, tuple[tuple[int, int], ...]]
# As `ModelInfo` is written; "reindexing ..." is what a workspace holds whose vectors are of two models.
_MODEL = re.compile(r"(?!reindexing ).{1,400}@[^@:\s]+:[1-9]\d{0,5}")

# How far from 1 the length of a vector may be: what is computed in 16 bits is off by some thousandths. Set by hand.
_LENGTH_TOLERANCE = 0.05


class Row(NamedTuple):
    """A line of an archive: its number, its bytes, and its object."""

    number: int
    size: int
    value: dict[str, Any]

    @property
    def name(self) -> str:
        """The id of its document or concept, '' where it has none."""
        for kind in ("document", "concept"):
            if isinstance(about := self.value.get(kind), dict) and isinstance(id_ := about.get("id"), str):
                return id_[:100]
        return ""


def parse_object(line: bytes) -> dict[str, Any]:
    """The JSON object of a line; RowError for other JSON, NaN, half characters, and nesting without end."""
    from pydantic_core import from_json  # which only an import needs

    try:
        value = from_json(line, allow_inf_nan=False)
    except ValueError as error:
        reason = (
            str(error).replace(" at line 1 ", " at ").replace("recursion limit exceeded", "nested too deeply")
        )
        raise RowError(f"no JSON: {reason}") from error
    if not isinstance(value, dict):
        raise RowError("no JSON object")
    return value


@dataclass(frozen=True)
class Header:
    """What the first line of an archive says; `vocabularies` and `merges` are still to be checked one by one.

    `dimension` is that of the model, None where none is stated.
    """

    model: str | None
    documents: int
    vocabularies: list[Any]
    merges: list[Any]
    dimension: int | None


def header_from(value: dict[str, Any]) -> Header:
    """The header of a first line whose format is known."""
    model = named("model", decoder(str | None), value.get("model"))
    documents = named("documents", decoder(int), value.get("documents", 0))
    lists = [value.get(name, []) for name in ("vocabularies", "merges")]
    if not all(isinstance(each, list) for each in lists):
        raise RowError("vocabularies and merges are no lists")
    if model and not _MODEL.fullmatch(model):
        raise RowError(f"model: {model[:100]!r} is none; finish with medgraph reindex where it comes from")
    dimension = int(model.rpartition(":")[2]) if model else None
    vocabularies, merges = lists
    return Header(model, documents, vocabularies, merges, dimension)


def vocabulary_from(value: Any) -> VocabularyInfo:
    """The vocabulary that a header announces."""
    info: VocabularyInfo = decoder(VocabularyInfo)(value)
    _refuse_if(id_problem(info.id))
    return info


def merge_from(value: Any) -> Merge:
    """A merge of a header."""
    merge: Merge = decoder(Merge)(value)
    _refuse_if(id_problem(merge.entity.id) or id_problem(merge.into.id))
    return merge


def concept_from(row: dict[str, Any]) -> Concept:
    """The concept of a row."""
    check_names(row, {"vocabulary", "concept"}, frozenset())
    concept: Concept = decoder(Concept)(row["concept"])
    _refuse_if(concept_problem(concept))
    return concept


def graph_from(row: dict[str, Any], dimension: int | None) -> DocumentGraph:
    """The document of a row with all that was found in it, as any store accepts it.

    `dimension` is that of the vectors' model, None where none is stated: then there may be no vectors. Raises RowError
    and RefusedError.
    """
    check_names(row, _GRAPH.keys(), frozenset({"relations"}))  # older exports have no relations
    values = {name: named(name, decoder(kind), row[name]) for name, kind in _GRAPH.items() if name in row}
    document, stated = values["document"], values["dimension"]
    chunks = tuple(
        Chunk(document.id, position, start, end, section, tuple(Span(*pair) for pair in sentences))
        for position, start, end, section, sentences in values["chunks"]
    )
    if dimension is None and chunks:
        raise RowError("vectors: the first line of the file states no model that they are of")
    if dimension is not None and stated != dimension:
        raise RowError(f"dimension: {stated}, but the vectors of the model have {dimension} numbers")
    vectors = _vectors(values["vectors"], len(chunks), stated if dimension else 0)
    graph = DocumentGraph(
        document,
        chunks,
        values["mentions"],
        values["entities"],
        vectors,
        values["fingerprint"],
        values.get("relations", ()),
    )
    check_graph(graph)
    if "\0" in document.text:  # which no reader leaves there, and where SQLite ends a text
        raise RowError("document: text: it contains a NUL character")
    if document.year is not None and not FIRST_YEAR <= document.year <= LAST_YEAR:
        raise RowError(f"document: year: {document.year} is none; those are from {FIRST_YEAR} to {LAST_YEAR}")
    return graph


_GRAPH: dict[str, Any] = {
    "document": Document,
    "chunks": tuple[_ChunkRow, ...],
    "mentions": tuple[Mention, ...],
    "entities": tuple[Entity, ...],
    "relations": tuple[Relation, ...],
    "vectors": str,
    "dimension": int,
    "fingerprint": str,
}


def _vectors(text: str, chunks: int, dimension: int) -> Any:
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:  # the latter for what is not ASCII
        raise RowError(f"vectors: no base64: {error}") from error
    if len(data) != 4 * chunks * dimension:
        raise RowError(f"vectors: {len(data)} bytes, but {chunks} of {dimension} numbers are needed")
    vectors = np.frombuffer(data, dtype="<f4").astype(np.float32).reshape(chunks, dimension)
    with np.errstate(all="ignore"):
        lengths = np.linalg.norm(vectors, axis=1)
    if not (wrong := ~(np.abs(lengths - 1) <= _LENGTH_TOLERANCE)).any():  # nor of no number
        return vectors
    raise RowError(f"vectors: one has the length {lengths[wrong][0]:g}, not 1")


def _refuse_if(problem: str) -> None:
    if problem:
        raise RowError(problem)
