"""Whether a record is retracted, or is a notice about another, in any of the ways that records say so.

The titles that publishers give: COPE's retraction guidelines (https://doi.org/10.24318/cope.2019.1.4) ask for
"Retraction: [title]"; Elsevier, Springer Nature, Wiley, Cochrane and Web of Science have forms of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph import Notice, NoticeKind

_TYPES = {
    "retracted publication",
    "retracted article",
    "retracted",
    "withdrawn publication",
    "withdrawn article",
}
_MARK = r"\s*(?:[:.\])\u2014\u2013|]|-(?=\s))"  # what stands between a mark and the title
_PAPER = r"(?i:article|paper|publication|manuscript|preprint|chapter)"
_BY = r"(?i:\ by\ (?:the\ )?(?:authors?|editors?|publishers?|journal))?"
_DONE = rf"(?i:this\ )?{_PAPER}\ (?i:has\ been\ |was\ |is\ )?(?i:retracted|withdrawn){_BY}"
_BEGINS_TITLE = r"A-Z0-9\u0370-\u03ff\u00c0-\u00de"
_IN_BRACKETS = r"\b[^\[\]()]*[\])]\W*$"

# Publishers and Cochrane put it before the title, databases behind. A title may be about what was retracted or
# withdrawn: so a mark, a bracket or capitals set it apart, and a drug may be "(withdrawn)".
_RETRACTED = re.compile(
    rf"""^\W*(?:
        {_DONE}{_MARK}
        |(?i:retracted)(?:\ {_PAPER}|(?i:\ and\ replaced))?{_BY}{_MARK}
        |(?:WITHDRAWN|Withdrawn)(?:\ {_PAPER})?{_MARK}
        |(?:TEMPORARY\ )?REMOV(?:ED|AL){_MARK}|Removed:
        |RETRACTED\ {_PAPER}\s
    )
    |[\[(]\s*(?i:this\ )?(?:{_PAPER}\ )?(?i:has\ been\ |is\ |was\ )?
        (?i:retracted|retraction\ (?:published\ )?in){_IN_BRACKETS}
    |[\[(]\s*(?i:withdrawn)\ {_PAPER}{_IN_BRACKETS}
    |(?:\[\s*(?i:withdrawn)\s*\]|\(W(?:ITHDRAWN|ithdrawn)\))\W*$
    |[\u2014\u2013:.|-]\s*(?:RETRACTED|(?i:retracted)\ {_PAPER}|{_DONE})\W*$""",
    re.VERBOSE,
)
_NOTICE = re.compile(
    rf"""^\W*(?:
        (?i:editorial\ |author\ |publisher(?:'s)?\ )?(?i:notice|statement|notification|announcement|note|letter)
            \ (?i:of\ (?:the\ )?(?:partial\ )?(?:retraction|article\ withdrawal|article\ removal))\b
        |(?i:(?:retraction|removal|article\ withdrawal|withdrawal)\ (?:notice|note|statement|announcement|letter))\b
        |(?i:retraction\ of\ (?:the\ |this\ )?){_PAPER}(?:{_MARK}|\s+(?=["\u201c\u2018\u00ab]))
        |(?i:notice\ of\ (?:withdrawal|removal)){_MARK}
        |(?i:(?:article|paper|editorial|author|publisher)\ (?:retraction|withdrawal)){_MARK}
        |(?i:retraction(?:\ and\ (?:republication|replacement))?)\ (?i:of|to|for)\s*
            (?=[:"'\u201c\u2018\u00ab]|\S+(?:\ \S+)?\ et\ al\b)
    )
    |[\[(]\s*(?i:retraction\ of)\s+(?:(?i:vol|pg|p|art|doi|pmid)\b|[A-Z]){_IN_BRACKETS}
    |[\u2014\u2013:]\s*(?:RETRACTION|Retraction)\W*$""",
    re.VERBOSE,
)
# "Retraction: " and the title of a paper; not "Retraction: a history" nor "Retraction: Causes in ... the literature".
_RETRACTION_OF_TITLE = re.compile(
    rf"^\W*(?i:formal |full |partial |complete )?(?i:retraction(?:\ of)?)(?: ?\[[^\]]*\])?{_MARK}\W*"
    rf"(?P<title>[{_BEGINS_TITLE}]\S*(?:\s+\S+){{2,}}|(?!an?\b|the\b)[a-z]\S*(?:\s+\S+){{4,}})"
)
_OF_RETRACTIONS = re.compile(
    r"\b(?:retract\w*|papers|articles|publications?|publishing|literature|journals|misconduct|plagiarism|science|history|review)\b",
    re.IGNORECASE,
)
_CONCERN = re.compile(
    rf"""^\W*(?:(?:editor|publisher)\S*+\s++(?:note|notice)?[:\s]*+)?expressions?\ of\ (?:editorial\ )?concern\b
        (?!s?\ (?:about|over|regarding|by|among|in)\b)
    |[\[(]\s*expression\ of\ concern{_IN_BRACKETS}""",
    re.IGNORECASE | re.VERBOSE,
)
_ERRATUM = re.compile(
    rf"""^\W*+(?:(?i:author|publisher(?:'s)?|editorial)\s*+)?
    (?i:erratum|errata|corrigend(?:um|a)|correction|addendum\ and\ correction)(?i:\ notice|\ note)?
    (?:{_MARK}\W*(?=[{_BEGINS_TITLE}"'\u201c\u2018\[]|$)
      |\ (?i:to|for|of|in|on)\ ?(?:{_MARK}|\s*(?=["\u201c\u2018'\u00ab]))
      |\ (?i:to|for)\ \S+(?:\ \S+)?\ et\ al\b
      |\W*$)
    |^\W*(?i:erratum|corrigendum)\ (?i:to|for)\ """,
    re.VERBOSE,
)

# What publishers set in place of an abstract, or before it: "This article has been retracted: please see ...".
_RETRACTED_TEXT = re.compile(
    rf"\W*(?:the above |this ){_PAPER}\ (?:\([^)]*\)\ |\[[^\]]*\]\ )?(?:has been|was|is) (?:retracted|withdrawn)\b",
    re.IGNORECASE,
)

# Nearly all titles have none of these, and need no closer look.
_CUE = re.compile(r"retract|withdr|remov|errat|corrigend|correction|concern|addend", re.IGNORECASE)


def says_retracted(types: Sequence[str], notices: Sequence[Notice], title: str, body: str = "") -> bool:
    """By its publication types, by a notice that it was retracted, by its title, or where its text begins."""
    # Every document passes here, nearly all without notices: an empty tuple need not be gone through.
    return bool(
        (_CUE.search(title) and _RETRACTED.search(title))
        or _RETRACTED_TEXT.match(body)
        or (types and any(_plain(name) in _TYPES for name in types))
        or (notices and any(notice.kind is NoticeKind.RETRACTION_IN for notice in notices))
    )


def with_told_types(types: Sequence[str], title: str) -> tuple[str, ...]:
    """The publication types of a record, with that of the notice that its title says it is, as PubMed names it."""
    told = ""
    if not _CUE.search(title):
        return tuple(types)
    if _is_notice(title):
        told = "Retraction of Publication"
    elif _CONCERN.search(title):
        told = "Expression of Concern"
    elif _ERRATUM.search(title):
        told = "Published Erratum"
    return (*types, told) if told and told not in types else tuple(types)


def _is_notice(title: str) -> bool:
    if _NOTICE.search(title):
        return True
    named = _RETRACTION_OF_TITLE.match(title)
    return named is not None and not _OF_RETRACTIONS.search(named["title"])


def _plain(name: str) -> str:
    return name.casefold().replace("-", " ")
