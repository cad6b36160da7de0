"""The properties that office documents carry: title, authors, dates, language, in Dublin Core's words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.readers.compose.canonical import clean_line
from ingest.readers.metadata.years import year_in
from ingest.readers.streams.package import Package
from ingest.readers.streams.xml_records import text_of

# What programs put where nobody wrote a title or an author.
_NO_TITLE = re.compile(
    r"(?:microsoft )?word(?: document| -.*)?|(?:untitled|document|dokument) ?\d*|.*\.(?:docx?|odt|rtf)",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"user|owner|author|unknown|admin(?:istrator)?|microsoft(?: office)?(?: user)?|python-docx", re.IGNORECASE
)
_TEMPLATE_DAY = "2013-12-23"  # of the template that python-docx copies
_DAY = re.compile(r"\d{4}-[01]\d-[0-3]\d")


@dataclass(frozen=True)
class Properties:
    """What a document says of itself; fields are empty where it says nothing."""

    title: str = ""
    authors: tuple[str, ...] = ()
    year: int | None = None
    revised: str = ""
    language: str = ""


def core_properties(package: Package, part: str) -> Properties:
    """The properties in `docProps/core.xml` of DOCX or in `meta.xml` of ODT."""
    if part not in package:
        return Properties()
    found: dict[str, str] = {}
    for element in package.tree(part).iter("{*}*"):
        found.setdefault(element.tag.rpartition("}")[2], text_of(element))
    title = found.get("title", "")
    writer = found.get("initial-creator") or found.get("creator", "")
    names = filter(None, map(clean_line, writer.split(";")))
    created = (found.get("created") or found.get("creation-date", ""))[:10]
    modified = _DAY.match(found.get("modified") or found.get("date", ""))
    return Properties(
        title="" if _NO_TITLE.fullmatch(title) else title,
        authors=tuple(name for name in names if not _NO_AUTHOR.fullmatch(name)),
        year=None if created == _TEMPLATE_DAY else year_in(created),
        revised=modified.group() if modified else "",
        language=found.get("language", ""),
    )
