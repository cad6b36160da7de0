"""How a sentence is worded: does it state a finding, an aim, a method, a title, a question?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph import Section, SectionKind
from retrieval.evidence.furniture import is_furniture
from retrieval.question.aspects import Aspect

_UNLABELLED, _ABSTRACT = frozenset({SectionKind.ABSTRACT, SectionKind.OTHER}), 4000  # characters; set by hand
# "Aspirin prevents stroke." is a statement; "Results and discussion" is not.
_WORDS_MIN, _WORDS_MAX = 3, 70  # set by hand (docs/decisions/0004-sufficiency.md)
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


@dataclass(frozen=True, slots=True)
class WordingSigns:
    """What the wording of a sentence and its place say, each 0 or 1 but for the last.

    It stands in a section of conclusions, results or methods; it tells an aim, a method or a finding; `aspect`: it is
    worded as the kind of answer that is asked for. Where yes or no is asked for, `concludes` and `decides` are
    `conclusion` and `finding`, and `closes` is where in an abstract without labels it begins, 0 to 1.
    """

    conclusion: float
    results: float
    methods: float
    aim: float
    method: float
    finding: float
    aspect: float
    concludes: float
    decides: float
    closes: float

    @property
    def tells_no_finding(self) -> bool:
        """Whether it tells what was to be done, or how."""
        return bool(self.aim or self.method or self.methods)


def is_statement(text: str, section: Section | None) -> bool:
    """Whether a sentence states something: titles, questions, fragments and what stands between sentences do not."""
    if (section is not None and section.kind is SectionKind.TITLE) or is_furniture(text):
        return False
    words, ending = len(text.split()), text.rstrip(")\"' ")[-1:]
    if ending == "?" or (words == _WORDS_MIN and ending != "."):
        return False
    return _WORDS_MIN <= words <= _WORDS_MAX


def wording_signs(
    text: str, start: int, section: Section | None, aspect: Aspect | None, yes_no: bool = False
) -> WordingSigns:
    """How the sentence that begins at `start` is worded, and where it stands; `yes_no`: that is asked for."""
    kind = section.kind if section else None
    conclusion, finding = kind is SectionKind.CONCLUSION, _FINDING.search(text) is not None
    return WordingSigns(
        conclusion=float(conclusion),
        results=float(kind is SectionKind.RESULTS),
        methods=float(kind is SectionKind.METHODS),
        aim=float(_AIM.search(text) is not None),
        method=float(_METHOD.search(text) is not None),
        finding=float(finding),
        aspect=float(aspect is not None and aspect.answer_wording.search(text) is not None),
        concludes=float(yes_no and conclusion),
        decides=float(yes_no and finding),
        closes=_late(section, start, len(text)) if section and yes_no else 0.0,
    )


def _late(section: Section, start: int, length: int) -> float:
    """How far into an abstract without labels a sentence begins, of the places where one of its length might; 0 to 1.

    0 in any other text: an abstract ends with what it concludes, a chapter with whatever comes last.
    """
    room = section.end - section.start - length
    if section.kind not in _UNLABELLED or not 0 < room <= _ABSTRACT:
        return 0.0
    return min(1.0, max(0.0, (start - section.start) / room))
