"""SQLite's rows to values and back."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from graph.model import Assertion, Chunk, Document, Mention, Relation, Span
from graph.store.shared.codec import document_with, dump, spans_from
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

DOCUMENT_COLUMNS = """
    d.id, b.text, d.tier, b.title, d.year, b.journal, b.publication_types, b.language, d.retracted, b.details
"""
MENTION_COLUMNS = """
    m.start, m.stop, m.chunk, m.sentence_start, m.sentence_stop, m.assertion, m.score, m.method
"""
EVIDENCE_COLUMNS = """
    v.chunk, v.sentence_start, v.sentence_stop, v.assertion, v.confidence, v.extractor
"""
CHUNK_COLUMNS = "c.position, c.start, c.stop, c.section, c.sentences"
# What the document called the entity of label l, which may be merged into entity e since.
AS_SAID = "IIF({l}.said = '', {e}.id, {l}.said)"
AMONG = "IN (SELECT value FROM json_each(?))"


def wanted(ids: Collection[str]) -> str:
    """Ids as the one parameter of `AMONG`, however many there are."""
    # json_each cuts a string at NUL, and the cut one could be another's id; no stored id has one.
    return dump([each for each in ids if "\0" not in each])


def document_from(row: tuple[Any, ...], *, retracted: bool | None = None) -> Document:
    """A document from `DOCUMENT_COLUMNS`; `retracted` replaces what the record says of itself."""
    id_, text, tier, title, year, journal, publication_types, language, own_retracted, details = row
    return document_with(
        details,
        id=id_,
        text=text,
        tier=tier,
        title=title,
        year=year,
        journal=journal,
        publication_types=json.loads(publication_types),
        language=language,
        retracted=bool(own_retracted if retracted is None else retracted),
    )


def chunk_from(document_id: str, row: Iterable[Any]) -> Chunk:
    """A chunk from `CHUNK_COLUMNS`."""
    position, start, stop, section, packed = row
    return Chunk(document_id, position, start, stop, section, spans_from(packed))


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
