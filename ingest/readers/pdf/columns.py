"""The lines of a page in the order of its columns, where the file draws them in another.

A recursive XY-cut: a page with a gutter is cut along it, and across at the lines that cross it. Nagy, Seth (1984):
Hierarchical representation of optically scanned documents.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.readers.pdf.words import PageLine, PageWord

# All in points but shares. Set by hand; no figure decides between these and their neighbours.
_WORD_GAP = 0.7  # of the print's height: wider gaps are between columns or cells
_GUTTER = 5  # the least width
_NARROWEST, _WIDEST = 100, 5000  # width of a page's text
_MARGIN = 0.22  # a gutter is not in the outer parts of the text
_PROSE = 0.55  # of its column's width: lines of text fill it, cells of tables do not
_LEAST_LINES = 8  # in each column, or it is a table or a list
_LEAST_SHARE = 0.5  # of the page's pieces are in columns
_MIXED = 0.25  # of the left column's lines come after one of the right: the file mixes them
_ROW_GAP = 0.5  # of the smaller size of print: what stands less far below is on the same line
_MOST_WORDS = 20_000  # of a page; a bound on time
_MOST_DEPTH = 3  # cuts one inside the other: pages have two columns, seldom four


class _Gutter(NamedTuple):
    """Where a page is cut in two, and where its text begins and ends."""

    first: float
    middle: float
    last: float

    def is_prose(self, piece: PageLine) -> bool:
        """Whether a piece fills the column that it is in."""
        column = self.middle - self.first if piece.left < self.middle else self.last - self.middle
        return not self.crosses(piece) and piece.right - piece.left > _PROSE * column

    def crosses(self, piece: PageLine) -> bool:
        """Whether a piece stands in both columns."""
        return piece.left < self.middle - 1 and piece.right > self.middle + 1


def in_columns(lines: list[PageLine]) -> list[PageLine]:
    """The lines, untouched unless the page has columns and the file mixes them."""
    if not 2 * _LEAST_LINES <= sum(len(line.words) for line in lines) <= _MOST_WORDS:
        return lines
    pieces = [piece for line in lines for piece in cells(line)]
    gutter = _gutter(pieces)
    if gutter is None or not _is_mixed(pieces, gutter):
        return lines
    return list(_ordered(pieces, _MOST_DEPTH))


def cells(line: PageLine) -> Iterator[PageLine]:
    """The line cut at its wide gaps, and where it goes back."""
    words: list[PageWord] = []
    for word in line.words:
        gap = word.left - words[-1].right if words else 0.0
        height = word.top - word.bottom
        if gap > _WORD_GAP * height or gap < -2 * height:
            yield PageLine(tuple(words))
            words = []
        words.append(word)
    yield PageLine(tuple(words))


def _gutter(pieces: Sequence[PageLine]) -> _Gutter | None:
    """The middle of the strip that fewest pieces cross; None where it does not part two columns of prose."""
    first = sorted(piece.left for piece in pieces)[len(pieces) // 20]
    last = sorted(piece.right for piece in pieces)[-1 - len(pieces) // 20]
    width = int(last - first)
    if not _NARROWEST < width < _WIDEST:
        return None
    crossings = [0] * (width + 2)
    for piece in pieces:
        crossings[min(max(int(piece.left - first), 0), width)] += 1
        crossings[min(max(int(piece.right - first) + 1, 0), width + 1)] -= 1
    for index in range(1, len(crossings)):
        crossings[index] += crossings[index - 1]
    start, end = _widest_lowest(crossings, int(_MARGIN * width), int((1 - _MARGIN) * width))
    gutter = _Gutter(first, first + (start + end) / 2, last)
    return gutter if end - start >= _GUTTER and _has_columns(pieces, gutter) else None


def _widest_lowest(heights: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """The widest run of the lowest height within the range."""
    lowest = min(heights[start:end])
    best, run = (start, start), start
    for index in range(start, end + 1):
        if index == end or heights[index] > lowest:
            if index - run > best[1] - best[0]:
                best = (run, index)
            run = index + 1
    return best


def _has_columns(pieces: Sequence[PageLine], gutter: _Gutter) -> bool:
    """Whether both sides hold lines of prose, and these are most of the page."""
    prose = [piece for piece in pieces if gutter.is_prose(piece)]
    left = sum(piece.left < gutter.middle for piece in prose)
    return min(left, len(prose) - left) >= _LEAST_LINES and len(prose) >= _LEAST_SHARE * len(pieces)


def _is_mixed(pieces: Sequence[PageLine], gutter: _Gutter) -> bool:
    """Whether the file draws much prose of a left column after the right one beside it was begun."""
    order = {id(piece): index for index, piece in enumerate(pieces)}
    late = lefts = 0
    for band in _bands(_downwards(pieces), gutter):
        prose = sorted(filter(gutter.is_prose, band), key=lambda piece: order[id(piece)])
        right_began = False
        for piece in prose:
            if piece.left >= gutter.middle:
                right_began = True
            else:
                lefts += 1
                late += right_began
    return late > _MIXED * lefts


def _downwards(pieces: Sequence[PageLine]) -> list[PageLine]:
    return sorted(pieces, key=lambda piece: -piece.middle)


def _bands(downwards: Sequence[PageLine], gutter: _Gutter) -> Iterator[list[PageLine]]:
    """Runs of pieces that do not cross the gutter, and the crossing ones each alone."""
    band: list[PageLine] = []
    for piece in downwards:
        if gutter.crosses(piece):
            yield from ([band] if band else [])
            yield [piece]
            band = []
        else:
            band.append(piece)
    yield from ([band] if band else [])


def _ordered(pieces: Sequence[PageLine], depth: int) -> Iterator[PageLine]:
    downwards = _downwards(pieces)
    gutter = _gutter(downwards) if depth and len(pieces) >= 2 * _LEAST_LINES else None
    if gutter is None:
        yield from _rows(downwards)
        return
    for band in _bands(downwards, gutter):
        yield from _ordered([piece for piece in band if piece.left < gutter.middle], depth - 1)
        yield from _ordered([piece for piece in band if piece.left >= gutter.middle], depth - 1)


def _rows(downwards: Sequence[PageLine]) -> Iterator[PageLine]:
    """Pieces that stand beside each other as one line: what a raised mark or a wide space cut apart."""
    row: list[PageLine] = []
    for piece in downwards:
        if row and row[0].middle - piece.middle > _ROW_GAP * min(row[0].size, piece.size):
            yield _joined(row)
            row = []
        row.append(piece)
    if row:
        yield _joined(row)


def _joined(row: list[PageLine]) -> PageLine:
    return PageLine(
        tuple(word for piece in sorted(row, key=lambda piece: piece.left) for word in piece.words)
    )
