"""Which mentions speak for a question, by how their sentence asserts them (see docs/assertion.md)."""

from __future__ import annotations

import re

from graph.model import Assertion, Tier

# In a record these are not what the patient has now, unless it is just this that is asked.
_ASKED_FOR = {
    Assertion.HISTORICAL: re.compile(
        r"\b(?:histor(?:y|ies)|past|previous(?:ly)?|prior|former(?:ly)?|earlier|ever|had|underwent|ago)\b",
        re.I,
    ),
    Assertion.OTHER_EXPERIENCER: re.compile(
        r"\b(?:famil(?:y|ial)|hereditary|inherited|relatives?|parents?|mother|father|brothers?|sisters?|siblings?)\b",
        re.I,
    ),
    Assertion.HYPOTHETICAL: re.compile(r"\b(?:if|risks?|watch|monitor\w*|prevent\w*|return)\b", re.I),
}


def speaks(assertion: Assertion, tier: Tier, question: str, yes_no: bool) -> bool:
    """Whether a mention speaks of what a question asks.

    A negated one speaks of a thing that is not so: it may answer "does it?", not "what does?". In a user document, a
    patient's record, nor does one of the past, of a relative, or of what may come, unless the question is about these;
    in the literature they do, since "patients with a history of stroke" are whom the paper is about.
    """
    if yes_no:
        return True
    if tier is Tier.USER and (asked := _ASKED_FOR.get(assertion)) is not None:
        return asked.search(question) is not None
    return assertion is not Assertion.NEGATED
