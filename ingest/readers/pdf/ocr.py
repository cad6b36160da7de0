"""The text of a page that is a picture, by RapidOCR (PaddleOCR's models, PP-OCRv4), where that extra is installed.

It reads print in Latin letters well, other scripts and handwriting badly; what it is unsure of is left out. The models
were made for Chinese and lose most spaces: words are parted where the picture shows a gap between two letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest.readers.pdf.words import PageLine, PageWord

_DOTS_PER_INCH = 200  # of the picture that is read; 300 read the samples no better
_POINTS_PER_INCH = 72
# All set by hand on scans of tests/ingest/readers/pdf/test_ocr.py.
_LEAST_SCORE = 0.5  # of a line; below it are drawings and smudges
_UPRIGHT_SCORE = 0.8  # of a page's lines, on average: print that stands upright scores more
_GAP = 0.2  # of a line's height: wider than between letters, narrower than between words
_SHARE_OF_GAPS = 0.75  # of the usual gap between words of the line
_BAND = 0.35  # of a line's height, on both sides of its middle, in which its ink is looked for
_TURNS = (0, 1, 3, 2)  # quarters of a turn, upright first


class _Line(NamedTuple):
    """Corners from the upper left clockwise, pixels; each letter with its left and right; how sure the reading is."""

    box: NDArray[np.float64]
    letters: list[tuple[str, float, float]]
    score: float

    @property
    def is_upright(self) -> bool:
        return bool(np.ptp(self.box[:, 0]) >= np.ptp(self.box[:, 1]))


class _Scan(NamedTuple):
    """What was read of a page turned in one way: its picture in grey, and its lines."""

    grey: NDArray[np.float64]
    lines: list[_Line]

    @property
    def score(self) -> float:
        """How sure all of it is, on average; print that lies on its side is not counted."""
        return sum(line.score for line in self.lines if line.is_upright) / max(len(self.lines), 1)


def is_available() -> bool:
    """Whether the extra is installed and its libraries load."""
    return _engine() is not None


def ocr_lines(page: Any) -> list[PageLine]:
    """The lines of a page downwards, in points from its lower left corner, the page turned upright where it lies.

    Needs `is_available`.
    """
    picture = page.render(scale=_DOTS_PER_INCH / _POINTS_PER_INCH).to_numpy()
    best = _read(picture, _TURNS[0])
    for turn in _TURNS[1:] if best.score < _UPRIGHT_SCORE else ():
        best = max(best, _read(picture, turn), key=lambda scan: scan.score)
    lines = (PageLine(tuple(_words(best.grey, line))) for line in best.lines if line.score >= _LEAST_SCORE)
    return [line for line in lines if line.words]


def _read(picture: NDArray[np.uint8], turn: int) -> _Scan:
    turned = np.ascontiguousarray(np.rot90(picture, turn))
    found, _ = _engine()(turned, use_cls=False, return_word_box=True)
    lines = []
    for box, _text, score, boxes, letters, _scores in found or []:
        edges = [(min(x for x, _ in each), max(x for x, _ in each)) for each in boxes]
        read = [(letter, *edge) for letter, edge in zip(letters, edges, strict=True)]
        lines.append(_Line(np.array(box, dtype=np.float64), read, float(score)))
    return _Scan(turned.astype(np.float64).mean(axis=2), lines)


def _words(grey: NDArray[np.float64], line: _Line) -> Iterator[PageWord]:
    scale, height = _POINTS_PER_INCH / _DOTS_PER_INCH, grey.shape[0]
    top, bottom = (height - line.box[:, 1].min()) * scale, (height - line.box[:, 1].max()) * scale
    for word in _parted(line.letters, _gaps(grey, line)):
        text = "".join(letter for letter, _, _ in word)
        yield PageWord(text, word[0][1] * scale, word[-1][2] * scale, float(bottom), float(top))


def _parted(
    letters: Sequence[tuple[str, float, float]], gaps: NDArray[np.float64]
) -> Iterator[list[tuple[str, float, float]]]:
    """The letters of each word: parted where a space was read, or a gap lies between the middles of two letters."""
    word: list[tuple[str, float, float]] = []
    for letter in letters:
        if letter[0].isspace() or (word and _lies_between(gaps, word[-1], letter)):
            yield from [word] if word else []
            word = []
        if not letter[0].isspace():
            word.append(letter)
    yield from [word] if word else []


def _lies_between(
    gaps: NDArray[np.float64], first: tuple[str, float, float], second: tuple[str, float, float]
) -> bool:
    low, high = (first[1] + first[2]) / 2, (second[1] + second[2]) / 2
    return bool(((gaps > low) & (gaps < high)).any())


def _gaps(grey: NDArray[np.float64], line: _Line) -> NDArray[np.float64]:
    """The middles of the gaps in a line's ink that are wide enough to part words, in pixels from the left."""
    left, right = int(line.box[:, 0].min()), int(line.box[:, 0].max())
    corners = line.box
    line_height = float((corners[3, 1] + corners[2, 1] - corners[0, 1] - corners[1, 1]) / 2)
    columns = np.arange(max(left, 0), min(right, grey.shape[1]))
    ends = [(corners[0, 1] + corners[3, 1]) / 2, (corners[1, 1] + corners[2, 1]) / 2]
    middles = np.interp(columns, [left, max(right, left + 1)], ends)
    reach = np.arange(-int(_BAND * line_height), int(_BAND * line_height) + 1)
    rows = np.clip(middles[None, :].astype(int) + reach[:, None], 0, grey.shape[0] - 1)
    band = grey[rows, columns[None, :]]
    has_ink = (band < (band.min() + np.median(band)) / 2).any(axis=0)
    edges = np.flatnonzero(np.diff(np.concatenate([[True], has_ink, [True]]).astype(int)))
    starts, stops = edges[::2], edges[1::2]
    widths = stops - starts
    wide = widths >= max(2.0, _GAP * line_height)
    if wide.any():  # the two digits of 12 stand far apart, but not as far as words do
        wide &= widths >= _SHARE_OF_GAPS * np.median(widths[wide])
    middles_of_gaps: NDArray[np.float64] = (starts[wide] + stops[wide]) / 2 + columns[0]
    return middles_of_gaps


@cache
def _engine() -> Any:
    """RapidOCR, loaded once; None where it is not installed, or a library that it needs is not."""
    try:
        return import_module("rapidocr_onnxruntime").RapidOCR()
    except ImportError:
        return None
