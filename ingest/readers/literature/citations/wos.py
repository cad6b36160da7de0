"""Web of Science's tagged text (`.txt`, `.ciw`): two letters, a space, the value; lines that go on are indented.

Tags: https://images.webofknowledge.com/images/help/WOS/hs_wos_fieldtags.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph import Tier
from graph.parsing import Source, decode_head
from ingest.readers.base import ReadResult
from ingest.readers.literature.citations.citation import Citation, people
from ingest.readers.literature.citations.publication_types import known_types
from ingest.readers.streams.tagged import TaggedRecord, TagSyntax, read_tagged

_BEGINS = re.compile(
    r"(?:^FN [^\n]*\n\s*)?^(?:VR [^\n]*\n\s*)?^PT [A-Z]\s*\n\s*[A-Z][A-Z0-9] \S", re.MULTILINE
)
_SYNTAX = TagSyntax(
    line=re.compile(r"(?P<tag>[A-Z][A-Z0-9])(?:[ \t](?P<value>.*))?"),
    first="PT",
    is_end=lambda line: line.strip() in {"ER", "EF"},
    joint="\n",
    only_from_first=True,
)


class WebOfScienceReader:
    """Reads one document a record."""

    name = "web-of-science"
    tier = Tier.LITERATURE

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether a publication type of a letter begins a record, and a field follows."""
        return _BEGINS.search(decode_head(head)[:4096]) is not None

    def read(self, source: Source, tier: Tier) -> Iterator[ReadResult]:
        """A Document a record."""
        return read_tagged(
            source, _SYNTAX, lambda record, location: _citation(record).document(location, source.name, tier)
        )


def _citation(record: TaggedRecord) -> Citation:
    names = record.first("AF", "AU", "CA", "GP", "BE")
    return Citation(
        title=_line(record.first("TI")),
        abstract=_line(record.first("AB")),
        year=record.first("PY", "EA"),
        journal=_line(record.first("SO", "SE")),
        authors=people(names.split("\n")),
        types=known_types([_line(record.first("DT"))]),
        language=record.first("LA"),
        dois=[*record.all("DI"), *record.all("D2")],
        pmids=[value.upper().removeprefix("MEDLINE:") for value in record.all("PM", "UT")],
    )


def _line(value: str) -> str:
    """A value whose lines go on."""
    return " ".join(value.split("\n"))
