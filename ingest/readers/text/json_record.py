"""A JSON object as a Document.

Keys: `_id`, `pmid` or `id`; `title`; `text` or `abstract` (or both); and, when present, `year`, `journal`, `authors`,
`publication_types`, `language`, `url`, `licence`, `retracted`, `doi`, `pmcid`. Without an id, one is made from the
content.
A `text` that begins with the title or repeats title and abstract, as in annotated corpora, is not read twice.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from graph import Document, SectionKind, Tier
from ingest.readers.base import ReadError
from ingest.readers.compose.abstract_labels import split_abstract
from ingest.readers.compose.canonical import Part, clean_line, compose
from ingest.readers.compose.document import Metadata, build_document
from ingest.readers.compose.paragraphs import join_lines
from ingest.readers.metadata.identity import content_id, paper_ids
from ingest.readers.metadata.languages import language_code
from ingest.readers.metadata.years import year_in

_SURROGATE = re.compile("[\ud800-\udfff]")


class BadRecord(ReadError):
    """The record cannot be a document; the message is the reason."""


def document_of(record: object, tier: Tier, source: str) -> Document:
    """The document a record describes; raises BadRecord when it has no text or an id that is none."""
    if not isinstance(record, dict):
        raise BadRecord(f"not an object but {type(record).__name__}")
    title, abstract, text = texts_of(record)
    parts = [*(split_abstract(_paragraphs(abstract)) if abstract else ()), *_text_parts(_paragraphs(text))]
    composed = compose(title, parts)
    if not composed.text:
        raise BadRecord("neither title nor text")
    types = _texts(record, "publication_types")
    return build_document(
        _id(record),
        composed,
        tier,
        source,
        Metadata(
            year=year_in(_text(record, "year")),
            journal=clean_line(_text(record, "journal")),
            authors=_texts(record, "authors"),
            publication_types=types,
            language=language_code(_text(record, "language")),
            url=clean_line(_text(record, "url")),
            licence=clean_line(_text(record, "licence") or _text(record, "license")),
            retracted=record.get("retracted") is True,
            identifiers=paper_ids(_text(record, "pmcid"), _text(record, "pmid"), _text(record, "doi")),
        ),
    )


def texts_of(record: Mapping[str, object]) -> tuple[str, str, str]:
    """Title, abstract, and what the text holds beside them: corpora repeat them at its beginning."""
    title, abstract, text = _text(record, "title"), _text(record, "abstract"), _text(record, "text")
    if text in (abstract, f"{title} {abstract}", f"{title}\n{abstract}"):
        return title, abstract, ""
    if title and text.startswith(f"{title}\n"):
        return title, abstract, text[len(title) :]
    return title, abstract, text


def _text_parts(text: str) -> list[Part]:
    """The text's sections: corpora keep abstracts in it, with the labels of their parts."""
    parts = split_abstract(text)
    return parts if len(parts) > 1 else [Part("", SectionKind.OTHER, text)]


def _id(record: Mapping[str, object]) -> str:
    """`_id` and `id` exactly as given, so that BEIR's judgements find them; a PMID as `pmid:<PMID>`."""
    for key in ("_id", "pmid", "id"):
        value = record.get(key)
        if value is None:
            continue
        value = _single(value)
        if isinstance(value, bool) or not isinstance(value, str | int) or not str(value).strip():
            raise BadRecord(f"{key} must be text or a whole number, not {json.dumps(value)[:60]}")
        given = str(value)
        if "\0" in given:
            raise BadRecord(f"{key} holds a NUL character")
        if not given.isascii() and _SURROGATE.search(given):
            raise BadRecord(f"{key} holds half a character (a lone surrogate)")
        return f"pmid:{given.strip().removeprefix('pmid:')}" if key == "pmid" else given
    return content_id(json.dumps(record, sort_keys=True).encode())


def _single(value: object) -> object:
    """Exports of Europe PMC wrap every value in a list of one."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _text(record: Mapping[str, object], key: str) -> str:
    """The value as text; numbers written out, lists of texts joined as paragraphs, anything else none."""
    value = record.get(key)
    if value is None or isinstance(value, str):
        return value or ""
    value = _single(value)
    if isinstance(value, list):
        return "\n".join(item for item in value if isinstance(item, str))
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _texts(record: Mapping[str, object], key: str) -> tuple[str, ...]:
    """The value as texts: a list of texts or of objects with a `name`, or one text."""
    value = record.get(key)
    if not value:
        return ()
    items = value if isinstance(value, list) else [value]
    names = (item.get("name") if isinstance(item, dict) else item for item in items)
    return tuple(clean for name in names if isinstance(name, str) and (clean := clean_line(name)))


def _paragraphs(text: str) -> str:
    return join_lines(text.splitlines()) if "\n" in text else text
