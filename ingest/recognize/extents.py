"""Names that a recogniser read too wide or too narrow: "absence of fever", the stroke of "stroke volume"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingest.recognize.base import Candidate
from ingest.recognize.dictionary import DictionaryRecogniser

# What is said of a thing is no part of its name. A vocabulary that has "absence of menstruation" finds it itself.
_LEAD = re.compile(
    r"(?:absence|presence|history|risk|onset|evidence|incidence|prevalence|diagnosis|exclusion) of"
    r"(?: (?:the|an?|any))?\s+",
    re.IGNORECASE,
)
# Of what kind a thing is: alone the name of nothing.
_QUALIFIER = re.compile(
    r"acute|chronic|sub-?acute|severe|moderate|mild|progressive|congenital|bilateral|unilateral|recurrent|refractory"
    r"|familial|sporadic|idiopathic|primary|secondary|hereditary|malignant|benign|advanced|late|early|loss(?:es)?|failures?|blocks?",
    re.IGNORECASE,
)
# Words that are no disorder where another follows, beyond what vocabularies list: volumes, waves and water are many.
_COMPOUNDS = {
    "stroke": r"of (?:luck|genius|good fortune)|volumes?|work|output|index|distance|lengths?",
    "shock": r"waves?|absorbers?|probe",
    "cold": r"water|air|packs?|wars?|weather|temperatures?|storage|exposures?|stress|chains?|compress(?:es)?|plasma"
    r"|rooms?|climates?|baths?|saline|pressor|agglutinins?|isch(?:a)?emia|snares?|knife|stimul(?:us|i)|therapy|season|months?"
    r"|spots?|allodynia|sensation|intolerance|hypersensitivity|urticaria|preservation|laser|medicines?",
    "attack": r"rates?",
    "heat": r"maps?|waves?|shock",
    "depression": r"angles?",
}
_FOLLOWED = {
    word: re.compile(rf"[\s-]{{1,20}}+(?:{rest})\b", re.IGNORECASE) for word, rest in _COMPOUNDS.items()
}


def mended(text: str, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """The candidates with what is only said of them cut off, without those that are but a part of a name."""
    for candidate in candidates:
        words = text[candidate.start : candidate.end]
        followed = _FOLLOWED.get(words.lower())
        if followed and followed.match(text, candidate.end):
            continue
        if candidate.method != DictionaryRecogniser.name:
            if _QUALIFIER.fullmatch(words):
                continue
            lead = _LEAD.match(words)
            yield replace(candidate, start=candidate.start + lead.end()) if lead else candidate
        else:
            yield candidate
