"""The study's result: the sentence that tells it, with effect size, interval and P value where it has them.

Which of a paper's results is the main one, papers say by "primary outcome", by telling it with its estimate, and by the
words of their title; where a question is asked, its words count too. Baseline, methods and yields are no results.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from graph import SectionKind
from retrieval.table.cell import Cell
from retrieval.table.design_words import CASE_REPORT, CASE_SERIES, GUIDELINE, REVIEW
from retrieval.table.effects import Effect, effects_in
from retrieval.table.study import Study, StudySentence

_WORD = re.compile(r"[a-z][a-z-]{3,}")
_PRIMARY = re.compile(r"\bprimary (?:\w+ ){0,2}?(?:outcome|end-? ?point|efficacy|measure)", re.IGNORECASE)
_COMPARES = re.compile(
    r"\b(?:significant(?:ly)?|higher|lower|greater|fewer|less|more|better|worse|superior|inferior|similar|"
    r"differences?|"
    r"differ(?:ed)?|associat\w+|correlat\w+|increas\w+|decreas\w+|reduc\w+|improv\w+|predict\w+|risk|effective|"
    r"compared|comparable|versus|vs|prevalence|incidence|rate|no effect|inhibit\w*|induc\w+|prevent\w*)\b",
    re.IGNORECASE,
)
_NO_RESULT = re.compile(
    r"\b(?:follow(?:ed)?[- ]up (?:for|of|was|time|period)|baseline|before (?:the )?(?:procedure|treatment|surgery|"
    r"intervention|operation)|at presentation|mean age|median age|median follow-?up|mean follow-?up|"
    r"were (?:enrolled|recruited|included|randomi[sz]ed|"
    r"identified|screened|divided|assigned|performed using)|dropped out|lost to follow|response rate|demographic|"
    r"eligible|power|significance (?:was )?(?:set|level)|statistical(?:ly)? analys\w+|were used to|was used to|"
    r"will be|"
    r"(?:was|were) (?:\w+ly |also |then )?(?:examined|investigated|studied|evaluated|analy[sz]ed|measured|"
    r"determined|assessed|"
    r"calculated|recorded|collected|performed|reviewed|described|isolated|designed|developed)|clinicaltrials|"
    r"registration|regist(?:ry|ered)|aimed?|objective)\b",
    re.IGNORECASE,
)
_CONCLUDES = re.compile(
    r"\b(?:these|our|the|present|this) (?:\w+ ){0,2}?(?:results|findings|data|study|"
    r"observations)(?: \w+){0,3}? (?:suggests?|indicates?|"
    r"supports?|demonstrates?|provides?|raises?|conclud\w+)\b|\bconclu\w+|\bthus\b|\bin summary\b|\btherefore\b|"
    r"\bmay\b",
    re.IGNORECASE,
)
_FINDS = re.compile(
    r"\b(?:we|study|analys[ei]s|results?|data|here|microscopy|staining|experiments?)(?: \w+){0,3}? (?:show\w*|"
    r"demonstrat\w+|f(?:i|ou)nd|identif(?:y|ied)|"
    r"observed?|reveal\w*|report that|detect\w*|isolated)\b|\b(?:was|were) (?:\w+ )?(?:found|observed|identified|"
    r"detected|seen|noted)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(r"\d ?%|\d per ?cent\b|\b\d+ of (?:the )?\d+\b|\b\d+/\d+\b")
_TELLING_NONE = frozenset({CASE_REPORT, CASE_SERIES, REVIEW, GUIDELINE})
_TOLD = frozenset({SectionKind.RESULTS, SectionKind.CONCLUSION, SectionKind.DISCUSSION})
_SET_UP = frozenset({SectionKind.METHODS, SectionKind.INTRODUCTION})
# What says that a sentence tells the main result; set by hand on abstracts that took no part in the figures.
_OF_PRIMARY, _OF_COMPARISON, _OF_TITLE, _OF_QUESTION, _OF_OUTCOME, _OF_SETUP = 2.5, 1.0, 2.0, 3.0, 1.5, -2.5
_OF_FINDING, _OF_SHARE, _OF_CONCLUSION, _OF_LABEL = 1.2, 0.7, -1.0, 0.7
_OF_FIRST = 0.15  # taken off for each sentence after the first result
_LEAST = 1.0  # less is no result
_WITH_ESTIMATE, _WITH_P, _IN_WORDS = 0.9, 0.85, 0.7


@dataclass(frozen=True, slots=True)
class Result:
    """The sentence that tells the main result, and of it the effect, its interval and its P value."""

    statement: Cell
    effect: Cell | None
    interval: Cell | None
    p_value: Cell | None


def result_of(study: Study, design: str = "", question: str = "", outcome: str = "") -> Result | None:
    """The study's main result, or what of its results the question asks about; None where none is told.

    `outcome` is what it measures, as its outcome cell says. Reports of cases, reviews and guidelines have none but what
    they put in figures.
    """
    told = [s for s in study.own if _may_tell(s, study) and _tells(s, design)]
    if not told:
        return None
    title, asked, measured = _words(study.title), _words(question), _words(outcome)
    first = told[0].place
    scored = [
        (_score(s, title, asked, measured) - _OF_FIRST * min(s.place - first, 8), -s.place, s) for s in told
    ]
    score, _, best = max(scored, key=lambda each: each[:2])
    return _result(best, title | asked) if score >= _LEAST else None


def _may_tell(sentence: StudySentence, study: Study) -> bool:
    """Whether it may be a result: in a paper whose parts are labelled only what is labelled so."""
    labelled = any(s.kind is SectionKind.RESULTS for s in study.body)
    if labelled:
        return sentence.kind in _TOLD
    # "Methods and findings" is a usual label: what has an effect or a P value there is a finding.
    return sentence.kind not in _SET_UP or (
        sentence.kind is SectionKind.METHODS and bool(effects_in(sentence.text))
    )


def _tells(sentence: StudySentence, design: str) -> bool:
    """Whether it compares, or gives an effect; in a paper that is no study of its own only the latter."""
    compares = (
        sentence.kind is SectionKind.RESULTS
        or _COMPARES.search(sentence.text)
        or _FINDS.search(sentence.text)
    )
    return bool(effects_in(sentence.text)) or (bool(compares) and design not in _TELLING_NONE)


def _score(
    sentence: StudySentence, title: frozenset[str], asked: frozenset[str], measured: frozenset[str]
) -> float:
    text = sentence.text
    words = _words(text)
    effects = effects_in(text)
    score = max((each.weight for each in effects), default=0.0)
    score += _OF_PRIMARY * bool(_PRIMARY.search(text)) + _OF_COMPARISON * bool(_COMPARES.search(text))
    score += _OF_TITLE * _shared(title, words) + _OF_QUESTION * _shared(asked, words)
    score += _OF_OUTCOME * _shared(measured, words)
    score += _OF_SETUP * bool(_NO_RESULT.search(text))
    if sentence.kind in (SectionKind.CONCLUSION, SectionKind.DISCUSSION) and not effects:
        score -= 0.5
    score += _OF_FINDING * bool(_FINDS.search(text)) + _OF_SHARE * bool(_SHARE.search(text))
    score += _OF_CONCLUSION * bool(_CONCLUDES.search(text)) + _OF_LABEL * (
        sentence.kind is SectionKind.RESULTS
    )
    return score


def _result(sentence: StudySentence, topic: frozenset[str]) -> Result:
    effects = effects_in(sentence.text)
    best = max(
        effects, key=lambda e: (e.weight, -(e.effect or e.p or (0, 0))[0]), default=Effect(None, None, None)
    )
    sure = _WITH_ESTIMATE if best.effect else _WITH_P if best.p else _IN_WORDS
    statement = sentence.cell(0, len(sentence.text), "", sure)
    return Result(
        statement,
        *(sentence.cell(*at, "", sure) if at else None for at in (best.effect, best.interval, best.p)),
    )


def _shared(wanted: frozenset[str], words: Iterable[str]) -> float:
    """Share of the wanted words that are there."""
    return len(wanted & frozenset(words)) / len(wanted) if wanted else 0.0


_PLAIN = frozenset(
    "with from this that study trial effect effects patients randomized randomised controlled clinical among between "
    "using after before during versus compared does analysis review systematic meta-analysis than their have "
    "what".split()
)


def _words(text: str) -> frozenset[str]:
    """Words that carry meaning, cut to six letters so that forms of one word are one."""
    return frozenset(w[:6] for w in _WORD.findall(text.casefold()) if w not in _PLAIN)
