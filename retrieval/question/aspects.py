"""The kind of answer a question asks for, and how sentences that give such an answer are worded.

The kinds are those of consumer health questions (Ben Abacha & Demner-Fushman 2019, MedQuAD): definition, treatment,
cause, symptom and so on. They only order passages and sentences: none is left out for not matching.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

HARM = "harm"
"""The kind of "what are the side effects of", "is it safe"."""
_FULL_DENSITY = 3  # places; set by hand (docs/decisions/0003-fusion.md)


@dataclass(frozen=True, slots=True)
class Aspect:
    """A kind of question, by its wording, and the wording of what answers it."""

    name: str
    question_wording: re.Pattern[str]
    answer_wording: re.Pattern[str]

    def density(self, text: str) -> float:
        """How much of a passage is worded as such an answer, 0 to 1; three places make 1."""
        return min(1.0, len(self.answer_wording.findall(text)) / _FULL_DENSITY)


def _aspect(name: str, question_wording: str, answer_wording: str) -> Aspect:
    return Aspect(
        name,
        re.compile(rf"\b(?:{question_wording})", re.IGNORECASE),
        re.compile(rf"\b(?:{answer_wording})", re.IGNORECASE),
    )


ASPECTS = (
    _aspect(
        "treatment",
        r"treat|therap|manage|medication|drugs? (?:for|of)|cure",
        r"treat|therap|surg|medic|manage|drugs?\b|dose|cure|effective|transplant|recommend",
    ),
    _aspect(
        "genetics",
        r"genetic|genes?\b|mutation|chromosom",
        r"genes?\b|mutat|chromosom|variant|protein",
    ),
    _aspect(
        "risk",
        r"(?:at|who is at) risk|risk factors?",
        r"risk|more likely|more common in|older|family history|anyone",
    ),
    _aspect(
        "cause",
        r"caus(?:e|es|ed)\b|why\b|etiology|aetiology",
        r"caus|due to|because|result(?:s|ed|ing)? (?:from|in)|mutation|lead(?:s|ing)? to|risk factor|variant",
    ),
    _aspect(
        "symptom",
        r"symptom|signs\b|features\b|complication|problems?\b",
        r"symptom|signs?\b|feature|characteri|present|includ|complication|develop|may have",
    ),
    _aspect(
        HARM,
        r"side effect|adverse|toxic|safe|harm|danger|interact|contraindicat|damage",
        r"adverse|side effect|toxic|safe|harm|risk|bleed|interact|inhibit|contraindicat|avoid|overdose|"
        r"not be (?:given|used)",
    ),
    _aspect(
        "outlook",
        r"outlook|prognos|surviv|life expectancy|mortality",
        r"outlook|prognos|surviv|mortality|died?\b|death|life expectancy|live (?:into|for|to)|recover",
    ),
    _aspect(
        "frequency",
        r"how (?:many|common|often|frequent)|prevalence|incidence|frequency",
        r"prevalence|incidence|affects?\b|rare|common|\d+(?:\.\d+)? ?(?:%|percent)|in \d|per \d|people\b|cases\b",
    ),
    _aspect(
        "diagnosis",
        r"diagnos|detect|test(?:s|ed)? for|screen",
        r"diagnos|detect|tests?\b|screen|biops|imaging|exam|sensitiv|specific|scan|mri\b|blood test",
    ),
    _aspect(
        "inheritance",
        r"inherit|hereditary|run in",
        r"inherit|autosomal|recessive|dominant|x-linked|familial|parent",
    ),
    _aspect(
        "prevention", r"prevent|avoid|protect|reduce the risk", r"prevent|protect|avoid|reduc|vaccin|lower"
    ),
    _aspect(
        "research", r"research|clinical trials?|studies", r"research|trials?\b|studies|scientists|investigat"
    ),
    _aspect(
        "definition",
        r"what (?:is|are) (?:\(are\) )?(?!the\b)|defin|meaning of|information (?:about|on)",
        r"(?:is|are) (?:an?|the|one)\b(?! (?:cause|risk))|refers? to|known as|called|defined|condition|disorder|"
        r"disease (?:in|that|of)",
    ),
)


def aspect_of(question: str) -> Aspect | None:
    """The kind of answer a question asks for; None when its wording names none."""
    return next((aspect for aspect in ASPECTS if aspect.question_wording.search(question)), None)
