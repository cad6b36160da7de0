"""The title of a PDF: what its metadata says when that is a title, else the largest print on page 1."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from ingest.readers.compose.hyphens import mend_hyphens
from ingest.readers.pdf.words import PageLine

_SHORTEST, _LONGEST = 8, 300  # characters of a title
_FILE_NAME = re.compile(r"microsoft word|untitled|\.(?:docx?|pdf|tex|indd|qxd|rtf)\b|\d\.\.\d", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
_SAME_SIZE = 0.94  # of the largest print: rounding of sizes
_WORDS_ON_PAGE = 0.7  # share of the title's words; set by hand
_LEAST_LETTERS = 8  # a drop cap or a journal's monogram is larger than the title, and no title


def find_title(stated: str, first_page: Sequence[PageLine]) -> str:
    """The title, '' when nothing looks like one; `stated` is what the metadata says."""
    stated = " ".join(stated.split())
    return (
        stated if _is_sane(stated, " ".join(line.text for line in first_page)) else _largest_print(first_page)
    )


def _is_sane(title: str, first_page: str) -> bool:
    """Whether most of the title's words stand on page 1: templates and file names do not."""
    words = _WORD.findall(title.casefold())
    if not _SHORTEST <= len(title) <= _LONGEST or len(words) < 2 or _FILE_NAME.search(title):
        return False
    page = set(_WORD.findall(first_page.casefold()))
    return sum(word in page for word in words) >= _WORDS_ON_PAGE * len(words)


def _largest_print(first_page: Sequence[PageLine]) -> str:
    lines = [
        (line.size, line.text) for line in first_page if sum(map(str.isalpha, line.text)) >= _LEAST_LETTERS
    ]
    largest = max((size for size, _ in lines), default=0.0)
    for in_title, run in groupby(lines, key=lambda sized: sized[0] >= _SAME_SIZE * largest):
        if in_title:
            title = " ".join(mend_hyphens(text for _, text in run))[:_LONGEST]
            return title if len(_WORD.findall(title)) > 1 else ""
    return ""
