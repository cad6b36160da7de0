"""Line numbers of manuscripts that were copied as plain text, and the stamps of their pages.

As in `ingest.readers.pdf.line_numbers`, numbers are told by what they do: each is the last one plus one, or plus five,
on most of the lines that have text; a page may begin again at one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.readers.compose.number_runs import longest_run
from ingest.readers.compose.stamps import is_stamp

# Set by hand; tests/ingest/readers/text/test_margin_numbers.py has lists and tables on the other side of them.
_LEAST_ROWS = 6
_SHARE = 0.7  # of the lines with text, where each or every fifth should be numbered
_STEPS = (1, 5)
_PRINTED_FROM = 45  # letters of a line that was broken to a width; a list has shorter items
_GOES_ON_FROM = 30  # the same, where the next line begins with a small letter
_PRINTED_SHARE = 0.4  # of the numbered lines
_NUMBER = re.compile(r"(?<![ \t])[ \t]*+(\d{1,4})(?=[ \t]|$)[ \t]*")


def without_margin(lines: Sequence[str]) -> list[str]:
    """The lines without stamps and, where most are numbered, without their numbers."""
    unstamped = [line for line in lines if not is_stamp(line)]
    if any(map(str.strip, unstamped)):
        lines = unstamped
    numbered = _numbered(lines)
    if not numbered:
        return list(lines)
    runs: list[list[str]] = []
    for row, line in enumerate(lines):
        text = (_NUMBER.sub("", line, count=1) if row in numbered else line).rstrip()
        # A manuscript's lines are broken to a width: what goes on in small letters is one sentence.
        if runs and text[:1].islower() and runs[-1][-1][-1:] not in ("", *".:;!?-"):
            runs[-1].append(text)
        else:
            runs.append([text])
    return [" ".join(run) for run in runs]


def _numbered(lines: Sequence[str]) -> set[int]:
    """The rows whose first number is that of a line; none where the text has none."""
    found = [(row, int(match[1])) for row, line in enumerate(lines) if (match := _NUMBER.match(line))]
    with_text = sum(bool(line.strip()) for line in lines)
    for step in _STEPS:
        chain = _longest_chain(found, step)
        printed = sum(_is_broken(lines, row) for row in chain)
        if (
            len(chain) >= _LEAST_ROWS
            and len(chain) * step >= _SHARE * with_text
            and printed >= _PRINTED_SHARE * len(chain)
        ):
            return set(chain)
    return set()


def _is_broken(lines: Sequence[str], row: int) -> bool:
    """Whether a line was broken to a width: it is long, ends within a word, or goes on in small letters."""
    line, following = lines[row].rstrip(), lines[row + 1 : row + 2]
    goes_on = len(line) >= _GOES_ON_FROM and bool(following) and _NUMBER.sub("", following[0])[:1].islower()
    return len(line) >= _PRINTED_FROM or line.endswith("-") or goes_on


def _longest_chain(found: Sequence[tuple[int, int]], step: int) -> list[int]:
    """The most rows, downwards, of which each has the number of the one before plus a step, or begins a page anew."""

    def begins_page(length: int, last: int, place: int) -> bool:
        return length >= _LEAST_ROWS and found[place][0] - found[last][0] >= step

    return [found[place][0] for place in longest_run([value for _, value in found], step, begins_page)]
