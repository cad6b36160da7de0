"""Population, intervention, comparator and outcome (PICO, Richardson et al. 1995), by the phrases that introduce them.

Each is the phrase after or between fixed words: "patients WITH asthma", "the EFFECT OF zinc ON growth", "RANDOMISED TO
zinc OR placebo", "the PRIMARY OUTCOME WAS growth". Where no such words stand the cell is empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph import SectionKind
from retrieval.table.cell import Cell
from retrieval.table.numbers import COUNT
from retrieval.table.study import Study, StudySentence

_WHO = (
    r"(?:patients|participants|subjects|adults|women|men|children|individuals|volunteers|infants|neonates|newborns|"
    r"adolescents|students|people|persons|residents|nurses|physicians|veterans|boys|girls|mothers|families|"
    r"inpatients|"
    r"outpatients|survivors|recipients|athletes|smokers|workers|pregnancies|mice|rats|rabbits|dogs|cats|piglets|pigs|"
    r"monkeys|lambs|sheep|hamsters|broilers|cows|cases|eyes|teeth)"
)
_WORD = r"(?:[^\s.;:()\[\],?]|[.,](?=\d)){1,40}+"
_PHRASE = rf"{_WORD}(?:,? {_WORD}){{0,20}}?"
# Where the phrase of a population ends: a verb, a new clause, the end.
_WHO_ENDS = (
    r"(?=\s*(?:[.;:()\[\]]|$|, (?!\d+(?:[-–]| to )\d|aged|and|or|with|who|both))|,?\s+(?:results? in|improves?|"
    r"reduces?|increases?|who|were|was|are|is|be|should|had|have|received|underwent|"
    r"participated|completed|to (?:receive|determine|assess|evaluate|either|investigate|examine|compare|study)|by|"
    r"using|"
    r"after|before|during|treated|from \w+ (?:19|20)\d\d|between (?:\w+ )?(?:19|20)\d\d|admitted|attending|for \d|"
    r"followed|compared|versus|vs|and (?:compar|to|its|their|whether|assess|evaluat)\w*|with respect|at \d|over a|"
    r"randomly|randomi[sz]ed|seen|in (?:a|an|the|this|terms|comparison|relation|whom|each)\b)\b)"
)
_DESCRIBED = re.compile(
    rf"(?<![\w-])(?P<who>(?:(?:{COUNT}) )?(?:(?!(?:of|in|and|the|to|for|these|those|with|from|all|our|on|by|per|"
    rf"most|some|"
    rf"more|between|both|than|we|a|an|or|as|among|that|which|is|are|was|were|had|study|trial|included?|including|"
    rf"enrolled|examined|recruited|"
    rf"studied|treated|randomi[sz]ed|compared|assigned|involving|when|describe|report|present|reviewed|evaluated|"
    rf"analy[sz]ed|could|can|identif(?:y|ies)|no|not|does|do|should)\b)[A-Za-z][\w'’-]*,? ){{0,5}}?{_WHO}"
    rf"(?: (?:with|without|undergoing|having|suffering from|aged|at (?:high |low |increased )?risk|diagnosed|who|"
    rf"receiving|"
    rf"presenting|hospitali[sz]ed|scheduled|admitted|living|on|following) {_PHRASE})){_WHO_ENDS}",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"\b(?:in|among|for|of|on) (?P<who>(?:(?!(?:of|in|and|the|to|for|these|those|with|from|all|our|on|by|each|both|"
    rf"most|per|or|a|an|than|some|other|treated|control|any|many|more|as|"
    rf"between)\b)[A-Za-z][\w'’-]* ){{1,4}}?{_WHO})\b"
    r"(?! (?:group|with|in the|who))",
    re.IGNORECASE,
)
_NP = rf"{_WORD}(?: {_WORD}){{0,13}}?"
_ENDS = (
    r"(?=\s*(?:[.;:()\[\]]|$|,)|\s+(?:on|in|for|during|among|after|before|as|to (?!the)|at|when|was|were|is|are|"
    r"has|had|who|"
    r"over|using|twice|once|daily|against|by|within|than|following|from|while|every|plus usual)\b)"
)
_EFFECT_OF = re.compile(
    rf"\b(?:effects?|efficacy|effectiveness|impact|influence|benefits?|safety|tolerability|usefulness|role|"
    rf"utility|use)"
    rf"(?:,? and (?:\w+ )?(?:safety|tolerability|efficacy|effectiveness))? of (?:the |an? |adding |different |"
    rf"using )?"
    rf"(?P<i>{_NP}){_ENDS}(?:\s+(?:on|in reducing|in preventing|in improving) (?:the )?(?P<o>{_NP})"
    r"(?=\s*(?:[.;:()\[\]]|$|,)|\s+(?:in|among|for|of patients|during|after|when|and to|were|was|between|at|by|"
    r"using)\b))?",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    rf"\b(?:compar(?:e|ed|ing)(?! (?:to|with))|comparison of) (?:the )?(?:(?:effects?|efficacy|"
    rf"effectiveness|safety|outcomes?|results?|use)(?: and \w+)? of )?(?:the )?(?P<i>{_NP}) (?:with|to|versus|vs\.?) "
    rf"(?:that of |those of |the )?(?P<c>{_NP}){_ENDS}",
    re.IGNORECASE,
)
_TO_RECEIVE = re.compile(
    rf"\b(?:to receive|randomi[sz]ed to|randomly (?:assigned|allocated) to|assigned to|allocated to|received)"
    rf"(?: (?:either|one of|oral|daily|treatment with|receive|the)){{0,2}} (?P<i>(?!one\b|two\b|three\b|four\b|"
    rf"groups?\b|"
    rf"receive|a group|\d+ groups?){_NP})(?: ?\([^()]{{1,60}}\))?,? (?:or|versus|vs\.?|and) "
    rf"(?:to |(?:a |the )?matching |receive |a )?(?P<c>{_NP})(?=\s*(?:[.;:()\[\]]|$|,)|\s+(?:for|in|at|on|once|"
    rf"twice|daily|every|"
    r"during|before|after|over|group|groups|were|was|while|per|as|using|by|from|with)\b)",
    re.IGNORECASE,
)
_VERSUS = re.compile(
    rf"(?:^|[:,.?] |\b(?:of|with|by|between) )(?P<i>{_NP}) (?:versus|vs\.?|compared (?:with|to)) (?P<c>{_NP})"
    r"(?=\s*(?:[.;:()\[\],?]|$)|\s+(?:for|in|on|during|among|after|as|to|at)\b)",
    re.IGNORECASE,
)
_CONTROL = re.compile(
    r"\b(?:(?:matching |oral |inactive )?placebo|sham(?: \w+){0,2}?(?= (?:group|control|procedure|operated|surgery))|"
    r"usual care|standard care|standard of care|routine care|wait(?:ing)?[- ]list(?: control)?|no treatment|"
    r"conventional (?:treatment|therapy|care)|standard (?:treatment|therapy)|untreated controls?|"
    r"healthy (?:\w+ ){0,2}?"
    r"controls|control group|vehicle|saline)\b",
    re.IGNORECASE,
)
_OUTCOME = re.compile(
    r"\b(?:primary|main|principal) (?:\w+ ){0,2}?(?:outcomes?|end-? ?points?)(?: (?:measures?|variables?|"
    r"parameters?))?"
    r"(?: of (?:the |this )?(?:study|trial|interest))? (?:was|were|is|included|are) (?:the |defined as |to \w+ |"
    r"a |an )?"
    rf"(?P<o>{_NP})(?=\s*(?:[.;:()\[\]]|$|,)|\s+(?:at|after|during|within|"
    r"as (?:measured|assessed|defined)|"
    r"measured|assessed|using|and secondary|between|by)\b)",
    re.IGNORECASE,
)
# What a title says of its study before it names what was tried.
_OF_STUDY = re.compile(
    r"^.{0,60}\b(?:trial|study|comparison|efficacy|effectiveness|effects?|evaluation|safety|use|impact|analysis|"
    r"outcomes?|"
    r"results|assessment) (?:of|with|comparing) (?:the )?(?=\S)",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"^(?:effects? on|to|with|by|it|them|their|these|those|this|that|the same|two|three|both|each|groups?|one|a|"
    r"an|other|others|treatments?|"
    r"interventions?|results?|our|either|the (?:two|three|four|other|effects?|results?|latter|former)|this \w+|"
    r"these \w+|"
    r"control|controls)\b|^[\W\d]*$|\b(?:trial|study|control|experimental|intervention|treatment) groups?$|"
    r"\b(?:was|were|is|are|had|which|we|who)\b",
    re.IGNORECASE,
)
_SURE_WHO, _SURE_NAMED, _SURE_ARM, _SURE_TITLE, _SURE_OUTCOME = 0.8, 0.65, 0.75, 0.7, 0.85  # set by hand


def population_cell(study: Study, size: Cell | None) -> Cell | None:
    """Who was studied: the phrase at the count, else the first that describes them."""
    ordered = sorted(
        _saying(study), key=lambda s: s.kind is SectionKind.TITLE
    )  # titles say it in short, or ask
    if size is not None and size.start is not None:
        ordered.sort(key=lambda s: not s.span.start <= (size.start or 0) < s.span.end)
    for sentence in ordered:
        if match := _DESCRIBED.search(sentence.text):
            return _from_count(sentence, match, size)
    for sentence in ordered:
        if match := _NAMED.search(sentence.text):
            return _trimmed(sentence, match, "who", _SURE_NAMED)
    return None


def arms_of(study: Study) -> tuple[Cell | None, Cell | None]:
    """Intervention and comparator, by the first wording that names one."""
    intervention: Cell | None = None
    for pattern, sure in ((_TO_RECEIVE, _SURE_ARM), (_COMPARED, _SURE_ARM), (_VERSUS, _SURE_TITLE)):
        for sentence in _titled(study) if pattern is _VERSUS else _saying(study):
            for match in pattern.finditer(sentence.text):
                if not (_NO_NAME.search(match["i"]) or _NO_NAME.search(match["c"])):
                    return _trimmed(sentence, match, "i", sure), _trimmed(sentence, match, "c", sure)
    for sentence in _aims(study):
        effect = _EFFECT_OF.search(sentence.text)
        if effect and not _NO_NAME.search(effect["i"]):
            intervention = _trimmed(sentence, effect, "i", _SURE_TITLE)
            break
    return intervention, _control(study)


def outcome_cell(study: Study) -> Cell | None:
    """What was measured: what the paper calls its primary outcome, else what an effect is on."""
    for sentence in study.own:
        if match := _OUTCOME.search(sentence.text):
            return _trimmed(sentence, match, "o", _SURE_OUTCOME)
    for sentence in _aims(study):
        for match in _EFFECT_OF.finditer(sentence.text):
            if match["o"] and not _NO_NAME.search(match["o"]):
                return _trimmed(sentence, match, "o", _SURE_TITLE)
    return None


def _control(study: Study) -> Cell | None:
    for sentence in study.own:
        if sentence.kind is not SectionKind.CONCLUSION and (match := _CONTROL.search(sentence.text)):
            return sentence.cell_of(match, 0, sure=_SURE_TITLE)
    return None


def _titled(study: Study) -> tuple[StudySentence, ...]:
    return tuple(s for s in study.sentences if s.kind is SectionKind.TITLE)


_AIMS = re.compile(
    r"\b(?:aims?|objectives?|purpose|we|this study|present study|to (?:determine|assess|evaluate|compare|"
    r"investigate|examine))\b",
    re.IGNORECASE,
)


def _aims(study: Study) -> Iterator[StudySentence]:
    """The title, and what the paper says that it set out to do."""
    for sentence in _saying(study):
        if sentence.kind is SectionKind.TITLE or _AIMS.search(sentence.text):
            yield sentence


def _saying(study: Study) -> Iterator[StudySentence]:
    """The title, what the paper set out to do, and what it did, in the order of the text."""
    last = (SectionKind.CONCLUSION, SectionKind.DISCUSSION)
    for sentence in study.sentences:
        if sentence.kind in last:
            continue
        if sentence.kind is SectionKind.TITLE or sentence.is_own or _AIMS.search(sentence.text):
            yield sentence


def _from_count(sentence: StudySentence, match: re.Match[str], size: Cell | None) -> Cell:
    """The population of a match, from the count on where that begins the phrase ("45 men and women with ...")."""
    found = _trimmed(sentence, match, "who", _SURE_WHO)
    start = -1 if size is None or size.start is None else size.start - sentence.span.start
    if 0 <= start < match.start("who") and not re.search(
        r"[.,;:()]", sentence.text[start : match.start("who")]
    ):
        return sentence.cell(start, start + len(found.quote) + match.start("who") - start, "", _SURE_WHO)
    return found


def _trimmed(sentence: StudySentence, match: re.Match[str], group: str, sure: float) -> Cell:
    """The cell of a group without the spaces, articles and loose ends around it."""
    start, end = match.span(group)
    text = sentence.text
    if group == "i" and (before := _OF_STUDY.match(text[start:end])):
        start += before.end()
    while end > start and text[end - 1] in " ,-–":
        end -= 1
    return sentence.cell(start, end, "", sure)
