"""What the words of a line say that it is about, beside the heading that it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from retrieval.question.drug_classes import drug_class_names
from retrieval.record.categories import Category, categories_of
from retrieval.record.names import measured_value, names_medicine

# "PMH:" after the end of what is before it; "STOP:" in capitals wherever lines were joined.
_LABEL = re.compile(r"(?:^|(?<=[;.,|] ))(?P<label>[A-Za-z](?:[\w/&' -]|\.(?!\s)){0,38}?)\s*(?::|\s-)(?=\s|$)")
_CAPITALS = re.compile(r"(?<= )(?P<label>[A-Z][A-Z/&-]{2,24}):(?=\s|$)")
_ALLERGY = re.compile(
    r"""\ballergic\ (?:to|reaction)
    | \ballerg(?:y|ies)\b(?!\ (?:clinic|consult|test|referral|specialist|and\ immun|shot|panel))
    | \bintoleran(?:t|ce)\ (?:to|of)\b | \b(?:hypersensitiv\w+|anaphyla\w+)\ (?:to|after|with)\b
    | \b(?:(?:adverse|bad)\ reaction|react(?:s|ed))\ (?:to|after|with)\b
    | \b(?:(?:can|could|does|did|do)(?:\ ?not|n['\u2019]t)|unable\ to|never)\ tolerat\w+
    | \b\w+(?:[ -]like)?\ reaction\ (?:to|after|with|on)\b(?!\ light)
    | \b(?:rash|hives|urticaria|angioedema|swelling|itching)\ (?:with|to|after|from|on|due\ to|caused\ by)\b
    | \b(?:caus\w+|gave|gives|got|developed)\ (?:(?:her|him|them|a|an|severe|mild|itchy|facial)\ ){0,3}
      (?:rash|hives|urticaria|angioedema|anaphyla\w+)\b
    | \bN\.?K\.?D?\.?A\b | \bno\ known\ (?:\w+\ ){0,2}allerg""",
    re.IGNORECASE | re.VERBOSE,
)
_POSSESSED = (
    r"(?:(?:the|a|one|two|three|\d|her|his|their|patient's)\ )*"
    r"(?:(?:maternal|paternal|half|older|younger)[ -])*"
)
# Relatives who tell of the patient, or look after them: "Mother reports that he wheezes" is not of the mother.
_TELLS = r"""['\u2019]s|\s+(?:\w+ly\s+|also\s+)?(?:think|thought|sa(?:y|id)|report|state|describe|mention|tell|told|ask
    |request|want|feel|felt|worr|concern|notice|call|rang|ring|phone|brought|bring|present|attend|accompan|visit|help
    |car(?:e|ing)|support|gave|give|giving|stopp|adminis|aware|inform|translat|interpret|confirm|den(?:y|ies|ied)
    |and\ (?:he|she|pt|patient)|will|to\b|can\b|has\ (?:noticed|been\ giv|brought|called|asked|concerns|stopped)
    |(?:is|was|are|were)\ (?:her|his|the|present|with|concern|worr|aware|inform|anxious|keen|happy|unhappy|upset|carer
    |main|next|nok|involv|support|help|able|unable|unsure|not\ sure|convinced|adamant))"""
_FAMILY = re.compile(
    rf"""\bfam(?:ily)?\ (?:\w+\ )?(?:history|hx)\b | \bF/?Hx?\b
    | ^\W*{_POSSESSED}
      (?:mother|father|mom|mum|dad|brother|sister|aunt|uncle|grand(?:mother|father|parent)|cousin|parent|sibling|son
      |daughter|niece|nephew|husband|wife|spouse|partner|boyfriend|girlfriend|fianc\u00e9e?|[pm]g[mf])s?\b (?!{_TELLS})
    | ^\W*{_POSSESSED}(?:child(?:ren)?|twin|donor|friend|neighbou?r)s?\b
      (?:\s*[:(,\u2013-] | \s+(?:had|has|have|with|died|alive|deceased|healthy|diagnosed|suffer\w*|aged?
      |(?:is|was|are|were)\ (?:allergic|alive|deceased|dead|healthy|well|diagnosed|diabetic)))""",
    re.IGNORECASE | re.VERBOSE,
)
_PATIENT_FIRST = re.compile(r"\W*(?:she|he|(?:the )?(?:patient|pt)|m(?:r|rs|s)\.? \w+)\b", re.IGNORECASE)
_ANY_RELATIVE = re.compile(
    r"\b(?:famil\w+|relatives?|(?:grand|step)?(?:mother|father|mum|mom|dad|brother|sister|aunt|uncle|cousin|parent|sibling"
    r"|son|daughter|child(?:ren)?|niece|nephew|husband|wife|partner)s?)\b",
    re.IGNORECASE,
)
_HARM = re.compile(
    r"\b(?P<drug>\w++)[ (:>\u2013-]{1,4}(?:(?:induced|related|associated)[ -]\w+|(?:angio-?o?edema|rash|anaphyla\w+"
    r"|urticaria|hives|hypersensitivity|allergy|cough|dystonia|pneumonitis)\b)",
    re.IGNORECASE,
)
_HARM_ON = re.compile(
    r"\b(?:cough\w*|myalgias?|muscle (?:pain|ache)s?|dizz\w+|faint\w*|nause\w+|vomit\w+|diarrh\w+|ble(?:d|eds?|eding)"
    r"|bradycardi\w+|hypotensi\w+|hallucinat\w+|confus\w+|restless\w*|dystoni\w+|neutropeni\w+|hyperkal\w+"
    r"|palpitations?|breathless\w*|wheez\w+|swollen|oedema|edema|suicidal|nightmares?)"
    r" (?:on|after|from|due to|caused by) (?P<drug>\w+)",
    re.IGNORECASE,
)
_NONE_OF = re.compile(r"\b(?:no|nil|not|never|without|den(?:ies|ied))\b[^.,;]{0,30}$", re.IGNORECASE)
# "Younger brother Alfie", "Alfie (brother)": whose name may head lines of his own.
_RELATIVE = r"(?i:mother|father|brother|sister|son|daughter|husband|wife|partner|twin|donor)"
_NAMED_RELATIVE = re.compile(
    rf"\b{_RELATIVE}[,:]? (?P<name>[A-Z][a-z]{{2,}})\b"
    r"|\b(?P<other>[A-Z][a-z]{2,}) ?[(,] ?(?i:(?:her|his|the) )?(?i:(?:younger|older|twin|half|elder)[ -])?"
    rf"{_RELATIVE}\b"
)
_NO_MEDICINE = re.compile(
    r"\W*(?:(?:he|she|they|pt|(?:the )?patient)\s+)?(?:smok\w+|drink\w*|lives?|living|works?|working"
    r"|den(?:ies|ied|ying)(?!.*\b(?:medic\w+|meds|drugs?|taking|use)))\b",
    re.IGNORECASE,
)
# Below "Allergies: ..." in a note without further headings, an entry that plainly is another: one that begins with what
# was measured, or with who takes something. Whatever else stands there, even "stopped", is why it is not borne.
_OTHER_ENTRY = re.compile(
    r"\W*(?:(?:inr|bp|weight|wt|pulse|hr|temp|spo2|egfr|creatinine|potassium|hba1c|hb)\b\W{0,3}\d"
    r"|(?:(?:the )?(?:pt|patient)|he|she)\s+(?:takes|is taking|is on)\b)",
    re.IGNORECASE,
)
_REACTION = re.compile(
    r"\b(?:rash\w*|hives|itch\w*|urticaria|anaphyla\w*|swell\w*|swollen|reacti\w+|allerg\w+|intoler\w+|tolerat\w+|upset"
    r"|nausea|vomit\w*|cough\w*|bronchospasm|angioedema|sensitiv\w+|caus\w+|made|after|because|due|avoid\w*)\b",
    re.IGNORECASE,
)
_TOOK = re.compile(
    r"\b(?:takes?|taking|took|uses|using|(?:is|was|remains|maintained|continued?|discharged|put) on|start(?:ed|ing)"
    r"|initiated|prescribed|continued? (?:with|taking)|(?:switched|swapped) to|resumed|restarted"
    r"|receiv(?:es|ed|ing)|was given"
    r"|medications? (?:includ\w+|are)|stopped|discontinued|held|withheld|paused|omitted|on hold|continues?"
    r"|never been on|changed to|changed|given|replaced (?:by|with)|commenced)\b"
    r"|^\W*(?:[A-Z]\w{0,12}:\s*)?(?:on|start|begin|continue|stop|finish|hold|increase|decrease|discontinue|switch)\b",
    re.IGNORECASE,
)
_PLAN = re.compile(
    r"\b(?:i|we) (?:plan|will|would|recommend|advise|suggest)|\bplan(?:ned|s)? (?:to|for|is)\b"
    r"|\bwill (?:need|return|be seen)|\bfollow(?:ed)?[ -]up (?:in|with|on|at)\b|\bto be (?:seen|repeated|followed)\b",
    re.IGNORECASE,
)
_AGAIN, _IN = (re.compile(rf"\b{words}\b", re.IGNORECASE) for words in ("(?:re-?check|repeat)", "in"))
# Who cared for the patient and who signed: no entries of the section above them.
_ADMINISTRATIVE = re.compile(
    r"^\W*(?:attending|service|provider|physician|author|pcp|primary care\b.{0,20}|(?:electronically )?signed\b.{0,30}"
    r"|completed by|dictated\b.{0,20}|transcribed\b.{0,20}|reviewed by|mrn|dob|date of birth|patient name"
    r"|account\b.{0,10}|unit no|admission date|discharge date|medical record\b.{0,12})\s*[:#]",
    re.IGNORECASE,
)
_ADMINISTRATIVE_HEADING = re.compile(
    r"\b(?:insurance|payers?|guarantor|care team|contacts?)\b", re.IGNORECASE
)
_WORD = re.compile(r"\w+")
# "Substance: Latex; Reaction: Itching; Status: Inactive"
ROW = re.compile(r"[\w)][^:;]{0,60}: [^;]+; [^:;]{1,60}: ?")
"""A row of a table, which is one entry."""

_NO_NAMES = frozenset(
    "has had was are with who and died aged alive well history type the she her his not stage".split()
)
_PROCEDURE = re.compile(
    r"(?-i:\b(?:T[HK][RA]|WLE|DHS|LSCS|ELCS|EMCS|TURP|TURBT|ORIF|CABG|PCI|EVAR|AVF|TAVI|PEG|ERCP|OGD|EGD|AVR|MVR|MVA"
    r"|D&C|ERPC|LLETZ|ESWL|TAH|BSO|TAHBSO|BKA|AKA|VATS|DMEK|TIPS)\b)"
    r"|\b(?:underwent|s/p|status post|\w{3,}ectomy|\w{3,}(?:otomy|ostomy|oplasty|oscopy)|surgery|operation|operated"
    r"|implant(?:ed|ation)|transplant\w*|catheteri[sz]ation|stent\w*|biopsy|bypass|cabg|ercp"
    r"|amputat\w+|excis(?:ion|ed)|resect(?:ion|ed)"
    r"|(?:hernia|valve|cuff|ligament|aneurysm|meniscus|meniscal|fracture|cleft|tendon|fistula) repair"
    r"|(?:hip|knee|joint|valve|shoulder) replacement|c(?:a)?esarean|c-section|tubal ligation|orif|turp|lasik)\b",
    re.IGNORECASE,
)
DOSE = re.compile(
    r"\b\d[\d.,]{0,15}\s?(?:mg|milligrams?(?:\(s\))?|mcg|micrograms?|\u00b5g|ug|g|units?|iu|ml|meq|tabs?|tablets?|caps?|capsules?|puffs?)\b(?!\s?/)",
    re.I,
)
"""An amount of a medicine."""


_VACCINE = re.compile(r"\b(?:vaccin\w+|vaccs?|jabs?|flu shot|booster|immuni[sz]ed)\b", re.IGNORECASE)
# What was done for the patient, in a paragraph that began with the family's history.
_TREATED = re.compile(rf"{DOSE.pattern}|{_PROCEDURE.pattern}", re.IGNORECASE)
_CUT = re.compile(r"(?:[,;]|->|\u2192|\band\b|\bbut\b|\bthen\b|\bwhile\b)", re.IGNORECASE)


def pieces_of(text: str, cuts: Iterable[int] = ()) -> list[tuple[int, int]]:
    """A line cut where one thing that it tells of ends: at commas, "and", "but" and the like, and at further `cuts`."""
    return list(pairwise(sorted({0, len(text), *cuts, *(cut.start() for cut in _CUT.finditer(text))})))


def is_of_patient(text: str) -> bool:
    """Whether the patient is the subject, and no relative is spoken of: what a paragraph on the family may end with."""
    return _PATIENT_FIRST.match(text) is not None and not _ANY_RELATIVE.search(text)


def relatives_named(text: str) -> frozenset[str]:
    """The names by which a text calls relatives: Alfie, of "with his brother Alfie"."""
    return frozenset(
        found["name"] or found["other"]
        for found in _NAMED_RELATIVE.finditer(text)
        if (found["name"] or found["other"]).casefold() not in _NO_NAMES
    )


def is_no_entry(text: str, heading: str) -> bool:
    """Whether a line tells only who cared for or pays for the patient, or repeats its heading."""
    if _ADMINISTRATIVE.match(text) or _ADMINISTRATIVE_HEADING.search(heading):
        return True
    words = set(_WORD.findall(text.casefold()))
    return words <= set(_WORD.findall(heading.casefold())) and bool(heading)


def label_places(text: str) -> list[int]:
    """Where labels of entries stand inside a line that holds several: "PMH: asthma; Allergies: latex"."""
    labels = (found for pattern in (_LABEL, _CAPITALS) for found in pattern.finditer(text))
    return sorted({found.start() for found in labels if _label_categories(found)})


def labelled_categories(text: str) -> frozenset[Category]:
    """What the label announces that a line begins with."""
    found = _LABEL.match(text)
    return _label_categories(found) if found else frozenset()


def has_label_for(text: str, heading: str) -> bool:
    """Whether a line begins with a label that stands in the place of its heading: "Drug allergies" for "Allergies"."""
    found = _LABEL.match(text)
    own = _label_categories(found) if found else frozenset()
    if found is None or not own or ROW.match(text):
        return False
    return (
        own != categories_of(heading)
        or found["label"].split()[-1].casefold() == heading.rsplit(maxsplit=1)[-1].casefold()
    )


def _label_categories(found: re.Match[str]) -> frozenset[Category]:
    return categories_of(found["label"]) if len(found["label"].split()) <= 4 else frozenset()


def categories_of_line(
    text: str, heading: frozenset[Category], own: frozenset[Category], takes_drug: bool
) -> frozenset[Category]:
    """Those of the label that the line begins with, else of its heading; and of its wording."""
    if heading and ROW.match(text):
        return heading  # its fields say more of the entry: "Indications: ...; Instructions: ..."
    if Category.ALLERGY in heading:
        if _REACTION.search(text) or not _OTHER_ENTRY.match(text):
            is_change = takes_drug and _TOOK.search(text) is not None  # it tells of the medicine too
            return heading | ({Category.MEDICATION} if is_change else frozenset())
        heading -= {Category.ALLERGY}
    found = _with_family(own or _below(heading, text), text)
    with_harms = _with_harms(found, own, text) if takes_drug or _ALLERGY.search(text) else found
    is_allergy, found = with_harms != found, with_harms
    if Category.FAMILY in found:
        return found - {Category.PROBLEM, Category.MEDICATION}
    if _VACCINE.search(text):
        found |= {Category.IMMUNISATION}
    if takes_drug and not is_allergy and not _measures(found) and (DOSE.search(text) or _TOOK.search(text)):
        found |= {Category.MEDICATION}
    if Category.PLAN not in found and _PROCEDURE.search(text):
        found |= {Category.PROCEDURE}
    if not heading and _is_plan(text):
        found |= {Category.PLAN}
    return found


def _is_plan(text: str) -> bool:
    """Whether a line says what is to be done: "will return", "repeat the film in 6 weeks"."""
    if _PLAN.search(text):
        return True
    again = ((line, _AGAIN.search(line)) for line in text.split("\n"))
    return any(found and _IN.search(line, found.end()) for line, found in again)


def _tells_harm(text: str) -> bool:
    """Whether a line says what a medicine did, or that it is not to be given; of a list it would be one's of many."""
    if len(DOSE.findall(text)) > 1:
        return False
    return _to_avoid().search(text) is not None or _names_harm(text)


def _with_harms(categories: frozenset[Category], own: frozenset[Category], text: str) -> frozenset[Category]:
    """With the allergies where the line says what a medicine did; a medicine that somebody is on stays one."""
    if _ALLERGY.search(text) or _tells_harm(text):
        return (categories - ({Category.MEDICATION} - own)) | {Category.ALLERGY}
    return categories | {Category.ALLERGY, Category.MEDICATION} if _suffered_on(text) else categories


def _suffered_on(text: str) -> bool:
    """Whether a medicine that is taken is said to have done harm: "dry cough on ramipril", but not "no cough on"."""
    return any(
        _is_medicine(found["drug"]) and not _NONE_OF.search(text[: found.start()])
        for found in _HARM_ON.finditer(text)
    )


def _is_medicine(name: str) -> bool:
    return names_medicine(name) or drug_class_names().fullmatch(name) is not None


def _names_harm(text: str) -> bool:
    """Whether a harm is called after a medicine: "?ACEi angioedema", "lisinopril-induced cough"."""
    return any(_is_medicine(found["drug"]) for found in _HARM.finditer(text))


@lru_cache(maxsize=1)
def _to_avoid() -> re.Pattern[str]:
    """What forbids a medicine: "no NSAIDs", "avoid gentamicin", "must not be given again"."""
    return re.compile(
        rf"\bno\s+(?:more\s+)?{drug_class_names().pattern}|\bavoid\w*\b(?! (?:in|until|if|driving|sun|alcohol))"
        r"|\b(?:must|should|do|can)(?:\s?not|n't)\s+(?:be\s+(?:re)?(?:given|used|prescribed|started|challenged)|have|get)\b"
        r"|\bcaus(?:ed|es|ing)\b(?! by)|\b(?:gave|made) (?:her|him|them)\b"
        r"|\b(?:brought|came|comes) (?:\w+ )?(?:out|up) in\b"
        r"|\bcontraindicated\b|\bnever (?:again|give)\b",
        re.IGNORECASE,
    )


def _with_family(categories: frozenset[Category], text: str) -> frozenset[Category]:
    """With the family's history where a relative is the subject, without it where the patient is."""
    if _FAMILY.search(text):
        return categories | {Category.FAMILY}
    is_not = is_of_patient(text) or (not _ANY_RELATIVE.search(text) and _TREATED.search(text))
    return categories - {Category.FAMILY} if is_not else categories


def _below(heading: frozenset[Category], text: str) -> frozenset[Category]:
    """Those of a heading for a line without a label: below "Meds: ..." one may say something else."""
    if measured_value().search(text):
        return (heading if DOSE.search(text) else heading - {Category.MEDICATION}) | {Category.RESULT}
    return heading - {Category.MEDICATION} if _NO_MEDICINE.match(text) else heading


def _measures(categories: frozenset[Category]) -> bool:
    return bool(categories & {Category.RESULT, Category.VITAL, Category.SOCIAL, Category.IMMUNISATION})
