"""Lines of text out of PDF pages: ligatures spelled out, running heads and feet gone, broken words whole."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

_LIGATURES = str.maketrans(
    {
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ﬅ": "st",
        "ﬆ": "st",
        "\u00ad": None,
        "\u00a0": " ",
    }
)
# PDFium's mark for the hyphen of a word broken at the end of a line, which it has put together.
BROKEN = "\ufffe"
_HALVES = re.compile(
    rf"(?P<left>[\w'\u2019-]*)(?:{BROKEN}|(?<=[a-z])-\n(?=[a-z]))(?P<right>[\w'\u2019]*)(?P<more>-?)"
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_EDGE = 4
_LEAST_PAGES = 3
_REPEATS = 0.4  # left and right pages often have heads of their own


def page_lines(pdf: Any, number: int) -> list[str]:
    """The lines of a page in PDFium's reading order, which follows columns where the file does."""
    page = pdf[number]
    try:
        text_page = page.get_textpage()
        try:
            text: str = text_page.get_text_range()
        finally:
            text_page.close()
    finally:
        page.close()
    lines = (" ".join(line.split()) for line in text.translate(_LIGATURES).splitlines())
    return [line for line in lines if line]


def without_running_heads(pages: list[list[str]]) -> list[str]:
    """All lines of all pages but heads, feet and page numbers: what repeats, numbers apart, on many pages.

    Files may draw a head after the text, so its place is no sign: only bare numbers must stand at an edge.
    """
    if len(pages) < _LEAST_PAGES:
        return [line for page in pages for line in page]
    counts = Counter(shape for page in pages for shape in {_shape(line) for line in page})
    least = max(_LEAST_PAGES, _REPEATS * len(pages))
    kept = []
    for page in pages:
        for place, line in enumerate(page):
            shape = _shape(line)
            at_edge = place < _EDGE or place >= len(page) - _EDGE
            if counts[shape] < least or (not at_edge and not any(map(str.isalpha, shape))):
                kept.append(line)
    return kept


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", line).casefold()


def mend_hyphens(lines: list[str]) -> list[str]:
    """Words broken at line ends put together, with the hyphen where the document elsewhere writes it.

    A word broken between two lines ends up on the first.
    """
    text = "\n".join(lines)
    known = {word.casefold() for word in _WORD.findall(text)}

    def mended(found: re.Match[str]) -> str:
        left, right, more = found["left"], found["right"], found["more"]
        hyphen = "-" if _keeps_hyphen(left, right, more, known) else ""
        return f"{left}{hyphen}{right}{more}"

    return _HALVES.sub(mended, text).split("\n")


def _keeps_hyphen(left: str, right: str, more: str, known: set[str]) -> bool:
    whole, apart = f"{left}{right}".casefold(), f"{left}-{right}".casefold()
    if whole in known:
        return False
    # "state-of-the-art" broken after "state"; "COVID-19"; "IL-6 receptor" broken before the number.
    return apart in known or bool(more) or not right[:1].islower() or left[-1:].isdigit()
