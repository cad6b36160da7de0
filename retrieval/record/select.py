"""Which lines of a record answer a question to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from graph import Assertion, Span
from retrieval.record.categories import Category, MedicationList
from retrieval.record.lines import RecordLine
from retrieval.record.names import stem
from retrieval.record.question import RecordQuestion, Wanted, asks_beside, is_of_last
from retrieval.record.relax import weaker_forms
from retrieval.record.standing import Standing, standing_of
from retrieval.record.stopped import LaterStops, has_stopped
from retrieval.record.terms import Term
from retrieval.record.values import MEASURED, has_value, states_value

# Where only lines of the kind of entry answer, whatever others name: a penicillin that is given is no allergy.
_ONLY_THESE = frozenset({Category.ALLERGY, Category.FAMILY, Category.PLAN, Category.IMMUNISATION})
# Where a line of the kind comes first: of "eye surgery" what is under the operations.
_OF_THE_KIND = frozenset({Category.PROCEDURE, Category.IMAGING})
_ANY_HARM = re.compile(r"\b(?:reactions?|react\w*|(?:in|not )?toler\w+|side[- ]effects?)\b", re.IGNORECASE)
_DISORDERS = frozenset({"Disease", "PhenotypicFeature", "DiseaseOrPhenotypicFeature"})
# "Denies any drug allergies", but not "denies chest pain".
_DENIES_ALL = (
    r"denies(?=(?:\s+(?:any|all|known|drug|food|medications?|meds|allerg\w+|use|of|taking|otc|or|and|other|herbal"
    r"|supplements?))*\W*$)"
)
# "None.", "NKDA": nothing of the kind is there, whatever was asked for by name.
_NOTHING = re.compile(
    rf"^\W*(?:\w[\w ]{{0,20}}:\s*)?(?:none|nil|no known|{_DENIES_ALL}|no (?:drug |food |medication )?allerg\w+"
    r"|non-?contributory|unremarkable|negative|n/?a|nkd?a|not on file|no medications?)\b(?:[\w ,/]{0,40})\W*$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_SMALL_WORDS = {"of", "and", "the", "on", "at", "for", "in"}
_DISCHARGED_ON = re.compile(r"\b(?:discharged|sent home|went home) (?:home )?(?:on|with)\b", re.IGNORECASE)
_NO_ALLERGY = re.compile(
    r"\bN\.?K\.?D?\.?A\b|\bno known (?:\w+ ){0,2}allerg\w+|\bno (?:drug )?allerg\w+\b(?! to)", re.IGNORECASE
)
_EXCEPT = re.compile(r"\b(?:except|excluding|other than|apart from|aside from|besides|but)\b", re.IGNORECASE)
_ONLY_AGE = re.compile(r"^\W*age \d+ years?[\w ,]{0,12}\W*$", re.IGNORECASE)
_AGE = re.compile(
    r"\b\d{1,3}[ -]?(?:year|yr|y\.?/?o)\b|\bage(?:d)?:? \d|\b(?:sex|gender)\s*:|\b(?:fe)?male\b|\b(?:wo)?man\b"
    r"|\b\d{1,3}[ -]?(?:y\.?/?o\.? ?)?(?-i:[MF])\b",
    re.I,
)


@dataclass
class RecordStatement:
    """A line that answers, how it stands to the question, and other lines in the same words.

    `ended` are those of the medicines of a list that a later line stopped.
    """

    line: RecordLine
    standing: Standing
    repeats: list[RecordLine] = field(default_factory=list)
    ended: tuple[str, ...] = ()


def select_lines(question: RecordQuestion, lines: Iterable[RecordLine]) -> list[RecordStatement]:
    """Every line of one patient's records that answers: what is so first, the latest first, repeats merged.

    Where no line answers all of the question, those that answer the nearest weaker form of it.
    """
    lines = list(lines)
    found: dict[tuple[str, Span], RecordStatement] = {}
    for terms in question.alternatives or ((),):
        one = replace(question, alternatives=(terms,) if terms else ())
        forms = chain([one], weaker_forms(one, lines))
        for statement in next(filter(None, (_answering(form, lines) for form in forms)), []):
            found.setdefault((statement.line.content.document.id, statement.line.span), statement)
    return sorted(sorted(found.values(), key=_descending_date, reverse=True), key=lambda each: each.standing)


def _answering(question: RecordQuestion, lines: Sequence[RecordLine]) -> list[RecordStatement]:
    fitting = [line for line in lines if _fits(question, line) and _is_of_year(question, line)]
    if question.wanted is Wanted.LAST:
        # What is to come was not the last.
        fitting = [line for line in fitting if line.categories != {Category.PLAN}]
    fitting = _under_named_heading(question, fitting)
    stops = LaterStops(lines if question.category is Category.MEDICATION else ())
    if question.wanted is Wanted.STOPPED and question.category is Category.MEDICATION:
        stopped = [line for line in fitting if has_stopped(line) or stops.ended(line)[0]]
        fitting = stopped or (fitting if question.terms else [])
    statements = _merged([_statement(question, line, stops) for line in fitting])
    return _last(statements) if question.wanted is Wanted.LAST else statements


def _statement(question: RecordQuestion, line: RecordLine, stops: LaterStops) -> RecordStatement:
    standing = _standing(question, line, stops)
    is_list = standing is Standing.SO and not question.terms
    return RecordStatement(line, standing, ended=stops.ended(line)[0] if is_list else ())


def _standing(question: RecordQuestion, line: RecordLine, stops: LaterStops) -> Standing:
    if question.category is Category.MEDICATION and _is_nothing(question.category, line):
        return Standing.SO  # "Medications: none" ends none
    if question.category is Category.ALLERGY and _names_no_allergy(line):
        return Standing.DENIED
    standing = standing_of(line, question.terms, question.category)
    if standing is Standing.SO:
        all_ended = stops.have_ended(line, question.terms) if question.terms else stops.ended(line)[1]
        return Standing.STOPPED_LATER if all_ended else standing
    return standing


def _names_no_allergy(line: RecordLine) -> bool:
    """Whether "NKDA" or the like is all that the line says: "no known allergies except penicillin" says more."""
    found = _NO_ALLERGY.search(line.text)
    if found is None:
        return _NOTHING.match(line.text) is not None
    if _EXCEPT.search(line.text, found.end()):
        return False
    start, end = line.span.start + found.start(), line.span.start + found.end()
    return not any(
        m.assertion is Assertion.AFFIRMED and (m.end <= start or m.start >= end)
        for m in line.content.mentions
        if line.span.start <= m.start < line.span.end
    )


def _is_of_year(question: RecordQuestion, line: RecordLine) -> bool:
    return (
        not question.years
        or line.date[:4] in question.years
        or any(year in line.text for year in question.years)
    )


def _under_named_heading(question: RecordQuestion, lines: list[RecordLine]) -> list[RecordLine]:
    """Only the lines under a heading that the question names, where it names one: "discharge diagnosis"."""
    if question.terms:
        return lines
    asked = {stem(word) for word in _WORD.findall(question.text)}
    named = [
        line for line in lines if _is_named(line.heading, asked) and not asks_beside(question, line.heading)
    ]
    return named or lines


def _is_named(heading: str, asked: set[str]) -> bool:
    words = {stem(word) for word in _WORD.findall(heading)} - _SMALL_WORDS
    return len(words) > 1 and words <= asked


def _fits(question: RecordQuestion, line: RecordLine) -> bool:
    category = question.category
    if category is Category.PERSON:
        return _AGE.search(line.text) is not None and not line.of_relative
    if not question.terms:
        return _is_entry(question, line)
    if category in _ONLY_THESE:
        return category in line.categories and (_is_nothing(category, line) or _names_all(question, line))
    if not _is_of_kind(question, line):
        return False
    if category is Category.MEDICATION and category in line.categories and _is_nothing(category, line):
        return True
    return _names_all(question, line) and (category not in MEASURED or states_value(line.text))


def _is_of_kind(question: RecordQuestion, line: RecordLine) -> bool:
    """Whether the line is of the kind of entry that alone may answer, where there is one."""
    if question.category is Category.MEDICATION:
        return _in_list(question, line) and _is_on_medicines(question, line)
    return question.category not in _OF_THE_KIND or question.category in line.categories


def _is_on_medicines(question: RecordQuestion, line: RecordLine) -> bool:
    """Whether the line speaks of medicines, or may name those that are asked for: a strange word may be one."""
    return (
        any(term.is_drug or not term.known for term in question.terms)
        or Category.MEDICATION in line.categories
    )


def _names_all(question: RecordQuestion, line: RecordLine) -> bool:
    """Whether the line names every thing of an alternative, and its value where one is asked for."""
    if question.category is Category.MEDICATION and line.categories & {
        Category.ALLERGY,
        Category.MEDICATION,
    } == {Category.ALLERGY}:  # of "chlorhexidine skin prep" the one word is enough
        return any(_names(question, term, line) for term in question.terms)
    return any(all(_names(question, term, line) for term in terms) for terms in question.alternatives)


def _names(question: RecordQuestion, term: Term, line: RecordLine) -> bool:
    # Whoever asks whether she may take naproxen is told of an allergy to ibuprofen.
    of_allergy = question.category is Category.ALLERGY or (
        question.category is Category.MEDICATION and Category.ALLERGY in line.categories
    )
    if not term.is_named(line) and not (of_allergy and term.has_relative(line)):
        return False
    return not (term.measured and question.category in MEASURED) or has_value(term, line)


def _is_nothing(category: Category | None, line: RecordLine) -> bool:
    """Whether the line says that there is nothing of the kind at all."""
    found = _NO_ALLERGY.search(line.text) if category is Category.ALLERGY else None
    return bool(found or _NOTHING.match(line.text))


def _is_entry(question: RecordQuestion, line: RecordLine) -> bool:
    """Whether the line is an entry of the kind that is asked for."""
    if question.category is Category.ALLERGY and _was_not_borne(question, line):
        return True
    if question.category is None or question.category not in line.categories or not _in_list(question, line):
        return False
    if line.of_relative and question.category is not Category.FAMILY:
        return False
    if question.category is Category.COMPLAINT and _ONLY_AGE.match(line.text):
        return False
    if question.category is Category.PROBLEM and Category.PLAN in line.categories and not line.first:
        return False  # "AF: stable. Check LDL in 3 months."
    # What follows a medicine on its line ("Keep in refrigerator.") is none itself.
    return question.category is not Category.MEDICATION or line.first or line.names_drug


def _was_not_borne(question: RecordQuestion, line: RecordLine) -> bool:
    """Whether the line tells of a medicine that ended in a disorder, for who asks of more than allergies."""
    if Category.MEDICATION not in line.categories or not _ANY_HARM.search(question.text):
        return False
    names, disorders = (
        line.content.names,
        (m for m in line.content.mentions if m.assertion is Assertion.AFFIRMED),
    )
    harmed = any(
        names[m.entity_id].category in _DISORDERS
        for m in disorders
        if line.span.start <= m.start < line.span.end
    )
    return harmed and not line.of_relative and has_stopped(line)


def _in_list(question: RecordQuestion, line: RecordLine) -> bool:
    """Whether the line is of the list of medicines that is asked for: that of the discharge, say."""
    if question.medication_list is None or question.medication_list is MedicationList.STOPPED:
        return True
    if question.medication_list is MedicationList.DISCHARGE and _DISCHARGED_ON.search(line.text):
        return True
    return line.medication_list is question.medication_list


def _merged(statements: Sequence[RecordStatement]) -> list[RecordStatement]:
    """Lines in the same words on the same day are one statement; it is that of the latest document."""
    found: dict[tuple[str, str, Standing], RecordStatement] = {}
    for each in sorted(statements, key=_descending_date, reverse=True):
        key = (
            " ".join(each.line.text.split()).casefold().rstrip("."),
            each.line.heading.casefold(),
            each.standing,
        )
        if key in found:
            found[key].repeats.append(each.line)
        else:
            found[key] = each
    return list(found.values())


def _last(statements: Sequence[RecordStatement]) -> list[RecordStatement]:
    """Those of the latest day, those without any, which may be later, and those that speak of the last themselves."""
    latest = max((each.line.date for each in statements), default="")
    return [each for each in statements if each.line.date in (latest, "") or is_of_last(each.line.text)]


def _descending_date(statement: RecordStatement) -> tuple[str, int]:
    """For sorting in reverse: the latest day first, then as the lines stand in their document."""
    return statement.line.date, -statement.line.span.start
