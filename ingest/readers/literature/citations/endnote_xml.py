"""EndNote's XML export: `xml/records/record`, values wrapped in `style` elements."""

from __future__ import annotations

from collections.abc import Iterator

from graph import Document, Tier
from graph.parsing import Element, Problem, Source
from ingest.readers.base import ReadResult
from ingest.readers.literature.citations.citation import Citation, addresses, people
from ingest.readers.literature.citations.publication_types import known_types, type_of_code
from ingest.readers.streams.xml_records import child, read_records
from ingest.readers.streams.xml_root import root_name, xml_head

_ROOTS = {"xml", "records"}
_MARKS = ("<record", "<ref-type", "<contributors", "<source-app", "<rec-number")


class EndNoteXmlReader:
    """Reads one document a record."""

    name = "endnote-xml"
    tier = Tier.LITERATURE

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether records of references stand under EndNote's root."""
        text = xml_head(head)
        return root_name(head) in _ROOTS and _MARKS[0] in text and any(mark in text for mark in _MARKS[1:])

    def read(self, source: Source, tier: Tier) -> Iterator[ReadResult]:
        """A Document a record."""

        def convert(element: Element, location: str) -> Iterator[Document | Problem]:
            yield _citation(element).document(location, source.name, tier)

        return read_records(source, ("record",), convert)


def _citation(record: Element) -> Citation:
    kind = child(record, "ref-type")
    code = kind.get("name", "") if kind is not None else ""
    pubmed = any(
        word in _text(record, "remote-database-name").casefold() for word in ("pubmed", "medline", "nlm")
    )
    notes = _texts(record, "notes") + _texts(record, "research-notes")
    return Citation(
        title=_text(record, "titles", "title") or _text(record, "titles", "short-title"),
        abstract=_text(record, "abstract"),
        year=_text(record, "dates", "year") or _text(record, "dates", "pub-dates", "date"),
        journal=_text(record, "titles", "secondary-title")
        or _text(record, "periodical", "full-title")
        or _text(record, "titles", "alt-title"),
        authors=people(
            _texts(record, "contributors", "authors", "author")
            or _texts(record, "contributors", "secondary-authors", "author")
        ),
        types=tuple(filter(None, (type_of_code(code), *known_types([_text(record, "work-type"), *notes])))),
        language=_text(record, "language"),
        dois=_texts(record, "electronic-resource-num"),
        pmids=[
            *(_texts(record, "accession-num") if pubmed else []),
            *_texts(record, "custom2"),
        ],
        links=[
            link
            for group in ("related-urls", "web-urls", "text-urls")
            for value in _texts(record, "urls", group, "url")
            for link in addresses(value)
        ],
        notes=[*notes, *_texts(record, "custom7")],
    )


def _texts(record: Element, *path: str) -> list[str]:
    """The texts of the elements at a path, lines kept, empty ones left out."""
    *groups, name = path
    parent = child(record, *groups) if groups else record
    found = () if parent is None else parent.iterchildren(name)
    return [text for element in found if (text := "".join(element.itertext()).replace("\r", "\n").strip())]


def _text(record: Element, *path: str) -> str:
    return next(iter(_texts(record, *path)), "")
