"""Whom a question asks about and whom a text speaks of: age, sex, pregnancy, failing organs, species.

The groups are those of MeSH's check tags (NLM, MeSH Check Tags), by which indexers say whom a study was about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import IntEnum, StrEnum


class Axis(StrEnum):
    """What a group is a group by; groups of different axes do not exclude each other."""

    AGE = "age"
    SEX = "sex"
    REPRODUCTION = "reproduction"
    ORGAN = "organ"
    SPECIES = "species"


class Group(StrEnum):
    """A population, by the name a reader is told."""

    NEONATES = "newborns"
    INFANTS = "infants"
    CHILDREN = "children"
    ADOLESCENTS = "adolescents"
    ADULTS = "adults"
    OLDER_ADULTS = "older adults"
    WOMEN = "women"
    MEN = "men"
    PREGNANCY = "pregnancy"
    BREASTFEEDING = "breastfeeding"
    RENAL_IMPAIRMENT = "renal impairment"
    NORMAL_KIDNEYS = "normal kidney function"
    HEPATIC_IMPAIRMENT = "hepatic impairment"
    NORMAL_LIVER = "normal liver function"
    HUMANS = "humans"
    MICE = "mice"
    RATS = "rats"
    RABBITS = "rabbits"
    DOGS = "dogs"
    CATS = "cats"
    PIGS = "pigs"
    MONKEYS = "monkeys"
    OTHER_ANIMALS = "animals"
    IN_VITRO = "in vitro"


class Fit(IntEnum):
    """How the population of a text fits the one asked about, worst first."""

    OTHER = 0
    RELATED = 1  # a part of it, or a larger one that it is a part of
    SILENT = 2  # the text names none
    SAME = 3


_AXES = {
    Axis.AGE: (
        Group.NEONATES,
        Group.INFANTS,
        Group.CHILDREN,
        Group.ADOLESCENTS,
        Group.ADULTS,
        Group.OLDER_ADULTS,
    ),
    Axis.SEX: (Group.WOMEN, Group.MEN),
    Axis.REPRODUCTION: (Group.PREGNANCY, Group.BREASTFEEDING),
    Axis.ORGAN: (
        Group.RENAL_IMPAIRMENT,
        Group.NORMAL_KIDNEYS,
        Group.HEPATIC_IMPAIRMENT,
        Group.NORMAL_LIVER,
    ),
}
AXIS_OF = {group: axis for axis, groups in _AXES.items() for group in groups} | {
    group: Axis.SPECIES for group in Group if not any(group in groups for groups in _AXES.values())
}
ANIMALS = frozenset(g for g in Group if AXIS_OF[g] is Axis.SPECIES) - {Group.HUMANS, Group.IN_VITRO}
_MINORS = frozenset({Group.NEONATES, Group.INFANTS, Group.CHILDREN, Group.ADOLESCENTS})
_OVERLAPPING = (
    _MINORS,
    frozenset({Group.ADULTS, Group.OLDER_ADULTS}),
    frozenset({Group.ADULTS, Group.PREGNANCY}),
    frozenset({Group.ADULTS, Group.BREASTFEEDING}),
)
# Nobody is of both; they are groups of different axes, of which a text names one alone.
_APART = (
    (frozenset({Group.PREGNANCY, Group.BREASTFEEDING}), _MINORS - {Group.ADOLESCENTS} | {Group.OLDER_ADULTS}),
)
_KIDNEYS, _LIVER = r"(?:renal|kidney|nephr\w+)", r"(?:hepatic|liver)"
_FAILING = r"(?:\w+ )?(?:failure|impairment|insufficiency|disease|dysfunction|injury)"
_AMONG = r"\b(?:in|with|for|on|have|has|having|had|whose)\b (?:[\w-]+ ){0,4}?"

_WORDING = {
    group: re.compile(wording, re.IGNORECASE)
    for group, wording in {
        Group.NEONATES: r"\bneonat(?:es?|al)\b|\bnewborns?\b|\bpre(?:mature|term) (?:infants?|babies|neonates?)\b|"
        r"\bpreemies?\b",
        Group.INFANTS: r"\binfants?\b|\binfancy\b|\bbab(?:y|ies)\b|\bsucklings?\b",
        Group.CHILDREN: r"\bchild(?:ren)?\b(?![- ](?:pugh|abuse|bearing|birth|onset))|\bchildhood\b(?!-onset)|"
        r"\bp(?:a)?ediatrics?\b|\bboys?\b|\bgirls?\b|\btoddlers?\b|\bkids?\b|\bpreschool\w*|\bschool-?ch\w+|"
        r"\bschool-?aged?\b|\bmy (?:\w+ ){0,3}(?:son|daughter)\b|\bminors\b",
        Group.ADOLESCENTS: r"\badolescen(?:ts?|ce)\b|\bteen(?:age(?:rs?|d)?|s)?\b",
        Group.ADULTS: r"\badults?\b(?!-onset)|\badulthood\b|\bmiddle-aged\b|\bgrown-?ups?\b",
        Group.OLDER_ADULTS: r"\belderly\b|\b(?:old|older|aged) (?:people|persons?|patients?|adults?|women|men|age|"
        r"individuals|subjects)\b|\bgeriatric\b|\bseniors?\b(?! (?:author|registrar|house|resident))|\bpensioners?\b|"
        r"\bgrand(?:mother|father|ma|pa|parents?)\b|\boctogenarians?\b|\bnonagenarians?\b|\bthe old\b",
        Group.WOMEN: r"\bwom[ae]n\b|\bfemales?\b|\bgirls?\b|\bladies\b|\bpostmenopausal\b|\bmothers?\b",
        Group.MEN: r"\bm[ae]n\b|\bmales?\b|\bboys?\b|\bfathers?\b",
        Group.PREGNANCY: r"\bpregnan(?:t|cy|cies)\b|\bgestation(?:al)?\b|\btrimesters?\b|\bantenatal(?:ly)?\b|"
        r"\bin utero\b|\bprenatal(?:ly)?\b|\bexpect(?:ant|ing) (?:mothers?|women|a baby)\b|\bgravid(?:a|ae|as)?\b",
        Group.BREASTFEEDING: r"\bbreast-? ?fe(?:ed(?:ing|s)?|d)\b|\blactat(?:ing|ion)\b|\bnursing (?:mothers?|women)\b|"
        r"\bbreast milk\b|\bhuman milk\b",
        Group.RENAL_IMPAIRMENT: rf"{_AMONG}{_KIDNEYS} {_FAILING}\b|{_AMONG}(?:CKD|ESRD|ESKD)\b|"
        rf"\b(?:ha?emo)?dialysis\b|\b(?:impaired|reduced|poor|failing|decreased) {_KIDNEYS} function\b|"
        rf"\b{_KIDNEYS}(?:ly)? (?:impaired|insufficient)\b|{_AMONG}(?:impaired|failing|bad) kidneys\b|\buremic\b",
        Group.NORMAL_KIDNEYS: rf"\b(?:normal|intact|preserved|healthy) {_KIDNEYS} function\b|\b(?:normal|healthy) "
        r"kidneys\b",
        Group.HEPATIC_IMPAIRMENT: rf"{_AMONG}{_LIVER} {_FAILING}\b|{_AMONG}(?:cirrhosis|cirrhotic)|\bcirrhotics\b|"
        rf"\b(?:impaired|reduced|poor) {_LIVER} function\b|\bchild[- ]pugh\b",
        Group.NORMAL_LIVER: rf"\b(?:normal|intact|preserved|healthy) {_LIVER} function\b|\b(?:normal|healthy) livers?\b",
        Group.HUMANS: r"\bpatients?\b|\bhumans?\b|\bpeople\b|\bpersons?\b|\bvolunteers?\b|\bparticipants?\b|"
        r"\bwom[ae]n\b|\bchildren\b(?! of)|\bneonates\b|\bnurses\b",
        Group.MICE: r"\bmice\b|\bmurine\b|\bmouse models?\b|\bmouse\b(?! (?:anti|monoclonal))",
        Group.RATS: r"\brats\b|\brat (?:models?|liver|brain|heart|kidneys?|hippocamp\w+|cortex)\b|\ba rat\b",
        Group.RABBITS: r"\brabbits\b",
        Group.DOGS: r"\bdogs\b|\bcanines?\b|\bbeagles?\b|\bpupp(?:y|ies)\b|\bmy dog\b|\b(?:in|to) a dog\b",
        Group.CATS: r"\bcats\b|\bfelines?\b|\bkittens?\b|\bmy cat\b",
        Group.PIGS: r"\bpigs\b(?<!guinea pigs)|\bporcine\b|\bpiglets?\b|\bswine\b",
        Group.MONKEYS: r"\bmonkeys\b|\bmacaques?\b|\bbaboons?\b|\bprimates\b",
        Group.OTHER_ANIMALS: r"\banimals?\b|\bguinea pigs?\b|\bhamsters?\b|\bzebrafish\b|\bsheep\b|\bhorses\b|\bgoats\b|"
        r"\bcattle\b|\bcows\b|\bdrosophila\b|\bgerbils?\b|\bferrets?\b|\bchickens\b",
        Group.IN_VITRO: r"\bin vitro\b|\bcell lines?\b|\bcell cultures?\b|\bcultured (?:\w+ ){0,3}cells\b|\bex vivo\b",
    }.items()
}
# MeSH headings that tell the groups of a paper (https://www.nlm.nih.gov/bsd/indexing/training/CHK_010.html).
_HEADINGS = {
    "infant, newborn": Group.NEONATES,
    "infant": Group.INFANTS,
    "child, preschool": Group.CHILDREN,
    "child": Group.CHILDREN,
    "adolescent": Group.ADOLESCENTS,
    "young adult": Group.ADULTS,
    "adult": Group.ADULTS,
    "middle aged": Group.ADULTS,
    "aged": Group.OLDER_ADULTS,
    "aged, 80 and over": Group.OLDER_ADULTS,
    "female": Group.WOMEN,
    "male": Group.MEN,
    "pregnancy": Group.PREGNANCY,
    "pregnant women": Group.PREGNANCY,
    "lactation": Group.BREASTFEEDING,
    "breast feeding": Group.BREASTFEEDING,
    "humans": Group.HUMANS,
    "mice": Group.MICE,
    "rats": Group.RATS,
    "rabbits": Group.RABBITS,
    "dogs": Group.DOGS,
    "cats": Group.CATS,
    "swine": Group.PIGS,
    "macaca mulatta": Group.MONKEYS,
    "animals": Group.OTHER_ANIMALS,
    "in vitro techniques": Group.IN_VITRO,
}
_YEARS_OLD = re.compile(
    r"\b(?P<first>\d{1,3})(?:\s*(?:-|–|to|and)\s*(?P<last>\d{1,3}))?[- ]?(?:years?|yrs?|y)[- ](?:old|of age)\b|"
    r"\b(?:aged?|ages) (?:between )?(?P<first2>\d{1,3})(?:\s*(?:-|–|to|and)\s*(?P<last2>\d{1,3}))?\b(?! (?:months?|weeks?|"
    r"days?))|\b(?:mother|father|wife|husband|she|he|i am|i'm)(?: is)? (?P<first3>\d{2})\b(?! (?:weeks?|months?|mg|kg))|"
    r"\b(?:over|under|above|below) (?P<first4>\d{1,2}) years\b|\b(?P<first5>\d{1,2})[- ]?y/?o\b",
    re.IGNORECASE,
)
_MONTHS_OLD = re.compile(r"\b\d{1,2}[- ](?:months?|weeks?|days?)[- ](?:old|of age)\b", re.IGNORECASE)
# From this age on, by MeSH: "Adolescent" 13, "Adult" 19, "Aged" 65; a child 2.
_FROM_YEARS = (
    (65, Group.OLDER_ADULTS),
    (19, Group.ADULTS),
    (13, Group.ADOLESCENTS),
    (2, Group.CHILDREN),
    (0, Group.INFANTS),
)


def groups_in(text: str) -> frozenset[Group]:
    """The groups that a text speaks of; humans too where a person is meant, unless it speaks of animals."""
    found = {group for group, wording in _WORDING.items() if wording.search(text)}
    found |= _ages(text)
    if found & (ANIMALS | {Group.IN_VITRO}):
        human = _WORDING[Group.HUMANS].search(text)
        # "Adult male rats" are rats.
        return frozenset(found - ({Group.HUMANS} if not human else set()))
    if found:
        found.add(Group.HUMANS)
    return frozenset(found)


def groups_of_headings(names: Iterable[str]) -> frozenset[Group]:
    """The groups of a paper by its MeSH headings."""
    found = {_HEADINGS[name.casefold()] for name in names if name.casefold() in _HEADINGS}
    return frozenset(found - {Group.OTHER_ANIMALS} if Group.HUMANS in found else found)


def fit(asked: frozenset[Group], levels: Sequence[frozenset[Group]]) -> Fit:
    """How a text fits those asked about, the worst of all axes.

    `levels` are the groups that the sentence, its heading, its document name, nearest first: on each axis the nearest
    that names any decides.
    """
    fits = [Fit.SAME]
    told = {axis: _nearest(axis, levels) for axis in Axis}
    for axis in Axis:
        wanted = _on(axis, _implied(asked))
        if wanted:
            fits.append(_fit(wanted, told[axis]))
    everyone = frozenset(group for groups in told.values() for group in groups)
    for one, other in _APART:
        for wanted, named in ((one, other), (other, one)):
            if asked & wanted and not everyone & _axes_of(wanted) and everyone & named:
                fits.append(Fit.OTHER)
    special = asked - {Group.HUMANS}
    for overlapping in _OVERLAPPING[2:]:
        if special & overlapping and not everyone & special and everyone & overlapping:
            fits.append(Fit.RELATED)
    # What is said of pregnant women alone is not said of all adults.
    special_told = _on(Axis.REPRODUCTION, levels[0]) if levels else frozenset()
    if special and special_told and not special & special_told:
        fits.append(Fit.RELATED)
    return min(fits)


def _fit(wanted: frozenset[Group], told: frozenset[Group]) -> Fit:
    if not told:
        return Fit.SILENT
    if wanted & told or (Group.OTHER_ANIMALS in wanted | told and wanted & ANIMALS and told & ANIMALS):
        return Fit.SAME
    if any(wanted & overlapping and told & overlapping for overlapping in _OVERLAPPING):
        return Fit.RELATED
    return Fit.OTHER


def _nearest(axis: Axis, levels: Sequence[frozenset[Group]]) -> frozenset[Group]:
    return next((on for groups in levels if (on := _on(axis, groups))), frozenset())


def _on(axis: Axis, groups: Iterable[Group]) -> frozenset[Group]:
    return frozenset(group for group in groups if AXIS_OF[group] is axis)


def _axes_of(groups: frozenset[Group]) -> frozenset[Group]:
    axes = {AXIS_OF[group] for group in groups}
    return frozenset(group for group in Group if AXIS_OF[group] in axes)


def _implied(asked: frozenset[Group]) -> frozenset[Group]:
    """A pregnant patient is a woman, whether the question says so or not."""
    if asked & {Group.PREGNANCY, Group.BREASTFEEDING} and not asked & (ANIMALS | {Group.MEN}):
        return asked | {Group.WOMEN, Group.HUMANS}
    return asked


def _ages(text: str) -> set[Group]:
    found = {Group.INFANTS} if _MONTHS_OLD.search(text) else set()
    for match in _YEARS_OLD.finditer(text):
        numbers = [int(value) for value in match.groups() if value]
        found |= {_group_of(years) for years in numbers}
        if len(numbers) == 2:
            found |= {group for years, group in _FROM_YEARS if numbers[0] <= years <= numbers[1]}
    return found


def _group_of(years: int) -> Group:
    return next(group for least, group in _FROM_YEARS if years >= least)
