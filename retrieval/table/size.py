"""How many a study is about: patients, animals, or of a synthesis studies.

A count is a number before a unit ("1,204 women", "forty-two consecutive patients with asthma", "n = 70"). Of several
the one is taken of which the text says that it is the whole: a total, those who were enrolled or randomised, those of
which parts are told ("of 50 patients"). Two groups that a sentence names together without their sum stay two: "37 + 40".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph import SectionKind
from retrieval.table.cell import Cell
from retrieval.table.design import CASE_REPORT, SYNTHESES
from retrieval.table.numbers import COUNT, count_of
from retrieval.table.species import Species
from retrieval.table.study import Study, StudySentence

_PEOPLE = (
    r"patients|participants|subjects|adults|women|men|children|individuals|volunteers|infants|neonates|newborns|"
    r"adolescents|students|people|persons|residents|nurses|physicians|doctors|respondents|veterans|boys|girls|"
    r"pregnancies|births|mothers|males|females|workers|employees|families|households|inpatients|outpatients|"
    r"survivors|recipients|donors|athletes|smokers|users|clients|couples|consumers|citizens|preschoolers|"
    r"caregivers|surgeons|practitioners|enrollees|beneficiaries|twins|siblings|cases|admissions|deaths|"
    r"youths|teenagers|toddlers|parents|professionals|dentists|pharmacists|teachers|inmates|soldiers|"
    r"postmenopausal women|members|registrants|diabetics|runners|players|centenarians|octogenarians|nonsmokers|"
    r"seniors|schoolchildren|multiparas|nulliparas|primiparas|parturients|hypertensives|dyads|relatives|managers|directors|providers|"
    r"specialists|trainees|interns|fellows|midwives|pairs|clinicians|internists|pediatricians|consumers|drivers|males and females"
)
_ANIMALS = (
    r"mice|rats|rabbits|dogs|cats|piglets|pigs|swine|monkeys|macaques|hamsters|sheep|lambs|ewes|goats|cows|"
    r"calves|horses|chickens|chicks|hens|broilers|animals|larvae|embryos|fish|guinea pigs|ferrets|gerbils|"
    r"heifers|steers|puppies|beagles|mongrels|foals|kids"
)
_THINGS = (
    r"eyes|teeth|knees|hips|limbs|specimens|biopsies|tumou?rs|lesions|procedures|operations|"
    r"transplants|grafts|implants|hospitali[sz]ations|records|isolates|"
    r"cadavers|molars|premolars|carcinomas|episodes|discharges|surger(?:y|ies)|"
    r"cancers|lungs|hearts|livers|kidneys|fractures|aneurysms|nodules|colonoscopies|examinations|scans"
)
_STUDIES = (
    r"studies|trials|articles|papers|RCTs|publications|reviews|reports|cohorts|comparisons|data ?sets|meta-analyses"
)
# Between the number and its unit: adjectives, no verb and no end of a clause.
_BETWEEN = (
    r"(?:(?!(?:of|and|or|to|the|in|with|for|were|was|had|who|at|from|by|per|than|vs|versus|weeks?|days?|months?|years?|"
    r"hours?|h|min|minutes?|mg|g|kg|ml|mm|cm|times|fold|on|is|are|groups?|arms?|centers|centres|sites|units|"
    r"countries|mL|doses?|sessions|points?|items?|cycles)\b)"
    r"[A-Za-z][\w'’/-]*,?[ -]){0,6}?"
)


def _counted(units: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w.,/:=<>±%–-])(?<![<>=±] )(?P<n>{COUNT})(?![\w.]*[%/±]|[.,]\d| ?[%–±]|-(?:year|month|week|day|item|point))"
        rf"[ -]{_BETWEEN}(?P<unit>{units})\b(?![- ](?:years?|days?|months?|hours?|weeks?|age|level|based|related)\b)"
        r"(?P<then>[^.;]{0,130})",
        re.IGNORECASE,
    )


_COUNTS = {
    "people": _counted(_PEOPLE),
    "animals": _counted(_ANIMALS),
    "things": _counted(_THINGS),
    "studies": _counted(_STUDIES),
}
_EQUALS = re.compile(
    rf"\b(?:{_PEOPLE}|{_ANIMALS}|population|sample|cohort)\b(?:(?!\b(?:groups?|arms?)\b)[^().;]){{0,40}}\((?:total )?n ?= ?"
    rf"(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d{{1,7}})\)|\b(?:sample|cohort|population|series) "
    rf"(?:size )?(?:was |consisted |of |comprised |included ){{1,2}}(?P<n2>{COUNT})\b(?=[,.;()]| (?:was|were|who|with|aged)\b)(?![.,]\d)",
    re.IGNORECASE,
)
_WHOLE_BEFORE = re.compile(
    r"(?:\btotal(?:ling)?(?: number)? of|\b(?:altogether|overall|in all|in total),?|\b(?:all|data (?:from|of|on|for)|sample of"
    r"|cohort of|series of|population of|trial of|study of|survey of|review of|analysis of|experience with|records of|charts of|notes of|files of|total))"
    r" (?:the |these |our |a |data from )?$",
    re.IGNORECASE,
)
_OF_BEFORE = re.compile(r"(?:^|[.;,] )(?:out )?of (?:the |these |our |all )?$", re.IGNORECASE)
_ACTED_BEFORE = re.compile(
    r"\b(?:randomi[sz]ed|enrolled|recruited|included|studied|examined|investigated|evaluated|reviewed|analy[sz]ed|"
    r"compared|assigned|followed|interviewed|surveyed|assessed|identified|comprised|comprising|involved|involving|"
    r"performed (?:in|on)|typed|genotyped|sequenced|screened|conducted (?:in|on|among|with)|consisted of|consisting of|treated|invited|obtained from|"
    r"collected from|measured in|determined in|carried out (?:in|on)|tested (?:in|on)|administered to|given to|used)"
    r" (?:a |the |in |on |of |from |data from |to |for |up |with ){0,3}$",
    re.IGNORECASE,
)
_ACTED_AFTER = re.compile(
    r"^[^.;]{0,100}?\b(?:(?:was|were|are|have been|had been) (?:\w+ly |also |then |finally |thus |eventually ){0,2}"
    r"(?:randomi[sz]ed|randomly|enrolled|recruited|included|studied|examined|investigated|evaluated|reviewed|"
    r"analy[sz]ed|assigned|allocated|interviewed|surveyed|assessed|entered|eligible|divided|followed|selected|treated|"
    r"identified|admitted|operated|registered|invited|available|given|injected|fed|exposed|surveyed|asked|used)|participated|completed|underwent|received|took part|"
    r"responded|met (?:the )?(?:inclusion|eligibility|our|all)|fulfilled|entered|enrolled)\b",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(
    r"^[^.;,]{0,40}?(?:\bsurvived\b|\bin (?:each|the (?:\w+[- ]){1,3}group)\b|\bper (?:group|arm)\b|/group|\beach\b|\((?:\d+(?:\.\d+)?) ?%\))|"
    r"^[^.;]{0,60}?\b(?:died|dropped out|withdrew|discontinued|were excluded|was excluded|lost to|refused|declined|"
    r"did not)\b",
    re.IGNORECASE,
)
_PART_BEFORE = re.compile(
    r"(?:\b(?:groups? of|per|every|each|to|than|least|most|about|only|remaining|other|another|first|last|excluded|"
    r"excluding|additional|further|these|those|and|versus|vs\.?|or|sub-?group of)|\d+(?:/| of| out of))"
    r" (?:the )?$|\([^()]{0,40}$",
    re.IGNORECASE,
)
# "In 63 subjects": in the methods they are all, among results they are some.
# "One group consisted of 16 participants": of a group, whatever was done with it.
_GROUP_BEFORE = re.compile(
    r"\b(?:groups?|arms?|cohorts?)\b(?: [A-Z\d]{1,3}\b)?[:,]? ?\(?(?:(?:was|were|consisted|included|comprised|comprising|had|with|of|and|the"
    r"|received|which|that|containing|consisting) ?){0,4}$",
    re.IGNORECASE,
)
_ACTED = re.compile(
    r"\b(?:studied|investigated|examined|assessed|measured|evaluated|compared|analy[sz]ed|determined|performed|tested|"
    r"genotyped|screened|sequenced|obtained|collected|conducted|carried out|reviewed|done|made)\b",
    re.IGNORECASE,
)
# A group beside that which is studied: its size is not the study's.
_AS_CONTROL = re.compile(r"\b(?:as|serv\w+ as) (?:a |the |\w+ )?(?:control|comparison|reference)s?\b|\bcontrols?\b", re.IGNORECASE)
_SOME_BEFORE = re.compile(r"\b(?:in|among|for|from|by) (?:the )?$", re.IGNORECASE)
_SUBGROUP = re.compile(r"\bsub-?(?:groups?|samples?|sets?|cohorts?) of\b|\bsub-?(?:group|sample|set) analys", re.IGNORECASE)
_RATE_BEFORE = re.compile(r"\b(?:per|every|each|least|than|one in|minimum of|up to|phase|grade|type|stage) $", re.IGNORECASE)
_SECOND = re.compile(
    rf"^(?P<gap>(?:[^.;:()]|\([^()]{{0,60}}\)){{0,120}}?)(?:,? and|,| versus| vs\.?| compared (?:with|to)| or)(?: (?:with|a|in|of|also|another|"
    rf"group|control|other)){{0,3}} (?P<n>{COUNT})(?![\w.]*[%/±]|[.,]\d| ?[%±–]) "
    rf"{_BETWEEN}(?:(?P<unit>controls?|healthy|{_PEOPLE}|{_ANIMALS})\b|(?:to|in) (?:the |a )?(?:[\w-]+ ){{1,3}}(?:group|arm))",
    re.IGNORECASE,
)
_CONTROLS = re.compile(rf"^[^.;]{{0,160}}?\b(?P<n>{COUNT}) {_BETWEEN}(?P<unit>controls)\b", re.IGNORECASE)
_CONTROL_GROUP = r"^[^.;,]{0,80}?(?:\b(?:as|serving as|served as) (?:a |the |\w+ )?controls?\b|\bhealthy controls\b)"
_FOUND_ONLY = re.compile(r"\b(?:retrieved|screened|identified|found|yielded|potentially|titles|abstracts|search)\b", re.IGNORECASE)
_INCLUDED = re.compile(
    r"\b(?:included|met|eligible|selected|analy[sz]ed|fulfilled|inclusion|pooled|reviewed|meta-analys\w+|contributed|comprising|"
    r"involving|enrolling|with (?:a total of )?\d)",
    re.IGNORECASE,
)


_GROUP = re.compile(r"\([nN] ?= ?(?P<n>\d{1,3}(?:,\d{3})+|\d{1,7})(?=[);,])")
_FORMED = re.compile(
    r"\b(?:randomi[sz]ed|randomly|assigned|allocated|divided|received?|receiving|groups|treated|compared|versus|vs)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Count:
    """A number of units at `[start, end)` of a sentence; `weight` is how much says that it is the whole."""

    sentence: StudySentence
    start: int
    end: int
    n: int
    weight: float
    unit_end: int


def size_cell(study: Study, design: str, species: Species) -> Cell | None:
    """The number of those studied, with its unit; of a synthesis that of its studies. None where none is told."""
    if design == CASE_REPORT:
        return None
    kinds = ("animals" if species is Species.ANIMAL else "people", "things")
    if design in SYNTHESES:
        kinds = ("studies", "people")
    for kind in kinds:  # eyes and operations are counted where no patients are
        counts = [c for s in _telling(study) for c in _counts(s, kind)]
        best = max(counts, key=lambda c: (c.weight, c.n, -c.sentence.place), default=None)
        if best is not None and best.weight >= _LEAST:
            both = _with_second(best)
            if both is None and "case-control" in design and best.sentence.text[: best.unit_end].endswith("cases"):
                continue  # the controls are as many as nobody says
            both = both or _with_controls(study, best, counts)
            return both or best.sentence.cell(best.start, best.unit_end, str(best.n), _sure(best.weight))
    return _of_groups(study) if design not in SYNTHESES else None


# Weights of what is said of a count, set by hand on abstracts that took no part in the figures of docs/asking.md.
_LEAST = 1.0
_WHOLE, _OF, _DID, _IN_TITLE, _METHODS, _PART = 3.0, 2.0, 2.0, 2.5, 0.5, -2.5


def _sure(weight: float) -> float:
    return 0.95 if weight >= _WHOLE else 0.9 if weight >= _DID else 0.75


def _telling(study: Study) -> Iterator[StudySentence]:
    """The sentences that may tell it: those of the paper's own, and its title and aim."""
    for sentence in study.sentences:
        aim = sentence.kind is SectionKind.INTRODUCTION or not sentence.is_own
        if sentence.kind is SectionKind.TITLE or not aim or _tells_of_itself(sentence.text):
            yield sentence


