"""Whether a line of a record gives the value of what was measured, or only names it."""

from __future__ import annotations

import re

from retrieval.record.categories import Category, categories_of
from retrieval.record.lines import RecordLine
from retrieval.record.terms import Term
from retrieval.record.wording import DOSE

MEASURED = frozenset({Category.RESULT, Category.VITAL})
"""The kinds of entry of which a value is asked."""
_JUDGED = re.compile(
    r"\b(?:positive|negative|normal|abnormal|elevated|high|low|raised|unremarkable|detected|(?:non-?)?reactive|wnl"
    r"|within normal limits|stable|clear|none|no)\b",
    re.IGNORECASE,
)
_VALUE = re.compile(rf"\d|{_JUDGED.pattern}", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?<![\w.])\d[\d.,/]*(?![\d.,/]*\s*(?:days?|weeks?|months?|years?|hours?|times)\b)", re.IGNORECASE
)
_NEAR = 25  # characters behind a name within which an amount is one of it as a medicine; set by hand
_WANTED_VALUE = re.compile(
    r"\b(?:re-?check|check|repeat|order|monitor|schedule|due|goal|target|plan)\w*\b[^.;]*$", re.IGNORECASE
)


def states_value(text: str) -> bool:
    """Whether a text has a number, or a word that judges what was found."""
    return _VALUE.search(text) is not None


def has_value(term: Term, line: RecordLine) -> bool:
    """Whether the line gives a value of what it names, and not only asks for one ("check LDL in 3 months")."""
    if Category.MEDICATION in categories_of(line.heading) and Category.RESULT not in line.categories:
        return False  # heparin sodium 5,000 units
    text = line.text
    places = term.places(line) or [(0, 0)]
    return any(
        (_NUMBER.search(text, end) or _JUDGED.search(text))
        and not _WANTED_VALUE.search(text, max(0, start - 30), start)
        and not DOSE.search(text, end, end + _NEAR)  # potassium chloride 20 mEq
        for start, end in places
    )
