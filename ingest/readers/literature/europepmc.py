"""Europe PMC JSON: what its search returns (`resultType=core` or `lite`), and exports that are arrays of results.

Format: https://europepmc.org/RestfulWebService. Values may be wrapped in lists of one, as some exporters do.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph import Document, Tier
from graph.parsing import Problem, Source
from ingest.readers.base import ReadResult
from ingest.readers.compose.canonical import clean_line, compose
from ingest.readers.compose.document import Metadata, build_document
from ingest.readers.literature import europepmc_fields as fields
from ingest.readers.literature.europepmc_text import abstract_parts, text_of_markup
from ingest.readers.metadata.identity import document_url
from ingest.readers.metadata.languages import language_code
from ingest.readers.streams.json_fields import text_at, texts_at
from ingest.readers.streams.json_head import json_head
from ingest.readers.streams.json_records import read_json

_WRAPPERS = frozenset({"resultList", "result"})
_MARKS = {
    "authorString",
    "abstractText",
    "pubYear",
    "journalInfo",
    "isOpenAccess",
    "pubModel",
    "firstPublicationDate",
}


class EuropePmcReader:
    """Reads one document a result."""

    name = "europepmc"
    tier = Tier.LITERATURE

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether it holds a `resultList`, or its first object is a result."""
        keys = json_head(head)
        return keys.get("resultList") == "{" or (
            {"id", "source"} <= keys.keys() and bool(_MARKS & keys.keys())
        )

    def read(self, source: Source, tier: Tier) -> Iterator[ReadResult]:
        """A Document a result."""
        return read_json(
            source, lambda result, location: _document(result, tier, source.name, location), _WRAPPERS
        )


def _document(result: object, tier: Tier, source: str, location: str) -> Document | Problem:
    if not isinstance(result, dict):
        return Problem(source, location, f"not a result but {type(result).__name__}")
    document_id = fields.document_id(result)
    if not document_id:
        return Problem(source, location, "no id: neither pmid, pmcid, doi, nor source and id")
    composed = compose(
        text_of_markup(text_at(result, "title")), abstract_parts(text_at(result, "abstractText"))
    )
    if not composed.text:
        return Problem(source, location, f"{document_id}: neither title nor abstract")
    types = tuple(filter(None, map(clean_line, texts_at(result, "pubTypeList", "pubType"))))
    notices = fields.notices(result)
    return build_document(
        document_id,
        composed,
        tier,
        source,
        Metadata(
            year=fields.year(result),
            journal=fields.journal(result),
            authors=fields.authors(result),
            publication_types=types,
            language=language_code(clean_line(text_at(result, "language"))),
            url=document_url(document_id) or fields.page(result),
            licence=clean_line(text_at(result, "license")),
            notices=notices,
            revised=fields.revised(result),
            identifiers=fields.identifiers(result),
        ),
    )
