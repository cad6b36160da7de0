"""SQLite's rows to values and back."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from graph.model import Assertion, Chunk, Document, Mention, Relation, Span
from graph.store.shared.codec import to_json, unpack_spans
from graph.store.shared.documents import COLUMNS, stored_document
from graph.store.values.relations import ordered_ends

# Stored numbers: append only.
ASSERTIONS = (
    Assertion.AFFIRMED,
    Assertion.NEGATED,
    Assertion.UNCERTAIN,
    Assertion.HYPOTHETICAL,
    Assertion.OTHER_EXPERIENCER,
    Assertion.HISTORICAL,
)
ASSERTION_CODE = {assertion: code for code, assertion in enumerate(ASSERTIONS)}
NEGATED = ASSERTION_CODE[Assertion.NEGATED]

_BODY = {"text", "title", "journal", "publication_types", "language", "details"}  # the others: table document
DOCUMENT_COLUMNS = ", ".join(f"{'b' if name in _BODY else 'd'}.{name}" for name in (*COLUMNS, "details"))
MENTION_COLUMNS = """
    m.start, m.stop, m.chunk, m.sentence_start, m.sentence_stop, m.assertion, m.score, m.method
"""
EVIDENCE_COLUMNS = """
    v.chunk, v.sentence_start, v.sentence_stop, v.assertion, v.confidence, v.extractor
"""
CHUNK_COLUMNS = "c.position, c.start, c.stop, c.section, c.sentences"
# The id that the document gave the entity of label l, which may since be merged into entity e.
ORIGINAL_ID = "IIF({l}.said = '', {e}.id, {l}.said)"
IN_JSON = "IN (SELECT value FROM json_each(?))"


def ids_parameter(ids: Collection[str]) -> str:
    """Ids as the one parameter of `IN_JSON`, however many there are."""
    # json_each cuts a string at NUL, and the cut one could be another's id; no stored id has one.
    return to_json([each for each in ids if "\0" not in each])


def document_from(row: Sequence[Any], *, retracted: bool | None = None) -> Document:
    """A document from `DOCUMENT_COLUMNS`; `retracted` replaces what the record says of itself."""
    *values, details = row
    columns = dict(zip(COLUMNS, values, strict=True))
    columns["publication_types"] = json.loads(columns["publication_types"])
    columns["retracted"] = bool(columns["retracted"] if retracted is None else retracted)
    return stored_document(columns, details)


def chunk_from(document_id: str, row: Iterable[Any]) -> Chunk:
    """A chunk from `CHUNK_COLUMNS`."""
    position, start, stop, section, packed = row
    return Chunk(document_id, position, start, stop, section, unpack_spans(packed))


def mention_from(entity_id: str, row: Iterable[Any]) -> Mention:
    """A mention from `MENTION_COLUMNS`."""
    start, stop, chunk, sentence_start, sentence_stop, assertion, score, method = row
    sentence = Span(sentence_start, sentence_stop)
    return Mention(entity_id, start, stop, chunk, sentence, ASSERTIONS[assertion], score, method)


def relation_from(edge: tuple[str, str, str], row: Iterable[Any]) -> Relation:
    """A relation from `EVIDENCE_COLUMNS`, as its document states it."""
    chunk, start, stop, assertion, confidence, extractor = row
    relation = Relation(*edge, chunk, Span(start, stop), ASSERTIONS[assertion], confidence, extractor)
    subject, object_ = ordered_ends(relation)
    return replace(relation, subject_id=subject, object_id=object_)
