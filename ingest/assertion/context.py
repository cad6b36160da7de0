"""How a sentence asserts what it mentions: ConText (Harkema et al., J Biomed Inform 2009), after NegEx (Chapman 2001).

Triggers (`triggers.tsv`) decide for the mentions after or before them within their scope (`scopes`). Where none does, a
field of the sentence may ("Status: ruled out"), or the heading of its section (`fields`).
"""

from __future__ import annotations

from collections.abc import Sequence

from graph import Assertion
from ingest.assertion.fields import sentence_assertion
from ingest.assertion.scopes import assertions_by_triggers


def assertions(sentence: str, spans: Sequence[tuple[int, int]], heading: str = "") -> list[Assertion]:
    """The assertion of each span (offsets in the sentence), under the `heading` of the section it stands in."""
    if not spans:
        return []
    found = assertions_by_triggers(sentence, spans)
    default = sentence_assertion(sentence, heading)
    return [default if each is Assertion.AFFIRMED else each for each in found]
