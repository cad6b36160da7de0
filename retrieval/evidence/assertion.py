"""Which mentions may answer a question, by how their sentence asserts them (see docs/assertion.md)."""

from __future__ import annotations

import re

from graph import Assertion, Tier

# In a record these are not what the patient has now, unless the question is about just this.
_QUESTION_WORDING = {
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


def may_answer(assertion: Assertion, tier: Tier, question: str, yes_no: bool) -> bool:
    """Whether a mention that is so asserted counts as one of what the question asks about.

    A negated mention is of a thing that is not so: it may answer "does it?", not "what does?". In a user document,
    which is a patient's record, a mention of the past, of a relative or of what may come does not count either, unless
    the question is about these; in the literature it does, since "patients with a history of stroke" are whom the paper
    is about.
    """
    if yes_no:
        return True
    if tier is Tier.USER and (wording := _QUESTION_WORDING.get(assertion)) is not None:
        return wording.search(question) is not None
    return assertion is not Assertion.NEGATED
