"""What a part of a record is about, by the words of its heading.

The headings are those of C-CDA's and FHIR's sections and of notes (Denny 2009, SecTag).
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache


class Category(StrEnum):
    """A kind of entry in a record; the value is how a reader is told of it."""

    ALLERGY = "allergies"
    FAMILY = "family history"
    SOCIAL = "social history"
    IMMUNISATION = "immunisations"
    MEDICATION = "medications"
    PROCEDURE = "procedures"
    IMAGING = "imaging"
    VITAL = "vital signs"
    RESULT = "results"
    COMPLAINT = "reason for the visit"
    COURSE = "course"
    PLAN = "plan"
    EXAM = "examination"
    PROBLEM = "problems"
    PERSON = "age and sex"


class MedicationList(StrEnum):
    """Which of a record's lists of medicines a heading or question names; the value is how a reader is told of it."""

    DISCHARGE = "discharge medications"
    HOME = "home medications"
    STOPPED = "stopped medications"


# The first that a part of a heading matches: "medication allergies" are allergies, "family medical history" family's.
_HEADINGS = tuple(
    (category, re.compile(rf"\b(?:{words})", re.IGNORECASE))
    for category, words in (
        (
            Category.ALLERGY,
            r"allerg(?!ist)|alerts?\b|a/i\b|intoleranc|adverse (?:drug )?reaction|adverse event"
            r"|drug reaction|sensitivit|adrs?\b",
        ),
        (Category.FAMILY, r"family|fam\b|fam\.? ?hx|fhx?\b|f/h\b|genetic history"),
        (
            Category.SOCIAL,
            r"social|soc\b|soc\.? ?hx|shx?\b|s/h\b|tobacco|smoking|alcohol|substance|habits|lifestyle|occupation",
        ),
        (Category.IMMUNISATION, r"immuni[sz]|imms?\b|vacc(?:in|s?\b)|jabs\b"),
        (
            Category.COURSE,
            r"(?:discharge |patient )?condition (?:on|at|upon)|discharge (?:condition|disposition)",
        ),
        (
            Category.MEDICATION,
            r"medications?|meds?\b|medicines?|drugs\b|drug (?:therapy|list|history)|prescriptions?|rx\b|pharmac|dhx?\b"
            r"|d/h\b|tto|ttas?\b",
        ),
        (
            Category.PROCEDURE,
            r"procedures?|surger|surgical|operations?\b|operative|ops?\b|pshx?\b|interventions?\b"
            r"|treatments? and procedures",
        ),
        (
            Category.IMAGING,
            r"imaging|radiolog|x-?rays?|cxr|ct\b|mri\b|ultraso|echo|ekg|ecg|electrocardiogra|scans?\b|films?\b",
        ),
        (Category.VITAL, r"vitals?\b|vs\b|obs\b"),
        (
            Category.RESULT,
            r"labs?\b|laborator|results?\b|chemistr|h(?:a?e)matolog|diagnostic (?:data|studies|tests?|reports?)"
            r"|observations?\b|microbiolog|patholog|bloods?\b|blood (?:work|tests?)|surveys?\b"
            r"|ix\b|investigations?\b|pertinent (?:data|studies)",
        ),
        (
            Category.COMPLAINT,
            r"(?:chief|presenting|main) complaint|cc\b|pc\b|hpc\b|c/c\b|reasons? for|hp?i\b|hopi\b"
            r"|history of (?:the )?present"
            r"|present(?:ing)? illness|subjective|indications?\b|encounter\b|interval history",
        ),
        (
            Category.PROBLEM,
            r"problems?|diagnos[ie]s|dx\b|ddx\b|conditions?\b|medical h(?:istor(?:y|ies)|x)|pmhx?\b|pmsh\b"
            r"|past (?:medical|history|illness|psychiatric)|history of past|comorbid|active issues|assessments?\b"
            r"|impressions?\b|imp\b|health concerns?|(?:psychiatric|obstetric|oncologic|cardiac) history|concerns\b"
            r"|transitional issues|^history$",
        ),
        (
            Category.PLAN,
            r"plan|follow|f/u\b|recommend|instructions?|appointments?|goals?\b|orders\b|disposition|next steps",
        ),
        (
            Category.COURSE,
            r"(?:brief )?(?:hospital|clinical|emergency \w+) course|course\b|hospital summary|events",
        ),
        (
            Category.EXAM,
            r"exam|o/e\b|objective|physical|review of systems|ros\b|pex?\b|mental status|functional status",
        ),
        (Category.PERSON, r"patient\b|demographics"),
    )
)
# Labels that are the whole of what is written: those of SOAP notes, and of reconciled medicines.
_ALONE = {
    "all": Category.ALLERGY,
    "s": Category.COMPLAINT,
    "o": Category.EXAM,
    "a": Category.PROBLEM,
    "p": Category.PLAN,
    **dict.fromkeys(
        (
            "current",
            "currently",
            "continue",
            "continued",
            "new",
            "start",
            "stop",
            "stopped",
            "changed",
            "hold",
        ),
        Category.MEDICATION,
    ),
}
_LISTS = tuple(
    (name, re.compile(rf"\b(?:{words})", re.IGNORECASE))
    for name, words in (
        (
            MedicationList.STOPPED,
            r"stop|discontinu|ceased|inactive|past med|former|held|d/c'?d",
        ),
        (MedicationList.DISCHARGE, r"(?:on |at |upon )?discharge|d/c\b|going home (?:on|with)"),
        (
            MedicationList.HOME,
            r"home|(?:prior to |on |at |upon |before )?admission|pre-?admission|outpatient",
        ),
    )
)
_PARTS = re.compile(r"(?<!\s)\s*+(?:[:/&,;+]|\band\b)\s*", re.IGNORECASE)
# "Assessment/plan" is two things, "A/P" is one word for both.
_ASSESSMENT_AND_PLAN = re.compile(r"\W*a ?[/&] ?p\W*", re.IGNORECASE)


@lru_cache(maxsize=4096)
def categories_of(heading: str) -> frozenset[Category]:
    """The kinds of entry that a heading announces, none where it names none."""
    if heading.strip().casefold() in _ALONE:
        return frozenset({_ALONE[heading.strip().casefold()]})
    if _ASSESSMENT_AND_PLAN.fullmatch(heading):
        return frozenset({Category.PROBLEM, Category.PLAN})
    whole = _category(heading)
    if whole is Category.ALLERGY and Category.MEDICATION not in map(_category, _PARTS.split(heading)):
        return frozenset({whole})  # "allergies and adverse reactions"
    found = (_category(part) for part in _PARTS.split(heading))
    return frozenset(filter(None, found)) or frozenset(filter(None, [whole]))


def medication_list_of(text: str) -> MedicationList | None:
    """The list of medicines that a heading or question names; None for medicines as such."""
    return next((name for name, words in _LISTS if words.search(text)), None)


def _category(heading: str) -> Category | None:
    return next((category for category, words in _HEADINGS if words.search(heading)), None)
