"""EndNote's tagged import format (`.enw`, Refer): a percent sign, a letter or digit, a space, the value.

The tags are those of refer(1), with EndNote's additions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph import Tier
from graph.parsing import Source, decode_head
from ingest.readers.base import ReadResult
from ingest.readers.literature.citations.citation import Citation, addresses, people
from ingest.readers.literature.citations.publication_types import known_types, type_of_code
from ingest.readers.streams.tagged import TaggedRecord, TagSyntax, read_tagged

_BEGINS = re.compile(r"^%0 [A-Za-z][^\n]*\n(?:%[0-9A-Z@!+~?<>&()*^#$\[\]|][ \t])", re.MULTILINE)
_SYNTAX = TagSyntax(
    line=re.compile(r"%(?P<tag>[0-9A-Z@!+~?<>&()*^#$\[\]|])(?:[ \t](?P<value>.*))?"),
    first="0",
    is_end=lambda line: False,  # the next record's type ends one: abstracts have empty lines
    joint="\n",
    only_from_first=True,
)


class EnwReader:
    """Reads one document a record."""

    name = "enw"
    tier = Tier.LITERATURE

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether a line says what type of reference follows, and a tag is next."""
        return _BEGINS.search(decode_head(head)) is not None

    def read(self, source: Source, tier: Tier) -> Iterator[ReadResult]:
        """A Document a record."""
        return read_tagged(
            source, _SYNTAX, lambda record, location: _citation(record).document(location, source.name, tier)
        )


def _citation(record: TaggedRecord) -> Citation:
    pubmed = any(re.search("pubmed|medline|nlm", value, re.IGNORECASE) for value in record.all("W", "~"))
    notes = record.all("Z", "<", "F")
    return Citation(
        title=record.first("T", "!"),
        abstract=record.first("X"),
        year=record.first("D", "8"),
        journal=record.first("J", "B", "S"),
        authors=people(record.all("A")) or people(record.all("E")),
        types=tuple(
            filter(None, (type_of_code(record.first("0")), *known_types([record.first("9"), *notes])))
        ),
        language=record.first("G"),
        dois=record.all("R"),
        pmids=[*(record.all("M") if pubmed else ()), *record.all("2")],
        links=[link for value in record.all("U", ">") for link in addresses(value)],
        notes=notes,
    )