def _tells_of_itself(text: str) -> bool:
    return re.search(r"\b(?:this study|we|our|present study|this trial|aim)\b", text, re.IGNORECASE) is not None


def _counts(sentence: StudySentence, kind: str) -> Iterator[Count]:
    for match in _COUNTS[kind].finditer(sentence.text):
        if kind == "studies":
            yield _synthesis_count(sentence, match)
        elif not _RATE_BEFORE.search(sentence.text, max(0, match.start() - 30), match.start()):
            yield _count(sentence, match)
    for match in _EQUALS.finditer(sentence.text) if kind in ("people", "animals") else ():
        if match["n"] and len(_GROUP.findall(sentence.text)) > 1:
            continue  # the sizes of groups, which are told together
        group = "n" if match["n"] else "n2"
        n = count_of(match[group])
        weight = 2.0 if group == "n2" else 1.0
        yield Count(sentence, match.start(group), match.end(group), n, _placed(weight, sentence, n), match.end(group))


def _of_groups(study: Study) -> Cell | None:
    """The sizes of the groups that a sentence says were formed, where their sum is told nowhere."""
    for sentence in study.own:
        found = list(_GROUP.finditer(sentence.text))
        if len(found) > 1 and _FORMED.search(sentence.text):
            counts = [count_of(match["n"]) for match in found]
            is_sum = len(counts) > 2 and counts[0] == sum(counts[1:])
            found, counts = (found[:1], counts[:1]) if is_sum else (found, counts)
            value = " + ".join(map(str, counts))
            return sentence.cell(found[0].start("n"), found[-1].end("n"), value, 0.75)
    return None


