"""The numbers of the trials that a citation's record says a paper reports."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NUMBER = re.compile(
    r"\b(?:NCT|ISRCTN|ChiCTR\w{0,8}?-?|ACTRN|DRKS|UMIN|NTR|CTRI|EUCTR|JPRN)-?\d[\d/-]{3,}", re.IGNORECASE
)


def trial_numbers(records: Iterable[str]) -> tuple[str, ...]:
    """The numbers in records such as "ClinicalTrials.gov/NCT01234567", each once."""
    return tuple(dict.fromkeys(found.group() for record in records for found in _NUMBER.finditer(record)))
