"""What kind of section a heading announces, by the words that papers and abstracts begin it with."""

from __future__ import annotations

import re
from functools import lru_cache

from graph import SectionKind

_ABSTRACT = r"abstract|summary|synopsis|(?:author|plain language|lay) summary"
_INTRODUCTION = (
    r"introduction|background|objectives?|aims?|purpose|rationale|context|importance|hypothes[ie]s|questions?"
)
_METHODS = (
    r"(?:materials?|patients?|participants|subjects|data|design|study design)(?: and |, | & |/)"
    r"(?:methods?|setting|participants|subjects|patients)|methods?|methodology"
    r"|experimental (?:procedures?|section)"
    r"|(?:study |trial |research )?design|settings?|participants|patients|subjects|interventions?"
    r"|measurements?|data (?:sources?|extraction|collection|analysis)|study (?:selection|population)"
    r"|search strategy|(?:statistical|data) analys[ie]s|(?:main )?outcome measures?(?: and \w+)?"
    r"|eligibility criteria"
)
_RESULTS = r"results?|(?:main )?outcomes?|findings?|data synthesis"
_DISCUSSION = r"(?:general )?discussion|interpretation|limitations?|strengths and limitations|comments?"
_CONCLUSION = r"conclusions?|concluding remarks|(?:clinical )?implications?|significance|relevance"

# Order matters where one begins like another: "main outcome measures" is a method, "outcomes" a result.
_PATTERNS = tuple(
    (kind, re.compile(rf"(?:{words})(?= *(?:$|[,:/&(.\-\u2013\u2014]|(?:and|or|of|for|from|in)\b))"))
    for kind, words in (
        (SectionKind.METHODS, _METHODS),
        (SectionKind.ABSTRACT, _ABSTRACT),
        (SectionKind.INTRODUCTION, _INTRODUCTION),
        (SectionKind.RESULTS, _RESULTS),
        (SectionKind.DISCUSSION, _DISCUSSION),
        (SectionKind.CONCLUSION, _CONCLUSION),
    )
)
_NUMBERING = re.compile(r"^(?:\d+(?:\.\d+)*\.?|[ivx]+\.|[a-z]\.)\s+")
_ADJECTIVE = re.compile(
    r"^(?:the|main|principal|key|overall|brief|study|pertinent|(?:author|reviewer)s?['\u2019])\s+"
)

_REFERENCES = re.compile(
    r"(?:cited |list of )?(?:references?|bibliography|literature cited|works cited|cited literature)(?: list)?"
)


def heads_references(heading: str) -> bool:
    """Whether it is the heading of the list of references."""
    return _REFERENCES.fullmatch(_NUMBERING.sub("", heading.casefold().strip(" :."))) is not None


@lru_cache(maxsize=4096)
def kind_of(heading: str, default: SectionKind = SectionKind.OTHER) -> SectionKind:
    """The kind a heading names, however numbered or cased; `default` when it names none.

    Only the beginning counts: "Results and discussion" is RESULTS, "Background noise levels" is nothing.
    """
    words = _NUMBERING.sub("", " ".join(heading.casefold().split()).strip(" :."))
    for candidate in (words, _ADJECTIVE.sub("", words)):
        for kind, pattern in _PATTERNS:
            if pattern.match(candidate):
                return kind
    return default
