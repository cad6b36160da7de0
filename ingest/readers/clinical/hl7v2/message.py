"""A message taken apart: segments of fields of repetitions of components, with its own marks and escapes.

Format: HL7 Messaging Standard Version 2.8.2, chapter 2 (delimiters and escapes are the same since 2.1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_HEADER = re.compile(r"MSH(?P<field>.)(?P<component>.)(?P<repetition>.)(?P<escape>.)?(?P<part>.)?")
_BREAKS = re.compile(r"\.(?:br|sp|ce|in|ti)[+-]?\d*")
_HEX = re.compile(r"X((?:[0-9A-Fa-f]{2})+)")
_NULL = '""'  # "delete the value that you hold": there is none


@dataclass(frozen=True, slots=True)
class Marks:
    """The characters that part a message, as its header states them."""

    field: str = "|"
    component: str = "^"
    repetition: str = "~"
    escape: str = "\\"
    part: str = "&"

    @classmethod
    def of(cls, header: str) -> Marks:
        """Those of a line that begins with MSH; the usual ones where it is cut short."""
        found = _HEADER.match(header)
        if found is None:
            return cls()
        marks = found.groupdict()
        if marks["part"] == marks["field"]:  # older headers name fewer
            marks["part"] = "&"
        if marks["escape"] == marks["field"]:
            marks |= {"escape": "\\", "part": "&"}
        return cls(**{name: mark or getattr(cls(), name) for name, mark in marks.items()})

    def plain(self, text: str) -> str:
        """The text with its escapes resolved: marks, line breaks, bytes in hexadecimal; emphasis is dropped."""
        if self.escape not in text:
            return text
        pieces = text.split(self.escape)
        # Every second piece stands between two escape characters; without a second one it is text.
        plain = [piece if n % 2 == 0 else self._escaped(piece) for n, piece in enumerate(pieces[:-1])]
        last = pieces[-1] if len(pieces) % 2 else self.escape + pieces[-1]
        return "".join([*plain, last])

    def _escaped(self, code: str) -> str:
        marks = {"F": self.field, "S": self.component, "T": self.part, "R": self.repetition, "E": self.escape}
        if code in marks:
            return marks[code]
        if _BREAKS.fullmatch(code):
            return "\n"
        if found := _HEX.fullmatch(code):
            return bytes.fromhex(found[1]).decode("latin-1")
        return "" if code in ("H", "N") else f"{self.escape}{code}{self.escape}"


@dataclass(frozen=True, slots=True)
class Segment:
    """One line of a message. Fields, repetitions and components count from 1, as the standard's do."""

    fields: list[str]
    marks: Marks

    @property
    def name(self) -> str:
        """`OBX`."""
        return self.fields[0]

    def raw(self, field: int) -> str:
        """A field with its marks and escapes; '' where there is none."""
        at = field - 1 if self.name in ("MSH", "BHS", "FHS") else field
        value = self.fields[at] if at < len(self.fields) else ""
        return "" if value.strip() == _NULL else value

    def values(self, field: int) -> Iterator[list[str]]:
        """The components of each repetition of a field, escapes resolved."""
        for value in self.raw(field).split(self.marks.repetition):
            if value and value != _NULL:
                yield [self.marks.plain(each).strip() for each in value.split(self.marks.component)]

    def component(self, field: int, number: int = 1) -> str:
        """A component of the first repetition; '' where there is none."""
        first = next(self.values(field), [])
        return first[number - 1] if len(first) >= number else ""

    def coded(self, field: int) -> str:
        """The words of a coded value: its own text, else the alternate's, else the original's, else its code."""
        return coded_text(next(self.values(field), []))


def coded_text(components: list[str]) -> str:
    """The words of a coded element (CE, CWE, CNE): text, alternate text, original text, else the code."""
    padded = [*components, *[""] * 9]
    return padded[1] or padded[4] or padded[8] or padded[0]


def segment(line: str, marks: Marks) -> Segment:
    """The segment of a line."""
    return Segment(line.split(marks.field), marks)
