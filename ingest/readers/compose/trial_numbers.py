"""The trials that a citation's record says a paper reports, as a section: that a trial's number finds its papers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph import SectionKind
from ingest.readers.compose.canonical import Part, clean_line

HEADING = "Associated data"
"""What PubMed calls it."""
_TRIAL = re.compile(
    r"\b(?:NCT|ISRCTN|ChiCTR\w{0,8}?-?|ACTRN|DRKS|UMIN|NTR|CTRI|EUCTR|JPRN)-?\d[\d/-]{3,}", re.IGNORECASE
)


def trial_section(records: Iterable[str]) -> list[Part]:
    """A section of the records that name a registered trial ("ClinicalTrials.gov/NCT01234567"); none without one."""
    trials = dict.fromkeys(clean for record in records if _TRIAL.search(clean := clean_line(record)))
    return [Part(HEADING, SectionKind.OTHER, "\n".join(trials))] if trials else []
