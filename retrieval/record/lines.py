"""The lines of records: each sentence with its heading, what it is about, its date, and how it asserts things."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from graph import Assertion, Mention, SectionKind, Span, dates_in, has_day_first, years_in
from graph.store import ChunkContent
from retrieval.question.drug_classes import drug_class_names
from retrieval.record.categories import Category, MedicationList, categories_of, medication_list_of
from retrieval.record.names import names_medicine
from retrieval.record.wording import (
    DOSE,
    ROW,
    categories_of_line,
    is_no_entry,
    is_of_patient,
    label_places,
    labelled_categories,
    relatives_named,
)

# What goes on in a list after its label, and does not begin a statement of its own.
_LISTED = re.compile(
    r"(?!(?:denie\w|smok\w|drink\w|liv\w|work\w|ha[sd]|is|was|no|pt|patient|he|she|his|her|mother|father)\b)"
    r"(?:\S+\s+){0,4}\S+$",
    re.IGNORECASE,
)
DRUGS = frozenset({"ChemicalEntity", "Drug", "SmallMolecule", "MolecularMixture"})
"""The categories of concepts that are medicines, or may be."""
_MEASURED = {Category.RESULT, Category.VITAL}
_YEAR_LEAD = re.compile(
    r"(?:\b(?:in|since|from|until|around|circa|year|of|dx'?d|s/p)|[(,~;:-]|\))\s*$", re.IGNORECASE
)
_UNIT = re.compile(r"\s*(?:mg|milligrams?(?:\(s\))?|mcg|g|ml|units?|iu|kcal|/|x\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A sentence at `span` of a record.

    `date` is the latest day that it names (YYYY-MM-DD or less exact), else that of its document, '' where neither is
    known; `dated` tells whether it names one itself. `medication_list` is that of its heading; `first`: nothing but
    a label stands before it on its line of the text; `names_drug`: it names a chemical or a dose.
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
    whole = "\n".join(content.text for content in contents)
    day_first, relatives = has_day_first(whole), relatives_named(whole)
    for content in contents:
        carried: tuple[int, frozenset[Category]] = (-1, frozenset())
        for span in _spans(content):
            section = content.section_of(span)
            if section is not None and section.kind is SectionKind.TITLE and len(contents[0].sections) > 1:
                continue
            heading, text = section.heading if section else "", content.quote(span)
            if is_no_entry(text, heading):
                continue
            own = labelled_categories(text)
            paragraph = content.text.rfind("\n", 0, span.start - content.chunk.start)
            if not own and carried[0] == paragraph and _LISTED.match(text):
                own = carried[1]
            carried = (paragraph, own or carried[1])
            takes_drug = names_drug(content, span.start, span.end)
            # A date in a list of medicines is one of them's, the list is of its document's day.
            is_list = len(DOSE.findall(text)) > 1 and "," in text
            categories = categories_of_line(text, categories_of(heading), own, takes_drug)
            date = "" if is_list else _date_in(text, day_first, not categories & _MEASURED)
            is_of_family = _is_all_of_relatives(content, span) and not is_of_patient(text)
            if is_of_family or text.split(maxsplit=1)[0].strip(",:;") in relatives:
                categories = (categories | {Category.FAMILY}) - {Category.PROBLEM, Category.MEDICATION}
            yield RecordLine(
                content,
                span,
                heading,
                categories,
                medication_list_of(_label_of(text) or heading),
                date or content.document.date,
                bool(date),
                bool(labelled_categories(text))
                or not content.text[max(paragraph, 0) : span.start - content.chunk.start].strip(),
                takes_drug,
            )


def _label_of(text: str) -> str:
    return text.partition(":")[0] if labelled_categories(text) else ""


def _spans(content: ChunkContent) -> Iterator[Span]:
    """The sentences of a chunk, those of a table's row as one: its last field may say that it was stopped."""
    start = content.chunk.start
    ends = [start + place for place, mark in enumerate(content.text) if mark == "\n"] + [content.chunk.end]
    by_paragraph: dict[int, list[Span]] = {}
    for span in content.chunk.sentences:
        by_paragraph.setdefault(bisect_left(ends, span.end), []).append(span)
    for spans in by_paragraph.values():
        row = Span(spans[0].start, spans[-1].end)
        if ROW.match(content.quote(row)) and not _has_labels(content, row):
            yield row
        else:
            yield from (piece for span in spans for piece in _labelled_pieces(content, span))


def _has_labels(content: ChunkContent, row: Span) -> bool:
    """Whether what looks like the fields of one entry are entries of their own, under no heading of a kind."""
    section = content.section_of(row)
    return not (section and categories_of(section.heading)) and len(label_places(content.quote(row))) > 1


def _labelled_pieces(content: ChunkContent, span: Span) -> Iterator[Span]:
    """A sentence cut before each label: "PMH: asthma. All: latex" is two entries."""
    text = content.quote(span)
    cuts = [0, *(place for place in label_places(text) if place), len(text)]
    for start, end in pairwise(cuts):
        yield Span(span.start + start, span.start + len(text[:end].rstrip(" ;,|")))


def _is_all_of_relatives(content: ChunkContent, span: Span) -> bool:
    found = {m.assertion for m in content.mentions if span.start <= m.start < span.end}
    return found == {Assertion.OTHER_EXPERIENCER}


def names_drug(content: ChunkContent, start: int, end: int) -> bool:
    """Whether a chemical is recognised, or a dose or a class of drugs stands, in `[start, end)` of the document."""
    text = content.quote(Span(start, end))
    if DOSE.search(text) or drug_class_names().search(text) or names_medicine(text):
        return True
    return next(drug_mentions(content, start, end), None) is not None


def drug_mentions(content: ChunkContent, start: int, end: int) -> Iterator[Mention]:
    """What is recognised as a chemical in `[start, end)` of the document."""
    inside = (m for m in content.mentions if start <= m.start < end)
    return (m for m in inside if content.names[m.entity_id].category in DRUGS)


def _date_in(text: str, day_first: bool, may_end_in_year: bool) -> str:
    """The latest day of a text, else the latest year; a number at its end is one of "Appendectomy 1985" only."""
    days = [date.iso for date in dates_in(text, day_first)]
    if days:
        return max(days)
    years = [
        year.iso
        for year in years_in(text)
        if not _UNIT.match(text, year.end)
        and (
            _YEAR_LEAD.search(text[: year.start]) or (may_end_in_year and not text[year.end :].strip(" .);"))
        )
    ]
    return max(years, default="")
