"""HL7 v2: one document a message, of the results, reports, allergies, diagnoses and medicines that it carries.

Format: HL7 Messaging Standard Version 2.8.2 (ORU, MDM, ADT, RDE, REF, VXU and what else has these segments).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from graph import Tier
from graph.parsing import Problem, Source, decode_head, encoding_of, errors_of, open_source, read_head
from ingest.readers.base import ReadResult
from ingest.readers.clinical.hl7v2.document import read_message
from ingest.readers.clinical.hl7v2.message import Marks, Segment, segment

_BEGINS = re.compile(r"[\s\ufeff\x0b]*(?:MSH|FHS|BHS)[^\w\s]")
_SEGMENT = re.compile(r"[A-Z][A-Z0-9]{2}(?=\W|$)")
_FRAMES = "\x0b\x1c"  # the marks of MLLP, by which messages are sent
_MOST_CHARS = 32 * 2**20  # of a message; scanned documents travel in base64
_LINE_CHARS = 1 << 20


class Hl7v2Reader:
    """Reads the messages of a file one at a time, alone, one after the other, or in a batch."""

    name = "hl7v2"
    tier = Tier.USER

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether the text begins with the header of a message or of a batch."""
        return _BEGINS.match(decode_head(head)) is not None

    def read(self, source: Source, tier: Tier) -> Iterator[ReadResult]:
        """A Document a message; a Deletion where one says that a document was replaced or cancelled."""
        number = 0
        for number, message in enumerate(_messages(source), 1):
            location = f"message {number}"
            if message is None:
                yield Problem(source.name, location, f"longer than {_MOST_CHARS // 2**20} MiB")
            else:
                yield from read_message(message, location, source.name, tier)
        if not number:
            yield Problem(source.name, "", "holds no message: none of its lines begins with MSH")


def _messages(source: Source) -> Iterator[list[Segment] | None]:
    """The segments of each message; None for one that is too long."""
    encoding = encoding_of(read_head(source))
    lines: list[str] = []
    size = 0
    with open_source(source) as stream, io.TextIOWrapper(stream, encoding, errors_of(encoding)) as text:
        goes_on = False
        while piece := text.readline(_LINE_CHARS):
            line = piece.strip("\n" + _FRAMES)
            if not goes_on and line.startswith("MSH"):
                if lines:
                    yield _segments(lines) if size <= _MOST_CHARS else None
                lines, size = [line], len(line)
            elif lines and line:
                size += len(line)
                if size <= _MOST_CHARS:
                    _add(lines, line, goes_on)
            goes_on = not piece.endswith("\n")
    if lines:
        yield _segments(lines) if size <= _MOST_CHARS else None


def _add(lines: list[str], line: str, goes_on: bool) -> None:
    """Begin a segment with a line, or go on with the last: some systems break the text of reports."""
    if goes_on:
        lines[-1] += line
    elif _SEGMENT.match(line):
        lines.append(line)
    else:
        lines[-1] += "\n" + line


def _segments(lines: list[str]) -> list[Segment]:
    marks = Marks.of(lines[0])
    return [segment(line, marks) for line in lines if line[:3] not in ("BTS", "FTS", "BHS", "FHS")]
