"""Records of tagged lines, `TAG - value`, streamed: what MEDLINE's and RIS's files have in common."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from graph.parsing import Problem, Source, encoding_of, errors_of, open_source, read_head
from ingest.readers.base import ReadResult

_MOST_CHARS = 16 * 2**20  # of a record; abstracts have thousands
_LINE_CHARS = 2**20  # read at a time
_FIELD_COST = 64  # empty fields take memory too


@dataclass(frozen=True)
class TagSyntax:
    """How a format is tagged: its lines (groups `tag` and `value`), the tag a record begins with, and its end.

    Where `only_from_first`, tagged lines between the end of a record and the next first tag belong to none. `styled`
    gives the pattern of the lines of a record that a line begins, where its tags are written in a way of their own.
    """

    line: re.Pattern[str]
    first: str
    is_end: Callable[[str], bool]
    joint: str
    only_from_first: bool = False
    styled: Callable[[str], re.Pattern[str] | None] = lambda line: None


@dataclass
class TaggedRecord:
    """One record's fields in order; a tag may come many times."""

    fields: list[tuple[str, list[str]]] = field(default_factory=list)
    size: int = 0

    def pairs(self, *tags: str) -> Iterator[tuple[str, str]]:
        """Tag and value of the fields with these tags, in the order they stand in; empty ones left out."""
        for tag, pieces in self.fields:
            if tag in tags and (value := "".join(pieces).strip()):
                yield tag, value

    def all(self, *tags: str) -> list[str]:
        """The values of these tags in the order they stand in."""
        return [value for _, value in self.pairs(*tags)]

    def first(self, *tags: str) -> str:
        """The first value of the first of these tags that has one; '' when none has."""
        return next((value for tag in tags for value in self.all(tag)), "")

    def begin(self, tag: str) -> None:
        """Begins a field."""
        self.fields.append((tag, []))
        self.size += _FIELD_COST

    def add(self, text: str) -> None:
        """Goes on with the field begun last; past the limit nothing is kept but the count."""
        self.size += len(text) + _FIELD_COST
        if self.fields and not self.is_too_large:
            self.fields[-1][1].append(text)

    @property
    def is_too_large(self) -> bool:
        """Whether it is more than medgraph reads as one record."""
        return self.size > _MOST_CHARS


def read_tagged(
    source: Source, syntax: TagSyntax, convert: Callable[[TaggedRecord, str], ReadResult]
) -> Iterator[ReadResult]:
    """What `convert(record, location)` makes of every record, in order; one too large is a Problem."""
    encoding = encoding_of(read_head(source))
    number = 0
    with open_source(source) as stream:
        for number, record in enumerate(_records(_lines(stream, encoding), syntax), 1):
            location = f"record {number}"
            if record.is_too_large:
                yield Problem(source.name, location, f"longer than {_MOST_CHARS // 2**20} MiB")
            else:
                yield convert(record, location)
    if not number:
        yield Problem(source.name, "", f"holds no record that begins with {syntax.first}")


def _lines(stream: BinaryIO, encoding: str) -> Iterator[str]:
    """Lines however they end; a very long one comes in pieces, without a newline but the last."""
    with io.TextIOWrapper(stream, encoding, errors_of(encoding)) as text:
        while line := text.readline(_LINE_CHARS):
            yield line


def _records(lines: Iterator[str], syntax: TagSyntax) -> Iterator[TaggedRecord]:
    record = TaggedRecord()
    at_line_start = True  # whether the piece begins a line
    line = syntax.line
    for piece in lines:
        if at_line_start and not record.fields:
            line = syntax.styled(piece) or line
        tagged = line.fullmatch(piece.rstrip("\n")) if at_line_start else None
        ends = at_line_start and syntax.is_end(piece)
        if record.fields and (ends or (tagged and tagged["tag"].strip().upper() == syntax.first)):
            yield record
            record = TaggedRecord()
        if tagged and not ends:
            tag = tagged["tag"].strip().upper()
            if syntax.only_from_first and not record.fields and tag != syntax.first:
                at_line_start = piece.endswith("\n")
                continue  # databases write tagged lines between records
            if not record.is_too_large:
                record.begin(tag)
            record.add((tagged["value"] or "").strip())
        elif not ends:
            record.add(syntax.joint + piece.strip() if at_line_start else piece)
        at_line_start = piece.endswith("\n")
    if record.fields:
        yield record
