"""How a sentence asserts a relation: as a fact, as denied, as possible, or as something to be found out.

A phrase is denied where its own verb or noun is ("did not cause", "no association between"); any other denial nearby
only takes away that the sentence affirms it. Frames (`graph.framing`) say where a clause tells of an aim, a belief or a
question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph import Assertion, Framing, Predicate
from ingest.relations.context import TokenisedSentence
from ingest.relations.patterns import Form, Pattern

TRIGGER_PLACEHOLDER = "stated"
"""Replaces the trigger phrase, so that a "not" within it is not taken for a denial of it."""

_NOT = r"(?:not|never|cannot|can ' t|n ' t|\w+n ' t)"
_SMALL = (
    r"(?:\w+ly|to|be|been|being|found|shown|seem|appear|able|known|reported|observed|also|been|in|an?|any|"
    r"itself|the|use)"
)
_FIND = (
    r"(?:find|found|show|shown|showed|observe[d]?|detect(?:ed)?|demonstrate[d]?|reveal(?:ed)?|"
    r"confirm(?:ed)?|support(?:ed)?|"
    r"identify|identified|establish(?:ed)?|have|had|exert(?:ed)?|see|report)"
)
# "A was exonerated as a cause of B".
_CLEARED = (
    r"(?:exonerated|absolved|acquitted|cleared|ruled out|excluded|dismissed|rejected|discounted|refuted|"
    r"eliminated)"
)
_DENIED_VERB = re.compile(
    rf"\b(?:{_NOT}|fail(?:s|ed|ing)? to|failure to|unable to|ineffective(?:ly)?(?: in)?|neither|"
    rf"nor) (?:{_SMALL} ){{0,4}}stated\b"
    r"|\b(?:no|neither|none of(?: the)?|nor) (?:\w+ )?@1 (?:\w+ (?:with )?){0,3}stated\b"
    r"|\bno (?:\w+ )?(?:evidence|indication|proof|suggestion|support)(?: was found)? (?:that|of|"
    r"for) (?:\w+ ){0,3}@1 (?:\w+ ){0,4}stated\b"
    r"|\b(?:failure|inability|incapacity) of (?:\w+ ){0,3}@1 (?:\w+ ){0,2}to (?:\w+ ){0,2}stated\b"
    rf"|@1 (?:\w+ ){{0,3}}{_CLEARED} (?:as|of|from) (?:\w+ ){{0,4}}stated\b"
    r"|\bnot @1 (?:\w+ ){0,2}stated\b|\bneither @1 nor .* stated\b|\bneither (?:\w+ )?<\w+> nor @1 (?:\w+ )?stated\b"
    r"|\bstated (?:no|neither)\b(?! more\b| other\b| further\b| less\b)"
)
_DENIED_NOUN = re.compile(
    r"\b(?:no|without|lacked|lacks?(?: of)?|absence of|nor)(?: (?!in\b|between\b|difference)\w+){0,3} stated\b"
    rf"|\b(?:{_NOT} (?:\w+ )?|unable to |failed to |fails to ){_FIND} (?:(?!whether|if|that|"
    rf"between)\w+ ){{0,6}}stated\b"
    rf"|@2 (?:\w+ )?(?:(?:was|were|is|are|has|have|had|did|does|do|could) {_NOT}|reached no) "
    r"(?:be |been )?(?:statistically )?"
    r"(?:found|observed|seen|significant|detected|confirmed|demonstrated|evident|present|exist)"
)
# "Did not cause any further loss" grants a loss; what is no better than another may still be good.
_GRANTED = re.compile(
    r"\bstated (?:\w+ ){0,2}(?:additional|further|more|greater|extra|worse|higher|better|superior)\b|"
    r"\bnot only\b|\bnot stated alone\b"
    r"|\b(?:completely|fully|entirely|totally|always|necessarily|solely|merely|directly) stated\b|"
    r"@1 (?:\w+ly )?not (?:\w+ly )?stated\b"
    r"|\b(?:more|less|fewer|higher|lower|better|worse)\b.*\bthan\b"
    r"|\b(?:may|might|could) not\b|\b(?:when|if|unless|where) (?:\w+ ){0,3}@1"
)
_FOUND = re.compile(
    r"\b(?:there (?:is|was|are|were|exist(?:s|ed)?|has been|have been)|found|finds?|showed|shows?|shown|"
    r"showing|demonstrat\w+|"
    r"reveal\w*|observed|reported|confirm\w*|supports?|supported|identified|detected|exerts?|exerted|had|has|known) "
    r"(?:(?!whether\b|if\b|for\b|to\b|in\b|on\b|when\b|while\b|by\b)[\w%-]+ ){0,5}stated\b"
    r"|\bstated .*(?:was|were|is|are|has been|have been) (?:\w+ ){0,2}(?:found|observed|seen|significant|"
    r"strong|stronger|confirmed|"
    r"demonstrated|evident|present|noted|detected|shown|established|reported|documented|recognized|"
    r"apparent|supported|proven)\b"
    r"|^an? (?:[\w-]+ ){0,2}stated .*@2 [a-z]"
    r"|\bstated .*@2 (?:\w+ )?exist(?:s|ed)\b"
)
_SERVES_NOT = re.compile(
    rf"\b{_NOT} (?:be |been |\w+ly )?(?:effective|efficacious|beneficial|useful|helpful)\b|\bineffective\b"
)
# What says that a thing serves what it is for.
_SERVES = re.compile(
    r"\b(?:effective\w*|efficac\w+|approved|licen[sc]ed|indicated|recommended|useful|usefulness|benefi\w+|success\w*|"
    r"superior\w*|standard|first - line|second - line|first line|of choice|established|mainstay|cornerstone|improv\w+|"
    r"reduc\w+|decreas\w+|valuable|value|widely|commonly|routinely|frequently|used|option|preferred|proven|"
    r"advantages?|works?|worked|helps?|helped|tolerated|takes?|taking|prescribed|receives?)\b"
)
_DENIED = re.compile(
    r"\b(?:(?:did|does|do|could|can|was|were|is|are|has|have|had|would) (?:\w+ly )?not|(?:didn|doesn|isn|wasn) ' t|"
    r"cannot|fail(?:s|ed|ure)?(?: of (?:\w+ ){0,3}@1(?: therapy| treatment| alone| itself| use)?)? to|"
    r"in(?:ability|capacity)|exonerated|absolved|"
    r"neither|nor|never|unrelated to|independent(?:ly)? of|lack(?:s|ed)?|without|"
    r"no (?:\w+ ){0,3}(?:effects?|associations?|relations?|relationships?|links?|correlations?|interactions?|"
    r"evidence|influence|impact|benefits?|differences?|changes?|increases?|improvements?|risks?|stated)|"
    r"infrequent|rare(?:ly)?)\b"
    r"|\bno @[12]|\bnot @1|@1 (?:has|have|had|showed|exerts) no\b"
)
_PSEUDO = re.compile(
    r"\b(?:not only|not necessarily|no longer|no (?:\w+ )?differences? in|cannot be (?:excluded|ruled out)|"
    r"(?:\w+ )?not (?:been )?(?:known|clear|certain|understood|reported|described|previously|inferior|worse))\b"
)
_HEDGED = re.compile(
    r"\b(?:may|might|could|possibl[ey]|possibility|potential(?:ly)?|probabl[ey]|likely|suspected|"
    r"suggest(?:s|ed|ing)?|"
    r"presumabl[ey]|presumed|seem(?:s|ed)? to|appear(?:s|ed)? to|thought to|believed to|candidates?|putative(?:ly)?|"
    r"implicated|suspicion|hint(?:s|ed)? at|whether|if|can be associated|debated?|controversial|"
    r"some ,? ?but not all|(?:when|"
    r"if|unless|whenever) (?:\w+ ){0,3}@1)\b"
)
# "A to prevent B" says what it is for, not that it does so.
_PURPOSE = re.compile(r"@1 (?:\w+ )?to stated\b|\bconsidered (?:un|in)\w+")
# What is denied of the pain's severity is not denied of the pain, what is denied of adding A to B not of B.
_OF_ANOTHER = re.compile(
    r"@2 (?:\w+ )?(?:severity|intensity|scores?|durations?|grades?|stages?|progression|outcomes?|prognosis|survival|"
    r"mortality|recurrences?|relapses?|responses?|frequency)\b"
    r"|\b(?:addition|adding|added) (?:\S+ ){1,6}to (?:\w+ ){0,2}@1"
)
# "No association of A and B with C" says nothing of A and B.
_SIDE_BY_SIDE = re.compile(
    r"\bstated (?:of|for) (?:\S+ ){0,3}@1 (?:and|or|,) (?:\S+ ){0,2}@2 (?:with|to|on)\b"
)
# "The risk of A associated with B was calculated" finds nothing.
_ONLY_MEASURED = re.compile(
    r"\b(?:risks?|associations?|relationships?|relations?|links?|effects?|odds|rates?|incidence|impact|influence|role)\b"
    r"[^.;]*@[12][^.;]*\b(?:was|were|is|are|has been|have been) (?:\w+ly )?(?:calculated|estimated|assessed|evaluated|"
    r"examined|studied|investigated|determined|measured|analy[sz]ed|tested|explored|compared|reviewed|sought)\b"
    r"|\b(?:studies|trials|study|trial|we) (?:that |which )?(?:\w+ly )?(?:assess(?:ed)?|evaluat(?:ed?)|examin(?:ed?)|"
    r"stud(?:y|ied)|investigat(?:ed?)|estimat(?:ed?)|calculat(?:ed?)) (?:\S+ ){0,3}(?:risks?|associations?|effects?|"
    r"relationships?|links?|odds|incidence|impact|influence|role)\b"
)
_CLAUSE_BREAK = re.compile(r"[;:]|\b(?:but(?! not)|however|although|though|whereas|while|yet|because)\b")
# Every match of the expressions above begins with or contains one of these: most sentences have none and are done.
_CUE = re.compile(
    r"\b(?:n(?:o|ot|ever|either|or)\b|t\b|cannot|without|fail|lack|unrelated|independent|may\b|might|"
    r"could|poss|poten|prob|"
    r"likely|susp|sugg|presum|seem|appear|thought|believ|implic|hint|whether|if\b|candid|putat|can be|"
    r"debat|some ,? ?but|when|unless|contro|infreq|rare|inab|incap|exon|absol|acquit|cleared|ruled|exclu|dismiss|"
    r"reject|discount|refut|elimin)"
)
# Just before "X-induced Y": nobody had it.
_ABSENT = re.compile(r"\b(?:no|without|absence of|free of|denies|denied|never)(?: (?!effect)\w+){0,2} @1$")
_OF_FRAMING = {Framing.BELIEF: Assertion.UNCERTAIN, Framing.ERROR: Assertion.UNCERTAIN}
# Set by hand; tests/ingest/relations/test_figures.py holds the precision and recall that they give.
_WORDS_BEFORE, _WORDS_AFTER = 10, 4  # words beside the two mentions in which a cue reaches them


def words_around(words: Sequence[str], low: int, high: int) -> str:
    """The words of a sentence around the mentions at two places, which become `@1` and `@2`."""
    before = words[max(0, low - _WORDS_BEFORE) : low]
    return " ".join([*before, "@1", *words[low + 1 : high], "@2", *words[high + 1 : high + 1 + _WORDS_AFTER]])


def relation_assertion(sentence: TokenisedSentence, low: int, high: int, words: str) -> Assertion:
    """How a sentence asserts that two of its mentions stand in a relation; `words` are those of `words_around`.

    NEGATED where anything near denies something: enough not to affirm, not enough to deny.
    """
    ends = sentence.states[low], sentence.states[high]
    all_words, words = words, _within_clause(words) if _CUE.search(words) else ""
    if Assertion.NEGATED in ends or _is_denied(words):
        return Assertion.NEGATED
    if framed := _framed(sentence, high):
        return framed
    if Assertion.UNCERTAIN in ends or _HEDGED.search(words):
        return Assertion.UNCERTAIN
    return Assertion.HYPOTHETICAL if _ONLY_MEASURED.search(all_words) else Assertion.AFFIRMED


def phrase_assertion(
    sentence: TokenisedSentence, low: int, high: int, phrase: str, pattern: Pattern
) -> Assertion:
    """How a sentence asserts what a phrase says of two of its mentions; in `phrase` the trigger is the placeholder.

    A name that takes the relation for granted is no less so where something else is denied, asked or aimed at.
    """
    ends = {sentence.states[low], sentence.states[high]}
    if pattern.predicate is Predicate.CONTRAINDICATED_FOR:
        ends.discard(Assertion.NEGATED)  # "do not use A"
    if pattern.form is Form.NAME:
        absent = _ABSENT.search(phrase[: phrase.index("@1") + 2])
        return Assertion.UNCERTAIN if absent or Assertion.UNCERTAIN in ends else Assertion.AFFIRMED
    return _framed(sentence, high) or _clause_assertion(_within_clause(phrase), ends, pattern.form)


def _clause_assertion(clause: str, ends: set[Assertion], form: Form) -> Assertion:
    """How a clause that states asserts it, by its words and the assertions of the two mentions."""
    if (_DENIED_NOUN.search(clause) or _DENIED_VERB.search(clause)) and not _GRANTED.search(clause):
        of_another = _OF_ANOTHER.search(clause) or _SIDE_BY_SIDE.search(clause)
        return Assertion.UNCERTAIN if of_another else Assertion.NEGATED
    if _ONLY_MEASURED.search(clause) or (form is Form.TOPIC and not _FOUND.search(clause)):
        return Assertion.HYPOTHETICAL
    if form is Form.USE and _SERVES_NOT.search(clause):
        return Assertion.NEGATED
    if form is Form.USE and not _SERVES.search(clause):
        return Assertion.HYPOTHETICAL
    up_to_object, _, _ = clause.partition("@2")
    doubted = any(each.search(clause) for each in (_HEDGED, _PURPOSE, _SIDE_BY_SIDE)) or _is_denied(
        up_to_object
    )
    return (
        Assertion.UNCERTAIN
        if doubted or {Assertion.NEGATED, Assertion.UNCERTAIN} & ends
        else Assertion.AFFIRMED
    )


def _framed(sentence: TokenisedSentence, place: int) -> Assertion | None:
    if sentence.words[-1] == "?":
        return Assertion.HYPOTHETICAL
    kinds = [_OF_FRAMING.get(frame.kind, Assertion.HYPOTHETICAL) for frame in sentence.frames_of(place)]
    return max(kinds, key=lambda kind: kind is Assertion.HYPOTHETICAL, default=None)


def _within_clause(words: str) -> str:
    """The words from the last clause boundary before the second mention to the first one behind it."""
    head, mention, tail = words.partition("@2")
    starts = [match.end() for match in _CLAUSE_BREAK.finditer(head)]
    stop = _CLAUSE_BREAK.search(tail)
    return (head[starts[-1] :] if starts else head) + mention + (tail[: stop.start()] if stop else tail)


def _is_denied(words: str) -> bool:
    pseudo = [match.span() for match in _PSEUDO.finditer(words)]
    return any(
        not any(start <= match.start() < end for start, end in pseudo) for match in _DENIED.finditer(words)
    )
