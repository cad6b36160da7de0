"""The title of a PDF: what its metadata says when that is a title, else the largest print on page 1."""

from __future__ import annotations

import ctypes
import re
from itertools import groupby
from statistics import median
from typing import Any

from pypdfium2 import raw

_SHORTEST, _LONGEST = 8, 300
_FILE_NAME = re.compile(r"microsoft word|untitled|\.(?:docx?|pdf|tex|indd|qxd|rtf)\b|\d\.\.\d", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
_SAME_SIZE = 0.94
_LEAST_LETTERS = 8  # a drop cap or a journal's monogram is larger than the title, and no title
_MOST_CHARS = 6000


def find_title(pdf: Any, first_page: str) -> str:
    """The title, '' when nothing looks like one. `first_page` is the text of page 1."""
    stated = " ".join(pdf.get_metadata_value("Title").split())
    return stated if _is_sane(stated, first_page) else _largest_print(pdf)


def _is_sane(title: str, first_page: str) -> bool:
    """Whether most of the title's words stand on page 1: templates and file names do not."""
    words = _WORD.findall(title.casefold())
    if not _SHORTEST <= len(title) <= _LONGEST or len(words) < 2 or _FILE_NAME.search(title):
        return False
    page = set(_WORD.findall(first_page.casefold()))
    return sum(word in page for word in words) >= 0.7 * len(words)


def _largest_print(pdf: Any) -> str:
    page = pdf[0]
    try:
        text_page = page.get_textpage()
        try:
            lines = _sized_lines(text_page)
        finally:
            text_page.close()
    finally:
        page.close()
    largest = max((size for size, _ in lines), default=0.0)
    for in_title, run in groupby(lines, key=lambda sized: sized[0] >= _SAME_SIZE * largest):
        if in_title:
            title = " ".join(text for _, text in run)[:_LONGEST]
            return title if len(_WORD.findall(title)) > 1 else ""
    return ""


def _sized_lines(text_page: Any) -> list[tuple[float, str]]:
    """The page's lines with the height of their print in points."""
    box = raw.FS_RECTF()
    sized: list[tuple[float, str]] = []
    heights: list[float] = []
    text: list[str] = []
    for index in range(min(text_page.count_chars(), _MOST_CHARS)):
        char = chr(raw.FPDFText_GetUnicode(text_page, index))
        if char in "\r\n":
            _close(sized, heights, text)
        else:
            text.append(char)
            if char.isalpha() and raw.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(box)):
                heights.append(box.top - box.bottom)
    _close(sized, heights, text)
    return sized


def _close(sized: list[tuple[float, str]], heights: list[float], text: list[str]) -> None:
    if len(heights) >= _LEAST_LETTERS:
        sized.append((median(heights), " ".join("".join(text).split())))
    heights.clear()
    text.clear()
