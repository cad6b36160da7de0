"""Paragraphs out of plain lines, for text that was broken to a width by whoever wrote it."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import groupby

_ITEM = re.compile(r"\s*(?:[-*+•‣\u2013·]|#\d{0,2}[.):]?|\(?\d{1,3}[.)]|\(?[A-Za-z][.)])\s+\S")
# A line broken to a width is neither short (a list, an address) nor very long (a paragraph of its own).
_BROKEN_FROM, _BROKEN_TO = 45, 160
_MOST = 0.9
_UNEVEN = 0.8  # of the width: letters of print differ in width, and a hyphen saves some; set by hand
_OPEN_END = re.compile(
    r"(?:,|\b(?:the|an?|of|and|or|to|in|on|with|for|by|from|at|her|his|their|that|which|is|was|were|been|not))$"
)
_LEAST_ITEMS = 3  # lines that make a list

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


def width_of(lines: Sequence[str]) -> int:
    """The width, in characters, that lines were broken to if they were: all but the longest tenth are no wider."""
    widths = sorted(len(line.rstrip()) for line in lines if line.strip())
    return max(widths[: math.ceil(_MOST * len(widths))], default=0)


def join_lines(lines: Sequence[str], width: int | None = None) -> str:
    """Lines with every broken one mended; what is left of newlines separates paragraphs.

    `width` is that of the text that the lines are of, by default their own.
    """
    width = width_of(lines) if width is None else width
    paragraphs: list[list[str]] = []
    for _, group in groupby(lines, key=lambda line: bool(line.strip())):
        run = list(group)
        breaks_at = math.inf if _is_list(run) else _UNEVEN * min(width, _BROKEN_TO)
        for number, line in enumerate(run):
            previous = run[number - 1].rstrip() if number else ""
            first_word = next(iter(line.split(maxsplit=1)), "")
            # A line was broken to the width if the next word did not fit.
            is_broken = len(previous) + 1 + len(first_word) >= breaks_at or _OPEN_END.search(previous)
            if number and continues(previous, line) and is_broken:
                paragraphs[-1].append(line.strip())
            else:
                paragraphs.append([line.strip()])
    return "\n".join(" ".join(paragraph) for paragraph in paragraphs)


def _is_list(run: Sequence[str]) -> bool:
    """Whether of lines side by side none goes on in the middle of a sentence."""
    return len(run) >= _LEAST_ITEMS and not any(line.lstrip()[:1].islower() for line in run[1:])
