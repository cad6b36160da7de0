"""Where a study was done: a country that its title, its aim or its methods name as a place, or its people by origin."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from graph import SectionKind
from retrieval.table.cell import Cell
from retrieval.table.study import Study

_SURE = 0.9  # set by hand
_TABLE = Path(__file__).with_name("countries.tsv")


def _countries() -> tuple[dict[str, str], dict[str, str]]:
    """Places and adjectives of origin, case-folded, with their country; a line has country, places, adjectives."""
    places: dict[str, str] = {}
    origins: dict[str, str] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        country, own, adjectives = line.split("\t")
        places |= {name.casefold(): country for name in (country, *own.split(";")) if name}
        origins |= {name.casefold(): country for name in adjectives.split(";") if name}
    return places, origins


def _either(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


_PLACES, _ORIGINS = _countries()
_KNOWN = _PLACES | _ORIGINS
_PLACE = re.compile(
    rf"\b(?:in|from|of|across|throughout|within|and|,|\() ?(?:(?:the|northern(?! ireland)|southern|eastern|"
    rf"western|central|rural|urban|"
    rf"mainland|north|south|east|west|north-?eastern|south-?western|north-?western|south-?eastern) ){{0,2}}"
    rf"(?P<place>{_either(_PLACES)})\b(?! (?:virus|version|scale|society|college|association|guidelines?|criteria|"
    rf"classification|questionnaire|hamsters?|equine|heart))",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    rf"\b(?P<place>{_either(_KNOWN)})(?: (?:adult|elderly|older|young|male|female|pregnant|healthy|postmenopausal|"
    rf"premenopausal|"
    rf"obese|diabetic|school|primary|university|general|public|national|medical|\w+ical|\w+al)){{0,2}} "
    rf"(?:patients?|women|men|children|adolescents?|adults?|population|cohort|subjects|participants|people|"
    rf"individuals|"
    rf"volunteers|students|hospitals?|famil(?:y|ies)|infants|veterans|nurses|physicians|workers|residents|registry|"
    rf"centers?|centres?|universit(?:y|ies)|citizens|households|health survey|general practi\w+|schools?)\b",
    re.IGNORECASE,
)
_HOLDING = frozenset({SectionKind.TITLE, SectionKind.METHODS, SectionKind.ABSTRACT, SectionKind.OTHER})


def country_cell(study: Study) -> Cell | None:
    """The country where one alone is named; several, in one sentence, joined; else nothing."""
    for sentence in study.sentences:
        told = sentence.is_own or sentence.kind is SectionKind.TITLE or "this study" in sentence.text
        if sentence.kind not in _HOLDING and not (
            sentence.is_own and sentence.kind is SectionKind.INTRODUCTION
        ):
            continue
        marks = [m for pattern in (_PLACE, _PEOPLE) for m in pattern.finditer(sentence.text)]
        marks = [m for m in marks if m["place"][0].isupper()]
        if not told or not marks:
            continue
        first, last = min(m.start("place") for m in marks), max(m.end("place") for m in marks)
        named = dict.fromkeys(
            _KNOWN[m["place"].casefold()] for m in sorted(marks, key=lambda m: m.start("place"))
        )
        if (
            len(named) > 1 and last - first > 80
        ):  # named one here, one there: of which the study is, is not said
            return None
        return sentence.cell(first, last, ", ".join(named), _SURE)
    return None
