"""Paragraphs out of plain lines, for text that was broken to a width by whoever wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ITEM = re.compile(r"\s*(?:[-*+•‣\u2013·]|#\d{0,2}[.):]?|\(?\d{1,3}[.)]|\(?[A-Za-z][.)])\s+\S")
# A line broken to a width is neither short (a list, an address) nor very long (a paragraph of its own).
_BROKEN_FROM, _BROKEN_TO = 45, 160

# "Adverse: none": a field of a record goes on with nothing.
_LABEL = re.compile(r"\s*[A-Z][\w/&'-]*(?: [\w/&'-]+){0,3}:(?:\s|$)")
# Cells of a row, set apart by tabs or wide gaps: "Metformin   120   14 (12%)".
_GAP = re.compile(r"\S(?:[ ]*\t\s*|[ ]{3,})(?=\S)")
_LEAST_GAPS = 2


def is_row(line: str) -> bool:
    """Whether a line is a row of a table that was set with gaps."""
    return len(_GAP.findall(line)) >= _LEAST_GAPS


def continues(previous: str, following: str) -> bool:
    """Whether `following` goes on in the middle of the sentence that `previous` left open."""
    last = previous.rstrip()
    if not last or len(last) > _BROKEN_TO or not following.strip() or _ITEM.match(following):
        return False
    if is_row(previous) or is_row(following) or _LABEL.match(following):
        return False
    starts_low = following.lstrip()[0].islower()
    if last.endswith(","):
        return True
    if len(last) < _BROKEN_FROM:
        return False
    return starts_low or last[-1] not in ".:;!?"


def join_lines(lines: Iterable[str]) -> str:
    """Lines with every broken one mended; what is left of newlines separates paragraphs."""
    paragraphs: list[list[str]] = []
    previous = ""
    for line in lines:
        if paragraphs and continues(previous, line):
            paragraphs[-1].append(line.strip())
        else:
            paragraphs.append([line.strip()])
        previous = line
    return "\n".join(" ".join(paragraph) for paragraph in paragraphs)
