"""BioC XML: collections of any size, and single documents."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from graph import Tier
from graph.parsing import Element, Source
from ingest.readers.base import ReadResult
from ingest.readers.literature.bioc.record import BiocPassage, BiocRecord, TextPiece, document_of
from ingest.readers.streams.xml_records import child, read_records
from ingest.readers.streams.xml_root import root_name, xml_head

RECORDS = ("document",)


class BiocXmlReader:
    """Reads the documents of a collection one at a time."""

    name = "bioc-xml"
    tier = Tier.LITERATURE

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether the root is a collection of BioC documents (MARC's holds records), or one document."""
        root = root_name(head)
        if root not in {"collection", "document"}:
            return False
        start = xml_head(head)
        return "BioC.dtd" in start or "<passage>" in start or (root == "collection" and "<document>" in start)

    def read(self, source: Source, tier: Tier) -> Iterator[ReadResult]:
        """A Document a BioC document."""
        convert = partial(_converted, source_name=source.name, tier=tier)
        return read_records(source, RECORDS, convert)


def _converted(element: Element, location: str, source_name: str, tier: Tier) -> Iterator[ReadResult]:
    yield document_of(xml_record(element), tier, source_name, location)


def xml_record(element: Element) -> BiocRecord:
    """The document that a `document` element describes."""
    passages = tuple(_passage(passage) for passage in element.iterchildren("passage"))
    return BiocRecord(_text(child(element, "id")).strip(), xml_infons(element), passages, element)


def _passage(element: Element) -> BiocPassage:
    own = _piece(element)
    pieces = (own,) if own.text else tuple(map(_piece, element.iterchildren("sentence")))
    return BiocPassage(xml_infons(element), pieces, element)


def _piece(element: Element) -> TextPiece:
    offset = _text(child(element, "offset")).strip()
    return TextPiece(
        int(offset) if offset.isdecimal() and len(offset) < 12 else 0, _text(child(element, "text"))
    )


def xml_infons(element: Element) -> dict[str, str]:
    """The infons of an element by their keys; the first of a key counts."""
    found: dict[str, str] = {}
    for infon in element.iterchildren("infon"):
        found.setdefault(infon.get("key", ""), _text(infon).strip())
    return found


def _text(element: Element | None) -> str:
    """The text as it stands: offsets count its spaces."""
    return "" if element is None else "".join(element.itertext())
