"""The populations that medicine tells apart, and how texts name them.

The groups are those of MeSH's check tags (NLM, MeSH Check Tags), by which indexers say whom a study was about.
"""

from __future__ import annotations

import re
from enum import StrEnum


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
    NOT_PREGNANT = "women who are not pregnant"
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
    GUINEA_PIGS = "guinea pigs"
    HAMSTERS = "hamsters"
    HORSES = "horses"
    CATTLE = "cattle"
    SHEEP = "sheep"
    GOATS = "goats"
    POULTRY = "poultry"
    FISH = "fish"
    OTHER_ANIMALS = "animals"
    IN_VITRO = "in vitro"


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
    Axis.REPRODUCTION: (Group.PREGNANCY, Group.BREASTFEEDING, Group.NOT_PREGNANT),
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
_KIDNEYS, _LIVER = r"(?:renal|kidney|nephr\w+)", r"(?:hepatic|liver)"
_FAILING = r"(?:\w+ )?(?:failure|impairment|insufficiency|disease|dysfunction|injury)"
_AMONG = r"\b(?:in|with|for|on|have|has|having|had|whose)\b (?:[\w-]+ ){0,4}?"

WORDING = {
    group: re.compile(wording, re.IGNORECASE)
    for group, wording in {
        Group.NEONATES: r"\bneonat(?:es?|al)\b|\bnewborns?\b|\bpre(?:mature|term) (?:infants?|babies|neonates?)\b|"
        r"\bpreemies?\b",
        Group.INFANTS: r"\binfants?\b|\binfancy\b|\bbab(?:y|ies)\b|\bsucklings?\b",
        Group.CHILDREN: r"\bchild(?:ren)?\b(?![- ](?:pugh|abuse|bearing|birth|onset))|\bchildhood\b(?!-onset)|"
        r"\bp(?:a)?ediatrics?\b|\bboys?\b|\bgirls?\b|\btoddlers?\b|\bkids?\b|\bpreschool\w*|\bschool-?ch\w+|"
        r"\bschool-?aged?\b|\bminors\b",
        Group.ADOLESCENTS: r"\badolescen(?:ts?|ce)\b|\bteen(?:age(?:rs?|d)?|s)?\b",
        Group.ADULTS: r"\badults?\b(?!-onset)|\badulthood\b|\bmiddle-aged\b|\bgrown-?ups?\b",
        Group.OLDER_ADULTS: r"\belderly\b|\b(?:old|older|aged) (?:people|persons?|patients?|adults?|women|men|age|"
        r"individuals|subjects)\b|\bgeriatric\b|\bseniors?\b(?! (?:author|registrar|house|resident))|\bpensioners?\b|"
        r"\bgrand(?:mother|father|ma|pa|parents?)\b|\boctogenarians?\b|\bnonagenarians?\b|\bthe old\b",
        Group.WOMEN: r"\bwom[ae]n\b|\bfemales?\b|\bgirls?\b|\bladies\b|\bpostmenopausal\b|\bmothers?\b",
        Group.MEN: r"\bm[ae]n\b|\bmales?\b|\bboys?\b|\bfathers?\b",
        Group.NOT_PREGNANT: r"\bnon-? ?pregnant\b|\bnot pregnant\b",
        Group.PREGNANCY: r"(?<!non-)(?<!non )(?<!not )"
        r"\bpregnan(?:t|cy|cies)\b|\bgestation(?:al)?\b|\btrimesters?\b|\bantenatal(?:ly)?\b|"
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
        Group.NORMAL_LIVER: rf"\b(?:normal|intact|preserved|healthy) {_LIVER} function\b|\b(?:normal|"
        rf"healthy) livers?\b",
        Group.HUMANS: r"\bpatients?\b|\bhumans?\b|\bpeople\b|\bpersons?\b|\bvolunteers?\b|\bparticipants?\b|"
        r"\bwom[ae]n\b|\bchildren\b(?! of)|\bneonates\b|\bnurses\b",
        Group.MICE: r"\bmice\b|\bmurine\b|\bmouse models?\b|\bmouse\b(?! (?:anti|monoclonal))",
        Group.RATS: r"\brats\b|\brat (?:models?|liver|brain|heart|kidneys?|hippocamp\w+|cortex)\b|\ba rat\b",
        Group.RABBITS: r"\brabbits\b",
        Group.DOGS: r"\bdogs\b|\bcanines?\b|\bbeagles?\b|\bpupp(?:y|ies)\b|\bmy dog\b|\b(?:in|to) a dog\b",
        Group.CATS: r"\bcats\b|\bfelines?\b|\bkittens?\b|\bmy cat\b",
        Group.PIGS: r"\bpigs\b(?<!guinea pigs)|\bporcine\b|\bpiglets?\b|\bswine\b",
        Group.MONKEYS: r"\bmonkeys\b|\bmacaques?\b|\bbaboons?\b|\bprimates\b",
        Group.GUINEA_PIGS: r"\bguinea[- ]pigs?\b|\bcavies\b",
        Group.HAMSTERS: r"\bhamsters?\b|\bgerbils?\b",
        Group.HORSES: r"\bhorses\b|\bequines?\b|\bfoals?\b|\bmares?\b|\bpon(?:y|ies)\b",
        Group.CATTLE: r"\bcattle\b|\bcows?\b|\bbovines?\b|\bcalves\b(?! of)",
        Group.SHEEP: r"\bsheep\b|\bovines?\b|\bewes?\b|\blambs?\b",
        Group.GOATS: r"\bgoats\b|\bcaprines?\b",
        Group.POULTRY: r"\bpoultry\b|\bchickens\b|\bturkeys\b|\bbroilers?\b|\bhens?\b",
        Group.FISH: r"\bzebrafish\b|\bfish(?:es)?\b(?! (?:oils?|consumption|intake))|\btrout\b|\bsalmon\b",
        Group.OTHER_ANIMALS: r"\banimals?\b|\bdrosophila\b|\bferrets?\b|\blivestock\b|\bpets\b",
        Group.IN_VITRO: r"\bin vitro\b|\bcell lines?\b|\bcell cultures?\b|\bcultured (?:\w+ ){0,3}cells\b|\bex vivo\b",
    }.items()
}
# MeSH headings that tell the groups of a paper (https://www.nlm.nih.gov/bsd/indexing/training/CHK_010.html).
HEADINGS = {
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
    "guinea pigs": Group.GUINEA_PIGS,
    "cricetinae": Group.HAMSTERS,
    "horses": Group.HORSES,
    "cattle": Group.CATTLE,
    "sheep": Group.SHEEP,
    "goats": Group.GOATS,
    "chickens": Group.POULTRY,
    "zebrafish": Group.FISH,
    "animals": Group.OTHER_ANIMALS,
    "in vitro techniques": Group.IN_VITRO,
}
YEARS_OLD = re.compile(
    r"\b(?P<first>\d{1,3})(?:\s*(?:-|–|to|and)\s*(?P<last>\d{1,3}))?[- ]?(?:years?|yrs?|y)[- ](?:old|of age)\b|"
    r"\b(?:aged?|ages) (?:between )?(?P<first2>\d{1,3})(?:\s*(?:-|–|to|and)\s*(?P<last2>\d{1,3}))?\b(?! (?:months?|"
    r"weeks?|"
    r"days?))|\b(?:mother|father|wife|husband|brother|sister|son|daughter|child|boy|girl|"
    r"she|he|i am|i'm)(?:,| is)? (?P<first3>\d{1,2})\b(?!\s?(?:weeks?|months?|days?|hours?|mg|kg|cm|%|[./x]))|"
    r"\b(?:over|under|above|below) (?P<first4>\d{1,2}) years\b|\b(?P<first5>\d{1,2})[- ]?y/?o\b",
    re.IGNORECASE,
)
MONTHS_OLD = re.compile(r"\b\d{1,2}[- ](?:months?|weeks?|days?)[- ](?:old|of age)\b", re.IGNORECASE)
