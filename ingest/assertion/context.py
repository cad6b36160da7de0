"""How a sentence asserts what it mentions: ConText (Harkema et al., J Biomed Inform 2009), after NegEx (Chapman 2001).

Triggers (`triggers.tsv`) decide for the mentions after or before them within their scope (`scopes`). Where none does, a
field of the sentence may ("Status: ruled out"), or the heading of its section (`fields`).
"""

from __future__ import annotations

from collections.abc import Sequence

from graph import Assertion
from ingest.assertion.fields import is_answered_no, sentence_assertion
from ingest.assertion.scopes import assertions_by_triggers

# What a trigger says of the patient that a record then says of another.
_OWN = (Assertion.AFFIRMED, Assertion.HISTORICAL, Assertion.UNCERTAIN)
_LONGEST_QUESTION = 60  # characters; "Migraine?" in a form, no sentence of prose


def assertions(
    sentence: str, spans: Sequence[tuple[int, int]], heading: str = "", following: str = ""
) -> list[Assertion]:
    """The assertion of each span (offsets in the sentence), under the `heading` of the section it stands in.

    `following` is how the text goes on after the sentence, a few words of it: a question may be answered there.
    """
    if not spans:
        return []
    found = assertions_by_triggers(sentence, spans)
    default = sentence_assertion(sentence, heading)
    if len(sentence) <= _LONGEST_QUESTION and is_answered_no(sentence, following):
        return [each if each is Assertion.OTHER_EXPERIENCER else Assertion.NEGATED for each in found]
    if default is Assertion.AFFIRMED:
        return found
    replaced = _OWN if default is Assertion.OTHER_EXPERIENCER else (Assertion.AFFIRMED,)
    return [default if each in replaced else each for each in found]
