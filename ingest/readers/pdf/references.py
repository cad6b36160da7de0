"""Where the list of references of a PDF begins, and where the text goes on after it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.readers.pdf.headings import starts_references
from ingest.readers.pdf.words import PageLine, common_size

_APPENDIX = re.compile(
    r"(?:Appendix|Appendices|Supplement\w*|Supporting information|Annex|Figure legends?|[A-C]\.? (?=[A-Z])).{0,100}",
)
_LARGER = 1.05  # of the common print: a heading, not an entry
_CONTENTS = 0.1  # of the text: a heading before it stands in a table of contents


def part_references(lines: Sequence[PageLine]) -> tuple[list[PageLine], list[PageLine]]:
    """The lines before the list of references, and those of the appendices after it.

    The list begins at the first such heading past a tenth of the lines: before that it is a table of contents that
    names it. An appendix begins with a line in larger print than the references.
    """
    for number, line in enumerate(lines):
        if starts_references(line.text) and number >= int(_CONTENTS * len(lines)):
            return list(lines[:number]), _appendices(lines[number + 1 :])
    return list(lines), []


def _appendices(lines: Sequence[PageLine]) -> list[PageLine]:
    size = common_size(lines)
    for number, line in enumerate(lines):
        if line.size > _LARGER * size and _APPENDIX.fullmatch(line.text):
            return list(lines[number:])
    return []
