"""Questions that a number answers ("how many", "what proportion"), and sentences that state one."""

from __future__ import annotations

import re

_ASKED = (
    r"percent(?:age)?|proportion|fraction|prevalence|incidence|frequency|rates?|dos(?:e|es|age)|duration|length|age|size"
    r"|number|cost|half-?life|mortality|sensitivity|specificity|median|mean|average|range|concentration|temperature"
    r"|sample size|incubation period|interval|odds ratio|hazard ratio|relative risk"
)
_ASKS = re.compile(
    r"\bhow (?:many|much|long|often|old|far|large|big|high|low|common(?:ly)?|frequent(?:ly)?|fast|soon|quickly"
    r"|late|early)\b"
    rf"|\b(?:what|which)(?:\s+(?:is|was|are|were))?(?:\s+the)?(?:\s+[\w-]+){{0,2}}?\s+(?:{_ASKED})\b"
    r"|\bat (?:what|which) (?:age|dose|time|week|month)\b|\bfor how long\b",
    re.IGNORECASE,
)
_NUMBER_WORDS = (
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty"
    r"|ninety|hundreds?|thousands?|millions?|half|one[- ]third|two[- ]thirds|(?:a )?quarter|once|twice|daily|weekly"
    r"|monthly|yearly|none"
)
# A number with what it counts or measures: not a year, not a reference, not the 2 of "type 2" or "IL-2".
_STATES = re.compile(
    r"(?<![\w.,/-])(?:[<>≤≥~±]\s?)?\d+(?:[.,]\d+)*(?:\s?[-–—/]\s?\d+(?:[.,]\d+)*)?\s?(?:%|°"
    r"|(?!(?:was|were|is|are|and|or|to|in|of|with|had|has|have|but|as|by|at|on|for|from|the|a)\b)[a-zµμ]{1,20}\b)"
    rf"|\b(?i:{_NUMBER_WORDS})\b|\b(?:OR|HR|RR|CI)\W{{0,3}}\d|\b[nN]\s?=\s?\d",
)
_YEAR = re.compile(r"(?:1[89]|20)\d\d\s?(?:and|to|in|at|by|from|with|was|were|the|a)?$")


def asks_quantity(question: str) -> bool:
    """Whether a number answers the question."""
    return _ASKS.search(question) is not None


def states_quantity(sentence: str) -> bool:
    """Whether a sentence states a number with what it counts or measures."""
    return any(not _YEAR.match(found.group()) for found in _STATES.finditer(sentence))