def _synthesis_count(sentence: StudySentence, match: re.Match[str]) -> Count:
    around = sentence.text[max(0, match.start() - 60) : match.end()]
    weight = 1.0 + (_DID if _INCLUDED.search(around) else 0.0)
    weight -= 2.0 if _FOUND_ONLY.search(around) and not _INCLUDED.search(match["then"]) else 0.0
    weight += 0.5 if re.search(r"total of $", sentence.text[: match.start()]) else 0.0
    n = count_of(match["n"])
    return Count(sentence, match.start("n"), match.end("n"), n, weight if n > 1 else 0.0, match.end("unit"))


def _count(sentence: StudySentence, match: re.Match[str]) -> Count:
    text, start = sentence.text, match.start("n")
    back = max(0, start - 80)
    weight = 1.0
    if _WHOLE_BEFORE.search(text, back, start):
        weight += _WHOLE
    elif _OF_BEFORE.search(text, back, start):
        weight += _OF
    elif _GROUP_BEFORE.search(text, back, start):
        weight += _PART
    elif _ACTED_BEFORE.search(text, back, start):
        weight += _DID
    elif _PART_BEFORE.search(text, back, start):
        weight -= 1.0
    elif sentence.kind is not SectionKind.METHODS and text[back:start].endswith(" of ") and weight == 1.0:
        weight -= 1.0
    elif _SOME_BEFORE.search(text, back, start):
        weight -= 1.0 if sentence.kind is not SectionKind.METHODS and not _ACTED.search(text, 0, start) else 0.0
    if _SUBGROUP.search(text):
        weight -= 2.0
    if _ACTED_AFTER.search(match["then"]):
        weight += _DID
    if _PART_AFTER.search(match["then"]):
        weight += _PART
    n = count_of(match["n"])
    if _is_sum(n, match["then"]):
        weight += _WHOLE
    elif _AS_CONTROL.search(match["unit"] + match["then"]) and not _SECOND.match(text[match.end("unit") :]):
        weight += _PART
    return Count(sentence, start, match.end("n"), n, _placed(weight, sentence, n), match.end("unit"))


