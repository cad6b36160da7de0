"""How a sentence is worded: does it state a finding, an aim, a method, a title, a question?"""

from __future__ import annotations

import re

from graph import Section, SectionKind
from retrieval.evidence.furniture import is_furniture
from retrieval.question.aspects import Aspect

# "Aspirin prevents stroke." is a statement; "Results and discussion" is not.
_WORDS_MIN, _WORDS_MAX = 3, 70  # set by hand (docs/decisions/0004-sufficiency.md)
# Where a paper says what it found; a gentle preference, never a filter.
_SECTION_BONUS = {  # set by hand (docs/decisions/0004-sufficiency.md)
    SectionKind.CONCLUSION: 0.10,
    SectionKind.RESULTS: 0.05,
    SectionKind.METHODS: -0.08,
}
_AIM_BONUS, _METHOD_BONUS = -0.3, -0.08  # set by hand (docs/decisions/0004-sufficiency.md)
_FINDING_BONUS, _ASPECT_BONUS = 0.1, 0.15  # set by hand (docs/decisions/0004-sufficiency.md)
_FINDING = re.compile(
    r"\b(conclu\w+|suggest\w*|show(?:s|ed|n)|found|demonstrat\w+|indicat\w+|reduc\w+|increas\w+|improv\w+|"
    r"associated with|caus(?:e|es|ed)|effective|recommend\w*|treat(?:ed|ment|s)?|significant\w*)\b",
    re.IGNORECASE,
)
# What a paper set out to do is not what it found.
_AIM = re.compile(
    r"^(?:\W*(?:aims?|objectives?|purpose|background)\W+)?(?:to (?!our\b|date\b)\w+|(?:we|this \w+|the \w+ study) "
    r"(?:\w+ )?(?:aim|sought|investigat|examin|evaluat|assess|explor|hypothesi)\w*|"
    r"(?:the )?(?:aim|objective|purpose|goal)s?\b)",
    re.IGNORECASE,
)
# Nor is how it went about it.
_METHOD = re.compile(
    r"\bwe (?:\w+ly )?(?:collected|review|recruit|used|perform|analy[sz]|measured|studied|enrol|includ|conduct)|"
    r"\b(?:was|were) (?:\w+ly )?(?:enrol|recruit|includ|collect|examin|randomi|assign|measur|perform|analy[sz]|evaluat|"
    r"assess|compared|review|record|select|divided|used|estimated (?:by|with|using)|obtained)",
    re.IGNORECASE,
)


def is_statement(text: str, section: Section | None) -> bool:
    """Whether a sentence states something: titles, questions, fragments and what stands between sentences do not."""
    if (section is not None and section.kind is SectionKind.TITLE) or is_furniture(text):
        return False
    words, ending = len(text.split()), text.rstrip(")\"' ")[-1:]
    if ending == "?" or (words == _WORDS_MIN and ending != "."):
        return False
    return _WORDS_MIN <= words <= _WORDS_MAX


def wording_bonus(text: str, section: Section | None, aspect: Aspect | None) -> float:
    """What is added to a sentence's score for its wording, about -0.4 to 0.35.

    More for a finding than for an aim or a method, more where it is worded as an answer to the kind of question.
    """
    bonus = _SECTION_BONUS.get(section.kind, 0.0) if section else 0.0
    bonus += _AIM_BONUS if _AIM.search(text) else _METHOD_BONUS if _METHOD.search(text) else 0.0
    bonus += _FINDING_BONUS if _FINDING.search(text) else 0.0
    return bonus + (_ASPECT_BONUS if aspect and aspect.answer_wording.search(text) else 0.0)
