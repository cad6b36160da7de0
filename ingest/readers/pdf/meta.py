"""What a PDF says of the work it holds: taken only where it is beyond doubt."""

from __future__ import annotations

import re
from typing import Any

from pypdfium2 import raw

from ingest.readers.compose.canonical import clean_line
from ingest.readers.metadata import identifiers
from ingest.readers.metadata.years import year_in

# Publishers write these into the XMP packet, which is not compressed so that programs find it.
_XMP_YEAR = re.compile(
    rb"prism:(?:publicationDate|coverDate|coverDisplayDate)(?:>|=\")[^<\"]{0,40}?((?:19|20)\d\d)"
)
_XMP_DOI = re.compile(rb"prism:doi(?:>|=\")([^<\"\s]{4,200})")
# "Published: 12 May 2019", "(c) 2019", "arXiv:1905.00001v1 [cs.CL] 12 May 2019", "Demo Journal 2019, 4:1".
_SAID_YEAR = re.compile(
    r"(?:\b[Pp]ublished(?: online)?:?|\u00a9|\([cC]\)|\b[Cc]opyright(?: \u00a9)?|\bc(?= \d{4} [A-Z])) [^.;]{0,30}?"
    r"\b(?P<a>(?:19|20)\d\d)\b"
    r"|\barXiv:\S{1,40} \[[\w.-]+\] \d{1,2} [A-Z][a-z]{2} (?P<b>20\d\d)\b|\b(?P<c>(?:19|20)\d\d), ?\d+:[\dA-Z]"
)
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]+[^\s\"<>.,;:)\]]")
_SEPARATOR = re.compile(r"(?<!\s)(?:\s*+;\s*|\s*+,\s+|\s++and\s+)")


def year(data: bytes, first_page: str) -> int | None:
    """The year of publication by the publisher's metadata, else as the first page says it was published.

    The date on which a file was made is no sign: files are made again.
    """
    if stated := _XMP_YEAR.search(data):
        return int(stated[1])
    said = _SAID_YEAR.search(first_page)
    return year_in(said["a"] or said["b"] or said["c"]) if said else None


def stated_doi(data: bytes) -> str:
    """The DOI in the publisher's metadata; '' when there is none."""
    stated = _XMP_DOI.search(data)
    return identifiers.doi(stated[1].decode("ascii", "replace")) if stated else ""


def printed_doi(first_page: str) -> str:
    """The only DOI on the first page; with others it may be that of a cited paper."""
    found = set(_DOI.findall(first_page))
    return found.pop() if len(found) == 1 else ""


def authors(pdf: Any, first_page: str) -> tuple[str, ...]:
    """The authors that the metadata lists; one alone is often only the first, or whoever had the computer."""
    names = tuple(filter(None, map(clean_line, _SEPARATOR.split(pdf.get_metadata_value("Author")))))
    printed = first_page.casefold()
    return names if len(names) > 1 and all(name.casefold().split()[-1] in printed for name in names) else ()


def language(pdf: Any) -> str:
    """The language that the file names, '' without one."""
    size = raw.FPDFCatalog_GetLanguage(pdf.raw, None, 0)
    if not 2 < size < 100:
        return ""
    buffer = (raw.FPDF_WCHAR * (size // 2))()
    raw.FPDFCatalog_GetLanguage(pdf.raw, buffer, size)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")
