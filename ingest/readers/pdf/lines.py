"""What is done to the lines of PDF pages: running heads and feet taken away, broken words made whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from ingest.readers.pdf.words import BROKEN, PageLine

_HALVES = re.compile(
    rf"(?<![\w'\u2019-])(?P<left>[\w'\u2019-]*)(?:{BROKEN}\n?|(?<=[a-z])-\n(?=[a-z]))(?P<right>[\w'\u2019]*)"
    rf"(?P<more>(?:-[\w'\u2019]+)*-?)(?P<after>[^\w\s{BROKEN}]*[ \n]?)"
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_EDGE = 3  # lines at the top and at the foot that may be running heads
_LEAST_PAGES = 3  # that repeat a line: two may do so by chance
_REPEATS = 0.4  # left and right pages often have heads of their own


def without_running_heads(pages: list[list[PageLine]]) -> list[list[PageLine]]:
    """The pages without heads, feet and page numbers: what repeats, numbers apart.

    At the upper and lower edge three times are enough, as chapters have heads of their own. Inside a page it must be
    on many pages and no bare number, which tables hold.
    """
    if len(pages) < _LEAST_PAGES:
        return pages
    shapes = [[_shape(line.text) for line in page] for page in pages]
    edges = [_edge(page) for page in pages]
    anywhere = Counter(shape for page in shapes for shape in set(page))
    at_edge = Counter(
        shape for page, edge in zip(shapes, edges, strict=True) for shape in {page[index] for index in edge}
    )
    least = max(_LEAST_PAGES, _REPEATS * len(pages))

    def is_text(shape: str, is_at_edge: bool) -> bool:
        if is_at_edge:
            return at_edge[shape] < _LEAST_PAGES
        return anywhere[shape] < least or not any(map(str.isalpha, shape))

    return [
        [line for index, line in enumerate(page) if is_text(shapes[number][index], index in edges[number])]
        for number, page in enumerate(pages)
    ]


def _edge(page: list[PageLine]) -> set[int]:
    """The highest and the lowest lines: files may draw a head after the text, so that its turn is no sign."""
    downwards = sorted(range(len(page)), key=lambda index: -page[index].middle)
    return {*downwards[:_EDGE], *downwards[-_EDGE:]}


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", line).casefold()


def mend_hyphens(lines: Iterable[str]) -> list[str]:
    """Words broken at line ends put together, with the hyphen where the document elsewhere writes it.

    A word broken between two lines ends up on the first.
    """
    text = "\n".join(lines)
    known = {word.casefold() for word in _WORD.findall(text)}

    def mended(found: re.Match[str]) -> str:
        left, right, more = found["left"], found["right"], found["more"]
        hyphen = "-" if _keeps_hyphen(left, right, more, known) else ""
        after = found["after"]
        is_over_lines = "\n" in found.group()[: -len(after) or None]
        return f"{left}{hyphen}{right}{more}" + (after.rstrip(" \n") + "\n" if is_over_lines else after)

    return list(filter(None, _HALVES.sub(mended, text).split("\n")))


def _keeps_hyphen(left: str, right: str, more: str, known: set[str]) -> bool:
    whole, apart = f"{left}{right}".casefold(), f"{left}-{right}".casefold()
    if whole in known:
        return False
    # "state-of-the-art" broken after "state"; "COVID-19"; "IL-6 receptor" broken before the number.
    return apart in known or bool(more) or not right[:1].islower() or left[-1:].isdigit()
