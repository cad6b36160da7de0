"""Runs a query of PubMed's language: whole documents are selected, and shown by their best chunk."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from graph.index import RecordField, RecordIndex, WordIndex
from retrieval.search.hit import Hit
from retrieval.search.syntax.parser import Combined, Field, Node, Term, Years, parse

_RECORD_FIELDS = {
    Field.TITLE: RecordField.TITLE,
    Field.ABSTRACT: RecordField.ABSTRACT,
    Field.TEXT: RecordField.TEXT,
    Field.MESH: RecordField.MESH,
    Field.AUTHOR: RecordField.AUTHOR,
    Field.JOURNAL: RecordField.JOURNAL,
    Field.TYPE: RecordField.TYPE,
    Field.LANGUAGE: RecordField.LANGUAGE,
}
_CHUNKS = 5  # of a document, on average, that are looked at for its best one; set by hand


def run_query(
    text: str, records: RecordIndex, words: WordIndex, limit: int, among: Collection[str] | None
) -> list[Hit]:
    """The best chunk of each document that the query selects, best document first; raises QuerySyntaxError."""
    node = parse(text)
    scores = records.search(_compiled(node, records), limit, among)
    stems = [stem for term in _wanted(node) for stem in words.stems(term)]
    chunks = words.search(stems, _CHUNKS * len(scores), scores.keys())
    best: dict[str, str] = {}
    for chunk_id in sorted(chunks, key=lambda c: (-chunks[c], c)):
        best.setdefault(chunk_id.rpartition("#")[0], chunk_id)
    return [Hit(best.get(id_, f"{id_}#0"), score, score, {"records": score}) for id_, score in scores.items()]


def _compiled(node: Node, records: RecordIndex) -> Any:
    match node:
        case Years(first, last):
            return records.years(first, last)
        case Combined("NOT", left, right):
            return records.but(_compiled(left, records), _compiled(right, records))
        case Combined(operator, left, right):
            parts = [_compiled(left, records), _compiled(right, records)]
            return records.every(parts) if operator == "AND" else records.either(parts)
        case Term():
            return _term(node, records)


def _term(term: Term, records: RecordIndex) -> Any:
    if term.field is Field.IDENTIFIER:
        return records.identifier(term.text)
    field = _RECORD_FIELDS[term.field]
    if term.truncated:
        return records.prefix(field, term.text)
    if term.quoted:
        return records.phrase(field, term.text)
    if term.field is Field.LANGUAGE:
        return records.either([records.phrase(field, name) for name in _language_names(term.text)])
    found = records.any_form(field, term.text)
    if term.field is Field.TEXT:  # PubMed looks for an untagged word in every field
        others = (RecordField.AUTHOR, RecordField.JOURNAL)
        identified = records.identifier(term.text)
        found = records.either([found, identified, *(records.phrase(other, term.text) for other in others)])
    return found


def _wanted(node: Node) -> Iterator[str]:
    """The terms that a document is found by, not those that keep it out."""
    match node:
        case Combined(operator, left, right):
            yield from _wanted(left)
            if operator != "NOT":
                yield from _wanted(right)
        case Term(text, field, _, _) if field in (Field.TITLE, Field.ABSTRACT, Field.TEXT, Field.MESH):
            yield text


_LANGUAGES = {
    "english": "en eng",
    "german": "de ger deu",
    "french": "fr fre fra",
    "spanish": "es spa",
    "italian": "it ita",
    "portuguese": "pt por",
    "dutch": "nl dut nld",
    "russian": "ru rus",
    "chinese": "zh chi zho",
    "japanese": "ja jpn",
}


def _language_names(text: str) -> list[str]:
    """The codes of a language, by its English name or by any of its codes."""
    given = text.strip().lower()
    for name, codes in _LANGUAGES.items():
        if given == name or given in codes.split():
            return codes.split()
    return [given]
