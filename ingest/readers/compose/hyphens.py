"""Words that were broken at the end of a printed line, made whole."""

from __future__ import annotations

import re
from collections.abc import Iterable

BROKEN = "\ufffe"
"""PDFium's mark for the hyphen of a word broken at the end of a line."""
_HALVES = re.compile(
    rf"(?<![\w'\u2019-])(?P<left>[\w'\u2019-]*)(?:{BROKEN}\n?|(?<=[a-z])-\n(?=[a-z])|(?<=\w)[\xad\xac]\n?(?=\w))"
    rf"(?P<right>[\w'\u2019]*)(?P<more>(?:-[\w'\u2019]+)*-?)(?P<after>[^\w\s{BROKEN}]*[ \n]?)"
)
# What a scan or a copied page leaves of a broken word in running text: "bleed- ing".
_SPACED = re.compile(r"(?<![\w-])(?P<left>[A-Za-z]{2,})- (?P<right>[a-z]{2,})(?![\w-])")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# What is no second half of a compound: "high-est".
_ENDINGS = frozenset("est er ers ly ness ing ings ed tion tions ment ments able ity".split())
# First halves of compounds that are written with a hyphen: "long-term", "placebo-controlled".
_FIRST_HALVES = frozenset(
    "age case cell cross dose double end evidence first follow full half high ill large long low mid multi non one open"
    " patient placebo second self short single small so state three time two well year".split()
)


def mend_hyphens(lines: Iterable[str]) -> list[str]:
    """Words broken at line ends put together; of the lines those that are not empty."""
    return list(filter(None, mend_line_ends("\n".join(lines)).split("\n")))


def mend_line_ends(text: str, between: str = "\n") -> str:
    """Words broken at line ends put together, with the hyphen where the text elsewhere writes it.

    A word broken between two lines ends up on the first; `between` is put between it and the rest of the second.
    """
    known = _words(text)

    def mended(found: re.Match[str]) -> str:
        left, right, more = found["left"], found["right"], found["more"]
        hyphen = "-" if _keeps_hyphen(left, right, more, known) else ""
        after = found["after"]
        is_over_lines = "\n" in found.group()[: -len(after) or None]
        return f"{left}{hyphen}{right}{more}" + (after.rstrip(" \n") + between if is_over_lines else after)

    return _HALVES.sub(mended, text)


def mend_spaced_hyphens(text: str) -> str:
    """Words that a hyphen and a space break, "bleed- ing", put together where the text has them whole elsewhere."""
    if "- " not in text or not _SPACED.search(text):
        return text
    known = _words(text)

    def mended(found: re.Match[str]) -> str:
        left, right = found["left"], found["right"]
        if f"{left}{right}".casefold() in known:
            return f"{left}{right}"
        return f"{left}-{right}" if f"{left}-{right}".casefold() in known else found.group()

    return _SPACED.sub(mended, text)


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}


def _keeps_hyphen(left: str, right: str, more: str, known: set[str]) -> bool:
    whole, apart = f"{left}{right}".casefold(), f"{left}-{right}".casefold()
    if whole in known or right.casefold() in _ENDINGS:
        return False
    # "state-of-the-art" broken after "state"; "COVID-19"; "IL-6 receptor" broken before the number.
    return (
        apart in known
        or bool(more)
        or not right[:1].islower()
        or left[-1:].isdigit()
        or left.casefold() in _FIRST_HALVES
    )
