"""Words of PDF pages with their places, in the order in which PDFium finds them."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any, NamedTuple

from pypdfium2 import raw

from ingest.readers.compose.hyphens import BROKEN

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
    }
)
_TOKEN = re.compile(rf"[\r\n]+|{BROKEN}|[^\s{BROKEN}]+")


class PageWord(NamedTuple):
    """A word's text and box in points, from the page's lower left corner; the height is that of its font."""

    text: str
    left: float
    right: float
    bottom: float
    top: float


class PageLine(NamedTuple):
    """A line's words from left to right."""

    words: tuple[PageWord, ...]

    @property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def size(self) -> float:
        """The height of its print."""
        return median(word.top - word.bottom for word in self.words)

    @property
    def left(self) -> float:
        """Where it begins."""
        return min(word.left for word in self.words)

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(word.right for word in self.words)

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return median((word.bottom + word.top) / 2 for word in self.words)


def page_lines(page: Any) -> list[PageLine]:
    """The lines of a page in PDFium's order, which is the file's; a broken word's first half ends with BROKEN."""
    text_page = page.get_textpage()
    try:
        return [PageLine(tuple(words)) for words in _lines(text_page) if words]
    finally:
        text_page.close()


def _lines(text_page: Any) -> Iterator[list[PageWord]]:
    text, handle, box = _text(text_page), text_page.raw, raw.FS_RECTF()
    words: list[PageWord] = []
    for token in _TOKEN.finditer(text):
        piece = token.group()
        if piece == BROKEN:
            if words:
                words[-1] = words[-1]._replace(text=words[-1].text + BROKEN)
                yield words
                words = []
        elif piece[0] in "\r\n":
            yield words
            words = []
        elif clean := "".join(piece.translate(_LIGATURES).split()):
            words.append(_word(handle, box, clean, token.start(), token.end() - 1))
    yield words


def _text(text_page: Any) -> str:
    """All characters, one for each of PDFium's, so that places in it are PDFium's."""
    count = text_page.count_chars()
    text: str = text_page.get_text_range(errors="replace") if count else ""
    if len(text) != count:  # characters without a meaning, or beyond the basic plane
        codes = (raw.FPDFText_GetUnicode(text_page.raw, index) for index in range(count))
        text = "".join(chr(code) if 0 < code < 0x110000 else " " for code in codes)
    return text


def _word(handle: Any, box: Any, text: str, first: int, last: int) -> PageWord:
    raw.FPDFText_GetLooseCharBox(handle, first, ctypes.byref(box))
    left, bottom, top = box.left, box.bottom, box.top
    raw.FPDFText_GetLooseCharBox(handle, last, ctypes.byref(box))
    return PageWord(text, left, max(left, box.right), bottom, top)


def common_size(lines: Sequence[PageLine]) -> float:
    """The height of most print, weighed by letters."""
    sizes = sorted((line.size, len(line.text)) for line in lines)
    half = sum(length for _, length in sizes) / 2
    for size, length in sizes:
        half -= length
        if half <= 0:
            return size
    return 0.0
