"""What is done to the lines of PDF pages: running heads and feet taken away."""

from __future__ import annotations

import re
from collections import Counter

from ingest.readers.pdf.words import PageLine, common_size

_EDGE = 3  # lines at the top and at the foot that may be running heads
_LEAST_PAGES = 3  # that repeat a line: two may do so by chance
_SAME_PLACE = 3.0  # points between the places of one line on two pages
_SMALL = 0.95  # of the size of most text
_REPEATS = 0.4  # left and right pages often have heads of their own


def without_running_heads(pages: list[list[PageLine]]) -> list[list[PageLine]]:
    """The pages without heads, feet and page numbers: what repeats, numbers apart.

    At the upper and lower edge three times are enough, as chapters have heads of their own. Inside a page it must be
    on many pages and no bare number, which tables hold.
    """
    if len(pages) < _LEAST_PAGES:
        return _without_same_edges(pages)
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


def _without_same_edges(pages: list[list[PageLine]]) -> list[list[PageLine]]:
    """Two pages without a highest or lowest line in small print that both have, numbers apart, at the same place."""
    if len(pages) != 2 or not all(pages):
        return pages
    size = common_size([line for page in pages for line in page])
    for outermost in (max, min):
        first, second = (outermost(page, key=lambda line: line.middle) for page in pages)
        is_near = (
            abs(first.middle - second.middle) <= _SAME_PLACE and abs(first.left - second.left) <= _SAME_PLACE
        )
        is_small = max(first.size, second.size) < _SMALL * size
        if is_near and is_small and _shape(first.text) == _shape(second.text):
            pages = [
                [line for line in page if line is not outer]
                for page, outer in zip(pages, (first, second), strict=True)
            ]
    return pages


def _edge(page: list[PageLine]) -> set[int]:
    """The highest and the lowest lines: files may draw a head after the text, so that its turn is no sign."""
    downwards = sorted(range(len(page)), key=lambda index: -page[index].middle)
    return {*downwards[:_EDGE], *downwards[-_EDGE:]}


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", line).casefold()
