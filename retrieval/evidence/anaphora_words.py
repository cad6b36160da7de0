"""How sentences point back, in words, and what the nouns of a pointer may stand for."""

from __future__ import annotations

import re

_LINKS = (
    r"however|moreover|furthermore|in addition|additionally|also|therefore|thus|hence|consequently|in contrast"
    r"|conversely|similarly|likewise|nevertheless|nonetheless|instead|overall|importantly|notably|interestingly|finally"
    r"|then|rarely|usually|often|sometimes|in general|generally|typically|for example|for instance|as a result|in fact"
    r"|indeed|unfortunately|fortunately|currently|today|and|but|so|or|yet|although|though|because|when|while|if|since|as"
    r"|unlike|like|with|by|in|of|for|on|at|to|from|among|amongst|after|before|during|between|despite|besides|within|through"
    r"|under|all|most|many|some|each|one|two|three|either|neither|none|few|several|only|even|more|of"
)
_INTRO = rf"^[\W_\d]*(?:(?:{_LINKS})\b,?\s+){{0,4}}"
_VERB = (
    r"is|are|was|were|be|been|has|have|had|may|might|can|cannot|could|should|shall|will|would|must|does|do|did|seems?"
    r"|appears?|suggests?|indicates?|shows?|means?|includes?|allows?|leads?|causes?|occurs?|makes?|helps?|happens?"
    r"|results?|led|caused|resulted|suggested|occurred|showed|indicated|increases?|reduces?|prevents?|affects?"
)
PERSONAL = re.compile(
    _INTRO + r"(?:(?P<one>it|its|itself)|(?P<many>they|their|theirs|them|both(?= of them\b)"
    rf"|both(?= (?:{_VERB}|also)\b)|neither(?= (?:{_VERB})\b))|(?P<person>he|she|his|her|him)"
    r"|the (?P<pair>former|latter))\b(?![-/\u2019'])",
    re.IGNORECASE,
)
BARE = re.compile(
    _INTRO
    + rf"(?P<which>this|that|these|those)\s+(?:also\s+|then\s+|\w+ly\s+)?(?!(?<=ese )results)(?:{_VERB})\b"
    # "This is the first report": the document itself.
    r"(?!\s+(?:an?|the|our)\s+(?:\w+\s+){0,3}?(?:report|study|review|trial|case|article|paper|protocol)\b)",
    re.IGNORECASE,
)
_PHRASE = r"(?P<which>this|these|those|such|both)\s+(?P<nouns>[a-z][\w-]*(?:\s+[a-z][\w-]*){0,2})"
FIRST_PHRASE = re.compile(_INTRO + _PHRASE, re.IGNORECASE)
ANY_PHRASE = re.compile(r"\b" + _PHRASE, re.IGNORECASE)
FIRST_DEFINITE = re.compile(
    _INTRO
    + r"the\s+(?P<nouns>drug|medicine|medication|treatment|agent|therapy|intervention|vaccine|disease|disorder"
    rf"|condition|syndrome|test|combination)s?\b"
    rf"(?=[.,;]|['\u2019]s\b| (?:{_VERB}|also|[a-z]+ly|[a-z]{{3,}}(?:ed|s))\b)",
    re.IGNORECASE,
)
# "It is known that" and "it is possible to" point at what follows; "it is thought to" and "it is used to" point back.
EMPTY_IT = re.compile(
    _INTRO
    + r"it\s+(?:(?:is|was|has been|had been|may be|might be|can be|could be|should be|must be|would be|seems"
    r"|appears|remains|became|becomes)\s+)?(?:\w+ly\s+|also\s+|not\s+|well\s+|now\s+|still\s+|been\s+|very\s+|more\s+){0,2}"
    r"(?:(?:\w+)\s+(?:that|whether|why|how|if)\b|(?:possible|important|necessary|difficult|hard|easy|advisable"
    r"|essential|critical|crucial|prudent|reasonable|helpful|useful|best|common|rare|safe|vital|time|feasible|worthwhile"
    r"|imperative|customary|wise|appropriate)\s+(?:for\s+[\w\s]{1,40}?\s)?to\b|un(?:clear|known|certain)\b)",
    re.IGNORECASE,
)
# The document itself, or what it found: clear without the sentence before.
ITSELF = frozenset(
    "study studies review paper article report work trial trials meta-analysis meta-analyses metaanalysis analysis"
    " analyses survey series chapter guideline guidelines section page document research cohort project protocol"
    " investigation manuscript book information summary results findings data observations evidence issue topic"
    " conclusion year month week decade century time day days period update overview model experiments".split()
)
STOP = frozenset(
    "is are was were be been has have had may might can cannot could should will would must do does did in of with to"
    " for and or that which who whom whose as at by from on but not than when where while if because also only the a an"
    " it they we such include includes including seem seems appear appears".split()
)
PEOPLE = re.compile(
    r"\b(?:patients?|people|persons?|individuals?|children|child|infants?|newborns?|neonates?|women|woman|men|man|girls?"
    r"|boys?|adults?|adolescents?|participants?|subjects?|volunteers?|mothers?|fathers?|famil(?:y|ies)|cases?|survivors?"
    r"|teenagers?|elderly|students?|workers?|mr|mrs|ms|dr|\w+-year-old)\b",
    re.IGNORECASE,
)
# Those that "these" points at; of "this family" nobody knows which.
PATIENTS = re.compile(
    r"(?:patient|people|person|individual|child|children|infant|newborn|neonate|wom[ae]n|m[ae]n|girl|boy|adult|adolescent"
    r"|participant|volunteer|mother|survivor)s?$",
    re.IGNORECASE,
)
# "Although it is old, aspirin helps": what is meant follows.
BEFORE_MAIN = re.compile(
    r"^\W*(?:although|though|because|when|while|if|since|as|unlike|like|despite|in|with|by|besides|before|after)\b[^,;]*,",
    re.IGNORECASE,
)
BOTH_AND = re.compile(rf"\bboth\s+(?:(?!(?:{_VERB})\b)\S+\s+){{1,6}}?and\b", re.IGNORECASE)
_CHEMICALS = ("Chemical", "Drug", "SmallMolecule", "Molecular")
# What a noun of a kind may stand for: the categories of entities, and the words of that kind.
KINDS: tuple[tuple[re.Pattern[str], tuple[str, ...], re.Pattern[str]], ...] = (
    (PATIENTS, ("Disease", "Phenotypic"), PEOPLE),  # who has a disease that was named
    (
        re.compile(
            r"(?:drug|medicine|medication|agent|compound|substance|therap(?:y|ies)|treatment|intervention|vaccine|antibiotic"
            r"|inhibitor|antibod(?:y|ies)|product|dose|combination|regimen)s?$",
            re.IGNORECASE,
        ),
        (*_CHEMICALS, "Procedure", "Protein", "Gene"),
        re.compile(
            r"\b(?:drug|medicine|medication|therap|treat|vaccin|surg|inhibitor|antibod|dose|tablet|inject|antibiotic|exercise"
            r"|diet|device|agent|acid)\w*",
            re.IGNORECASE,
        ),
    ),
    (
        re.compile(
            r"(?:disease|disorder|condition|syndrome|illness|infection|cancer|tumou?r|deficienc(?:y|ies)|symptom|sign"
            r"|problem|complication|feature)e?s?$",
            re.IGNORECASE,
        ),
        ("Disease", "Phenotypic"),
        re.compile(
            r"\b(?:disease|disorder|condition|syndrome|illness|infection|cancer|tumou?r|deficien|symptom|pain|fever)\w*"
            r"|\b\w+(?:itis|osis|emia|aemia|oma|pathy|algia)\b",
            re.IGNORECASE,
        ),
    ),
    (
        re.compile(
            r"(?:gene|protein|mutation|variant|enzyme|receptor|pathway|polymorphism|allele)s?$", re.IGNORECASE
        ),
        ("Gene", "Protein", "Sequence"),
        re.compile(
            r"\b(?:gene|protein|mutation|variant|enzyme|receptor|pathway|allele)\w*|\b[A-Z][A-Z0-9-]{2,}\b"
        ),
    ),
)
PLURAL = re.compile(
    r"\b[a-z]{2,}(?:[^sui\W]s|ies|ses|xes)\b|\b(?:children|women|men|people|mice|bacteria|data|teeth|feet|criteria)\b"
    r"|\w and \w",
    re.IGNORECASE,
)
PLURALS = frozenset({"these", "those", "such", "both"})
PLURAL_NOUN = re.compile(r"[^sui]s$|(?:children|women|men|people|mice|bacteria|data)$")
TWO = re.compile(r"\w (?:and|or|versus|vs\.?|than|while|whereas|compared (?:with|to)) \w", re.IGNORECASE)
NOUN_PHRASE = re.compile(
    r"\b(?:an?|the|each|every|no)\s+[a-z][\w-]{2,}|\b[A-Z]?[a-z]{3,}(?=\s+(?:is|are|was|were|may)\b)"
)
LED_IN = re.compile(r":\s")  # "These things may help: rest and water"
CLAUSE = re.compile(r"[,;:]|\b(?:and|but|while|whereas|which|that) ?$", re.IGNORECASE)
