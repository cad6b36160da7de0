"""Effect sizes, their intervals and P values in a sentence, as papers write them (SAMPL, Lang & Altman 2013).

"hazard ratio, 0.72; 95% CI, 0.58 to 0.90; P = 0.004", "(OR 2.1 [1.3-3.4])", "mean difference -3.2 mmHg (95% CI ...)",
"58% versus 29%".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NUMBER = r"[-−–+]?(?:(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,7})(?:[.·]\d{1,5})?|[.·]\d{1,5})"
_UNIT = (
    r"(?: ?(?:%|percent(?:age points?)?|mm ?Hg|mmol/[lL]|mg/d[lL]|kg(?:/m2)?|points?|days?|weeks?|months?|years?|"
    r"hours?|"
    r"h|min(?:utes)?|cm|mm|m[lL]|fold|times|g/d[lL]|U/[lL]|ng/m[lL]|g))?"
)
_MEASURE = (
    r"(?:(?:crude|adjusted|unadjusted|pooled|multivariable[- ]adjusted|multivariate|summary|overall|relative|"
    r"standardi[sz]ed|weighted|mean|absolute|age-adjusted|fully adjusted|combined) ){0,3}"
    r"(?:odds[- ]ratios?|risk[- ]ratios?|hazards?[- ]ratios?|rate[- ]ratios?|prevalence[- ]ratios?|"
    r"relative[- ]risks?|"
    r"incidence[- ]rate[- ]ratios?|(?:mean |risk |between-group |treatment |absolute |weighted |"
    r"group )*difference|risk"
    r" reduction|effect[- ]size|hazard|risk|Cohen['’]s d|"
    r"Hedges['’]? g|correlation(?: coefficient)?|(?:regression )?coefficient|area under the (?:\w+[- ]){0,5}curve|"
    r"sensitivity|specificity|number needed to treat|likelihood ratio)"
)
_SHORT = (
    r"a?(?:ORs?|RRs?|HRs?)(?:adj)?|aOR|aHR|aRR|IRR|SIR|SMR|WMD|SMD|MD|RD|ARR|NNT|AUC|AUROC|β|r|rho|SHR|RRR"
)
_TO_NUMBER = (
    r"(?=\W)(?: ?\((?:[A-Za-z]{1,6})\))?(?: ?\[(?:[A-Za-z]{1,6})\])?(?: ?[,:=;]| ?\(| ?\[| of| was| is| were|"
    r" for [^.;()]{1,60}?(?: was| were|,)| in [^.;()]{1,40}?(?: was| were|,)| between [^.;()]{1,60}?(?: was| were|,))"
    r"{0,3}[ -]?"
)
# The measure, then its number; its short name in brackets is passed over ("relative risk (RR) 0.8").
_NAMED = re.compile(
    rf"\b(?P<measure>(?i:{_MEASURE})|(?:{_SHORT}))(?P<to>{_TO_NUMBER})(?<!\w)(?P<n>{_NUMBER}{_UNIT})"
    r"(?![\d/]|\.\d| (?:to|-|–) ?\d| ?% ?(?:CI|C\.I\.|confidence|credible))"
)
_LEVEL = r"(?:9\d(?:\.\d)?|80) ?(?:%|percent|per cent) ?"
_INTERVAL_NAME = (
    r"(?:(?:posterior |bootstrap(?:ped)? )?(?:CIs?|C\.I\.?|CrIs?)|(?:posterior )?(?:confidence|"
    r"credible|credibility|fiducial) (?:intervals?|limits?)(?: ?[\[(]CI[\])])?)"
)
_RANGE = (
    rf"(?P<low>{_NUMBER}){_UNIT} ?(?:-|–|−|—|to|and|,|;|\.\.\.?|through) ?(?P<high>{_NUMBER}{_UNIT})(?![\d/])"
)
_INTERVAL = re.compile(
    rf"(?:\b(?P<named>{_LEVEL}{_INTERVAL_NAME}|(?i:confidence intervals?)|CI(?: ?95%?)?)"
    rf"(?: ?[=:,;]| ?\(| ?\[| of| was| from| range){{0,3}} ?{_RANGE})"
)
# "0.85 (0.65-1.12)": without a name, right after a named measure.
_BARE = re.compile(rf" ?[\[(,;] ?{_RANGE} ?[\])]?")
_P = re.compile(
    r"(?<![A-Za-z])[pP](?:[- ]?(?:values?|trend))?(?: ?for [a-z]{1,20}+(?:[- ][a-z]{1,20}+){0,2})? ?"
    r"(?:=|<|>|≤|≥|of|was|:|less than|≪){1,2} ?"
    r"(?:0?[.·,]\d{1,7}|0|1(?:\.0+)?|\d(?:\.\d+)? ?[x×] ?10 ?[-−–]\d{1,3})(?!\d)|(?<![A-Za-z])[pP] ?(?:= ?)?N\.?S\b"
)
_SPREAD = r"(?: ?(?:±|\+/-|\+-) ?\d[\d.]*)?(?: ?\((?:SD )?[\d.± ]+\))?"
_LABEL = r"(?: [\w-]{1,30}+){0,6}?"
_VERSUS = re.compile(
    rf"(?<![\w.,/–-])(?P<a>{_NUMBER}{_UNIT}{_SPREAD})(?P<la>{_LABEL}),? ?"
    rf"(?:vs\.?|versus|(?<!were )(?<!was )compared (?:with|to)|as compared (?:with|to)|against){_LABEL} ?\(?"
    rf"(?P<b>(?<![\w.]){_NUMBER}{_UNIT}{_SPREAD})(?![\w.]*\d)",
)
# Between an effect and its interval: marks, and at most what the effect is of.
_JOINS = re.compile(
    r"[ ,;:(\[=]{0,4}(?:(?:in|for|per|among|with|and|adjusted|respectively)\b[^\d.;()]{0,30}[,;(\[]? ?[(\[]?)?"
)
_BEFORE_INTERVAL = re.compile(
    rf"(?P<n>(?<![\w.,–-]){_NUMBER}{_UNIT}(?: [a-z][a-z-]*){{0,7}})(?: ?[;,:]| ?\(| ?\[){{0,2}} ?$"
)


# Words that measure something only with an interval: "risk of 3 deaths" is none.
_LOOSE = frozenset({"risk", "hazard", "difference"})


@dataclass(frozen=True, slots=True)
class Effect:
    """Where in a sentence an effect, its interval and its P value stand; a part that is not told is None."""

    effect: tuple[int, int] | None
    interval: tuple[int, int] | None
    p: tuple[int, int] | None

    @property
    def weight(self) -> float:
        """How much of a result it is: an estimate with its interval most. Set by hand."""
        return (
            3.0 * (self.effect is not None) + 2.0 * (self.interval is not None) + 1.5 * (self.p is not None)
        )


def effects_in(text: str) -> list[Effect]:
    """The effects that a sentence tells, in its order; P values alone where it tells none."""
    found = list(_estimates(text))
    if not found:
        alike = (m for m in _VERSUS.finditer(text) if _are_alike(m["a"], m["b"]))
        found = [((m.start(), m.end()), None) for m in alike]
    ps = [(m.start(), m.end()) for m in _P.finditer(text)]
    if not found:
        return [Effect(None, None, p) for p in ps]
    starts = [(effect or interval or (0, 0))[0] for effect, interval in found]
    ends = [*starts[1:], len(text)]
    return [
        Effect(effect, interval, next((p for p in ps if start <= p[0] < end), None))
        for (effect, interval), start, end in zip(found, starts, ends, strict=True)
    ]


_Place = tuple[int, int]


def _estimates(text: str) -> Iterator[tuple[_Place | None, _Place | None]]:
    """Estimates with their intervals, and estimates alone where the measure is named."""
    intervals = list(_INTERVAL.finditer(text))
    named = list(_NAMED.finditer(text))
    used: set[int] = set()
    for at, match in enumerate(named):
        end = named[at + 1].start() if at + 1 < len(named) else len(text)
        mine = next((i for i in intervals if i.start() < end and _joined(text, match, i)), None)
        if mine is not None:
            used.add(mine.start())
            yield _place(match), (mine.start("low"), mine.end("high"))
        elif bare := _BARE.match(text, match.end()):
            yield _place(match), (bare.start("low"), bare.end("high"))
        elif match["measure"].lower() not in _LOOSE and (match["measure"] != "r" or "=" in match["to"]):
            yield _place(match), None
    for each in intervals:
        if each.start() not in used:
            before = _BEFORE_INTERVAL.search(text, max(0, each.start() - 90), each.start())
            yield before.span("n") if before else None, (each.start("low"), each.end("high"))


def _joined(text: str, match: re.Match[str], interval: re.Match[str]) -> bool:
    gap = match.end(), interval.start()
    return gap[0] <= gap[1] and _JOINS.fullmatch(text, *gap) is not None


def _are_alike(first: str, second: str) -> bool:
    """Whether two numbers may be two groups' values of one thing; bare whole numbers are more often counts."""
    return ("%" in first) == ("%" in second) and not (first.isdigit() and second.isdigit())


def _place(match: re.Match[str]) -> _Place:
    return match.start("measure"), match.end("n")