def _is_sum(n: int, text: str) -> bool:
    """Whether a bracket that follows tells the parts of the whole: "34 infants (15 with eczema and 19 healthy)"."""
    bracket = re.search(r"\(([^()]{3,80})\)?", text)
    parts = [int(each) for each in re.findall(r"(?<![\d.,])\d{1,5}(?![\d.,]*[%\d])", bracket[1])] if bracket else []
    return n > 2 and any(sum(parts[: k + 1]) == n for k in range(1, len(parts)))


def _placed(weight: float, sentence: StudySentence, n: int) -> float:
    if sentence.kind is SectionKind.TITLE:
        weight += _IN_TITLE
    if sentence.kind is SectionKind.METHODS:
        weight += _METHODS
    if sentence.kind in (SectionKind.CONCLUSION, SectionKind.DISCUSSION):
        weight -= 1.5
    return weight if n > 2 else min(weight, 0.0)  # "two patients" of a larger study; a report of two tells itself


def _with_controls(study: Study, best: Count, counts: Sequence[Count]) -> Cell | None:
    """The count with that of controls, whom the next sentence or two tell of."""
    text = best.sentence.text
    if _WHOLE_BEFORE.search(text, max(0, best.start - 80), best.start) or _AS_CONTROL.search(text):
        return None
    for count in counts:
        near = 0 < count.sentence.place - best.sentence.place <= 2
        if near and re.search(_CONTROL_GROUP, count.sentence.text[count.start :], re.IGNORECASE):
            start, end = best.sentence.span.start + best.start, count.sentence.span.start + count.unit_end
            return Cell(f"{best.n} + {count.n}", study.document.text[start:end], start, end, 0.75)
    return None


def _with_second(count: Count) -> Cell | None:
    """The count with that of the group it is compared with, where the sentence gives no sum."""
    text = count.sentence.text
    if re.search(r"\b(?:total|altogether|overall|all)\b[^,;]{0,20}$", text[: count.start], re.IGNORECASE):
        return None
    is_case = text[: count.unit_end].endswith("cases")
    match = _SECOND.match(text[count.unit_end :])
    if match is None and is_case:
        match = _CONTROLS.match(text[count.unit_end :])
    if match is None or (not is_case and _OF_BEFORE.search(text[: count.start])):
        return None
    value = f"{count.n} + {count_of(match['n'])}"
    return count.sentence.cell(count.start, count.unit_end + match.end(), value, min(0.85, _sure(count.weight)))
