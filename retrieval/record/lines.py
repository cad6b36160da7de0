"""The lines of records: each sentence with its heading, what it is about, its date, and how it asserts things."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph import Assertion, SectionKind, Span, dates_in, has_day_first, years_in
from graph.store import ChunkContent
from retrieval.record.categories import Category, MedicationList, categories_of, medication_list_of

_LABEL = re.compile(r"(?:^|(?<=[;.|] ))(?P<label>[A-Za-z][\w/&'. -]{0,38}?)\s*(?::|\s-)(?=\s|$)")
_ALLERGY = re.compile(
    r"""\ballergic\ (?:to|reaction)
    | \ballerg(?:y|ies)\b(?!\ (?:clinic|consult|test|referral|specialist|and\ immun|shot|panel))
    | \b(?:intoleran(?:t|ce)|hypersensitiv\w+|anaphyla\w+|(?:adverse|bad)\ reaction|react(?:s|ed))\ (?:to|after|with)\b
    | \b(?:rash|hives|urticaria|angioedema|swelling|itching)\ (?:with|to|after|from|on|due\ to|caused\ by)\b
    | \bN\.?K\.?D?\.?A\b | \bno\ known\ (?:\w+\ ){0,2}allerg""",
    re.IGNORECASE | re.VERBOSE,
)
_FAMILY = re.compile(
    r"""\bfamily\ (?:\w+\ )?history\b
    | ^\W*(?:(?:the|a|one|two|three|\d|her|his|their|patient's)\ )*(?:(?:maternal|paternal|half|older|younger)[ -])*
      (?:mother|father|brother|sister|aunt|uncle|grand(?:mother|father|parent)|cousin|parent|sibling|son|daughter
      |child(?:ren)?|niece|nephew)s?\b
      (?:\s*[:(,\u2013-] | \s+(?:had|has|have|with|died|alive|deceased|healthy|diagnosed|suffer\w*|aged?|at|\d
      |(?:is|was|are|were)\ (?:alive|deceased|dead|healthy|well|diagnosed|diabetic)))""",
    re.IGNORECASE | re.VERBOSE,
)
_TOOK = re.compile(
    r"\b(?:takes?|taking|took|uses|using|(?:is|was|remains|maintained|continued?|discharged|put) on|start(?:ed|ing)"
    r"|initiated|prescribed|continued? (?:with|taking)|switched to|resumed|receiv(?:es|ed|ing)|was given"
    r"|medications? (?:includ\w+|are)|stopped|discontinued|held)\b",
    re.IGNORECASE,
)
# Who cared for the patient and who signed: no entries of the section above them.
_ADMINISTRATIVE = re.compile(
    r"^\W*(?:attending|service|provider|physician|author|pcp|primary care\b.{0,20}|(?:electronically )?signed\b.{0,30}"
    r"|completed by|dictated\b.{0,20}|transcribed\b.{0,20}|reviewed by|cc|mrn|dob|date of birth|name|patient name"
    r"|account\b.{0,10}|unit no|admission date|discharge date|medical record\b.{0,12})\s*[:#]",
    re.IGNORECASE,
)
_DOSE = re.compile(
    r"\b\d[\d.,]*\s?(?:mg|milligrams?(?:\(s\))?|mcg|\u00b5g|ug|g|units?|iu|ml|meq|tabs?|tablets?|caps?|capsules?|puffs?)\b(?!\s?/)",
    re.I,
)
_DRUGS = frozenset({"ChemicalEntity", "Drug", "SmallMolecule", "MolecularMixture"})
_YEAR_LEAD = re.compile(
    r"(?:\b(?:in|since|from|until|around|circa|year|of|dx'?d|s/p)|[(,~;:-]|\))\s*$", re.IGNORECASE
)
_UNIT = re.compile(r"\s*(?:mg|milligrams?(?:\(s\))?|mcg|g|ml|units?|iu|kcal|/|x\b)", re.IGNORECASE)
_PROCEDURE = re.compile(
    r"\b(?:underwent|s/p|status post|\w{3,}ectomy|\w{3,}(?:otomy|ostomy|oplasty|oscopy)|surgery|operation|operated"
    r"|implant(?:ed|ation)|transplant\w*|catheteri[sz]ation|stent\w*|biopsy|bypass|cabg|ercp)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A sentence at `span` of a record.

    `date` is the latest day that it names (YYYY-MM-DD or less exact), else that of its document, '' where neither is
    known; `dated` tells whether it names one itself. `medication_list` is that of its heading; `first`: nothing stands
    before it on its line of the text; `names_drug`: it names a chemical or a dose.
    """

    content: ChunkContent
    span: Span
    heading: str
    categories: frozenset[Category]
    medication_list: MedicationList | None
    date: str
    dated: bool
    first: bool
    names_drug: bool

    @property
    def text(self) -> str:
        """The sentence, exactly as it stands in the document."""
        return self.content.quote(self.span)

    @property
    def of_relative(self) -> bool:
        """Whether it speaks of the patient's family."""
        return Category.FAMILY in self.categories

    def assertions(self, start: int, end: int) -> set[Assertion]:
        """How the mentions are asserted that overlap `[start, end)` of the sentence's text."""
        first, last = self.span.start + start, self.span.start + end
        return {m.assertion for m in self.content.mentions if m.start < last and first < m.end}


def lines_of(contents: Iterable[ChunkContent]) -> Iterator[RecordLine]:
    """Every line of a document's chunks, which are given in reading order."""
    contents = list(contents)
    day_first = has_day_first("\n".join(content.text for content in contents))
    for content in contents:
        carried: tuple[int, frozenset[Category]] = (-1, frozenset())
        for span in content.chunk.sentences:
            section = content.section_of(span)
            if section is not None and section.kind is SectionKind.TITLE and len(contents[0].sections) > 1:
                continue
            heading, text = section.heading if section else "", content.quote(span)
            own = _labels(text)
            paragraph = content.text.rfind("\n", 0, span.start - content.chunk.start)
            if not own and carried[0] == paragraph:
                own = carried[1]
            carried = (paragraph, own)
            takes_drug = names_drug(content, span.start, span.end)
            # A date in a list of medicines is one of them's, the list is of its document's day.
            date = "" if len(_DOSE.findall(text)) > 1 and "," in text else _date_in(text, day_first)
            yield RecordLine(
                content,
                span,
                heading,
                _categories(text, categories_of(heading), own, takes_drug),
                medication_list_of(heading),
                date or content.document.date,
                bool(date),
                not content.text[max(paragraph, 0) : span.start - content.chunk.start].strip(),
                takes_drug,
            )


def _labels(text: str) -> frozenset[Category]:
    """What labels inside a line announce: "PMH: asthma; Allergies: latex"."""
    labels = [found["label"] for found in _LABEL.finditer(text)]
    return frozenset(
        category for label in labels for category in categories_of(label) if len(label.split()) <= 4
    )


def _categories(
    text: str, heading: frozenset[Category], own: frozenset[Category], takes_drug: bool
) -> frozenset[Category]:
    """Those of the heading, of the line's own labels where the heading names none, and of its wording."""
    if _ADMINISTRATIVE.match(text):
        return frozenset()
    if Category.ALLERGY in heading:
        return heading
    found = heading | own
    if _FAMILY.search(text):
        found |= {Category.FAMILY}
    if Category.FAMILY in found:
        return found - {Category.PROBLEM, Category.MEDICATION}
    if _ALLERGY.search(text):
        return (found - {Category.MEDICATION}) | {Category.ALLERGY}
    if takes_drug and not _measures(found) and (_DOSE.search(text) or _TOOK.search(text)):
        found |= {Category.MEDICATION}
    if Category.PLAN not in found and _PROCEDURE.search(text):
        found |= {Category.PROCEDURE}
    return found


def names_drug(content: ChunkContent, start: int, end: int) -> bool:
    """Whether a chemical is recognised, or a dose stands, in `[start, end)` of the document."""
    if _DOSE.search(content.quote(Span(start, end))):
        return True
    inside = (m for m in content.mentions if start <= m.start < end)
    return any(content.names[m.entity_id].category in _DRUGS for m in inside)


def _measures(categories: frozenset[Category]) -> bool:
    return bool(
        categories & {Category.RESULT, Category.VITAL, Category.PLAN, Category.SOCIAL, Category.IMMUNISATION}
    )


def _date_in(text: str, day_first: bool) -> str:
    days = [date.iso for date in dates_in(text, day_first)]
    if days:
        return max(days)
    years = [
        year.iso
        for year in years_in(text)
        if not _UNIT.match(text, year.end) and _YEAR_LEAD.search(text[: year.start])
    ]
    return max(years, default="")
