"""How a study was done: by its publication types, else by its own words, else by its MeSH headings.

The labels are those of the usual trees of study designs (Oxford CEBM; STROBE, CONSORT and PRISMA name their own). In
the text the first rule of `WORDED` that a sentence meets decides, the title asked first, then what the paper tells of
itself; that others did such a study decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph import SectionKind
from retrieval.table.cell import Cell
from retrieval.table.design_words import (
    ANIMAL,
    CASE_REPORT,
    CASE_SERIES,
    CASES,
    GUIDELINE,
    GUIDELINE_WORDS,
    IN_VITRO,
    META_ANALYSIS,
    NOT_IT,
    RANDOMISED,
    RETROSPECTIVE,
    REVIEW,
    REVIEWS,
    SYNTHESES,
    SYSTEMATIC_REVIEW,
    TITLE_REVIEW,
    WORDED,
)
from retrieval.table.species import Species
from retrieval.table.study import Study, StudySentence

# Publication types as PubMed names them, the one that says most first.
_TYPES = {
    "meta-analysis": META_ANALYSIS,
    "network meta-analysis": META_ANALYSIS,
    "systematic review": SYSTEMATIC_REVIEW,
    "randomized controlled trial": RANDOMISED,
    "randomized controlled trial, veterinary": RANDOMISED,
    "pragmatic clinical trial": RANDOMISED,
    "equivalence trial": RANDOMISED,
    "practice guideline": GUIDELINE,
    "guideline": GUIDELINE,
    "controlled clinical trial": "controlled trial",
    "clinical trial, phase i": "clinical trial",
    "clinical trial, phase ii": "clinical trial",
    "clinical trial, phase iii": "clinical trial",
    "clinical trial, phase iv": "clinical trial",
    "clinical trial": "clinical trial",
    "case reports": CASE_REPORT,
    "review": REVIEW,
}
# MeSH headings that indexers give a paper which is such a study; "Follow-Up Studies" and others say too little.
_HEADINGS = {
    "case-control studies": "case-control study",
    "cross-sectional studies": "cross-sectional study",
    "cross-over studies": "crossover trial",
    "cohort studies": "cohort study",
    "longitudinal studies": "cohort study",
    "prospective studies": "prospective study",
    "retrospective studies": "retrospective study",
    "qualitative research": "qualitative study",
}
_BASIC = {Species.ANIMAL: ANIMAL, Species.IN_VITRO: IN_VITRO}
_LAST = frozenset({SectionKind.CONCLUSION, SectionKind.DISCUSSION})
_TYPE_SURE, _HEADING_SURE = 0.98, 0.85  # set by hand
_BASIC_SURE = 0.9  # set by hand


def design_cell(study: Study, species: Species) -> Cell | None:
    """The study's design, in the labels above; None where nothing says it."""
    types = {name.casefold(): name for name in study.document.publication_types}
    for name, label in _TYPES.items():
        if name in types and not (
            label in (REVIEW, "clinical trial", CASE_REPORT) and _worded(study, species)
        ):
            return Cell(label, types[name], None, None, _TYPE_SURE)
    return _worded(study, species) or _by_headings(study) or _basic(study, species)


def _worded(study: Study, species: Species) -> Cell | None:
    if species in _BASIC and (review := _as_review(study)):
        return review
    for sentences in _readings(study):
        for label, sure, pattern in WORDED:
            if found := _first(sentences, pattern):
                sentence, match = found
                if species in _BASIC and label not in SYNTHESES:
                    return _basic(study, species)
                return sentence.cell_of(match, 0, _label(label, match), sure=sure)
        if species not in _BASIC and (cell := _told_otherwise(sentences)):
            return cell
    return _basic(study, species) if species in _BASIC else None


def _readings(study: Study) -> Iterator[tuple[StudySentence, ...]]:
    """The title; then what the paper tells of itself, its aim included, but for what it concludes."""
    yield tuple(s for s in study.sentences if s.kind is SectionKind.TITLE)
    yield tuple(s for s in study.body if (s.is_own or _is_aim(s)) and s.kind not in _LAST)


def _is_aim(sentence: StudySentence) -> bool:
    return any(word in sentence.text.casefold() for word in ("this ", "present ", "we ", "aim", "objective"))


def _first(
    sentences: tuple[StudySentence, ...], pattern: re.Pattern[str]
) -> tuple[StudySentence, re.Match[str]] | None:
    for sentence in sentences:
        for match in pattern.finditer(sentence.text):
            if not NOT_IT.search(sentence.text, max(0, match.start() - 80), match.start()):
                return sentence, match
    return None


def _label(label: str, match: re.Match[str]) -> str:
    """The two directions are asked together: that which is told first is the study's, the other of a part of it."""
    is_prospective = label == RETROSPECTIVE and match[0].casefold().startswith("prospective")
    return "prospective study" if is_prospective else label


def _as_review(study: Study) -> Cell | None:
    """A review of experiments, which says so of itself."""
    found = _first(study.own, REVIEWS)
    return found[0].cell_of(found[1], 0, REVIEW, sure=0.9) if found else None


def _told_otherwise(sentences: tuple[StudySentence, ...]) -> Cell | None:
    """A report of cases, a guideline, a review that is not systematic."""
    for sentence in sentences:
        if match := CASES.search(sentence.text):
            label = CASE_REPORT if match["one"] else CASE_SERIES
            return sentence.cell_of(match, 0, label, sure=0.9)
        title = sentence.kind is SectionKind.TITLE
        if title and (match := GUIDELINE_WORDS.search(sentence.text)):
            return sentence.cell_of(match, 0, GUIDELINE, sure=0.9)
        if match := (TITLE_REVIEW if title else REVIEWS).search(sentence.text):
            return sentence.cell_of(match, 0, REVIEW, sure=0.9)
    return None


def _by_headings(study: Study) -> Cell | None:
    names = {heading.name.casefold(): heading.name for heading in study.document.mesh}
    found = next((name for name in _HEADINGS if name in names), None)
    return Cell(_HEADINGS[found], names[found], None, None, _HEADING_SURE) if found else None


_BASIC_WORDS = {
    Species.ANIMAL: re.compile(
        r"\b(?:mice|mouse|rats?|rabbits?|dogs|cats|piglets?|swine|pigs|monkeys?|macaques?|zebrafish|hamsters?|"
        r"sheep|lambs?|goats?|cows|cattle|horses?|chick(?:en)?s?|hens|broilers|drosophila|birds|cockerels?|"
        r"quails?|ducks?|murine|porcine|canine|animals?)\b",
        re.IGNORECASE,
    ),
    Species.IN_VITRO: re.compile(
        r"\b(?:in vitro|cell lines?|cultured|cultures?|HeLa|HEK ?-?293T?|transfected|isolated|incubated|fibroblasts|"
        r"organoids?|crystal structures?|cells|receptors?|proteins?|kinases?|genes?)\b",
        re.IGNORECASE,
    ),
}


def _basic(study: Study, species: Species) -> Cell | None:
    """An experiment on animals or cells, which seldom names its design."""
    if species not in _BASIC:
        return None
    for sentence in study.sentences:
        if (sentence.is_own or sentence.kind is SectionKind.TITLE) and (
            match := _BASIC_WORDS[species].search(sentence.text)
        ):
            return sentence.cell_of(match, 0, _BASIC[species], sure=_BASIC_SURE)
    return None
