"""What an EPUB's package document says: the fields of the book, and its chapters in order."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from graph.parsing import Element
from ingest.readers.metadata import identifiers
from ingest.readers.metadata.years import year_in
from ingest.readers.streams.package import Package, PackageError
from ingest.readers.streams.xml_records import text_of

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGES = {"application/xhtml+xml", "text/html", "application/x-dtbook+xml"}


@dataclass(frozen=True)
class Book:
    """A book's fields; `chapters` are names of the package's parts."""

    title: str
    authors: tuple[str, ...]
    year: int | None
    language: str
    licence: str
    doi: str
    chapters: tuple[str, ...]


def open_book(package: Package) -> Book:
    """The book of a package; raises PackageError when it is none or is locked."""
    root = next(package.tree(_CONTAINER).iter("{*}rootfile"), None)
    path = root.get("full-path", "") if root is not None else ""
    opf = package.tree(path)
    chapters = tuple(_chapters(opf, posixpath.dirname(path)))
    locked = _encrypted(package)
    if any(chapter in locked for chapter in chapters):
        raise PackageError("locked by its seller (DRM): medgraph reads books without")
    fields = _fields(opf)
    return Book(
        title=fields.get("title", [""])[0],
        authors=tuple(name.replace(",", "", 1) for name in fields.get("creator", [])),
        year=next((year for date in fields.get("date", []) if (year := year_in(date))), None),
        language=fields.get("language", [""])[0],
        licence=fields.get("rights", [""])[0],
        doi=next(filter(None, map(_doi, fields.get("identifier", []))), ""),
        chapters=chapters,
    )


def _chapters(opf: Element, folder: str) -> Iterator[str]:
    """The spine's pages, then those that are read out of order (notes); not the table of contents."""
    items = {item.get("id"): item for item in opf.iter("{*}item")}
    spine = [(items.get(entry.get("idref")), entry.get("linear")) for entry in opf.iter("{*}itemref")]
    for item, _ in sorted(spine, key=lambda entry: entry[1] == "no"):
        if item is None or item.get("media-type") not in _PAGES:
            continue
        if "nav" not in item.get("properties", "").split():
            yield posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))


def _fields(opf: Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    metadata = next(opf.iter("{*}metadata"), None)
    for element in () if metadata is None else metadata.iter("{*}*"):
        if value := text_of(element):
            found.setdefault(element.tag.rpartition("}")[2], []).append(value)
    return found


def _doi(identifier: str) -> str:
    return identifiers.doi(identifier.removeprefix("urn:"))


def _encrypted(package: Package) -> set[str]:
    """The parts that are encrypted; fonts often are, and do not matter."""
    if _ENCRYPTION not in package:
        return set()
    references = package.tree(_ENCRYPTION).iter("{*}CipherReference")
    return {unquote(reference.get("URI", "")) for reference in references}
