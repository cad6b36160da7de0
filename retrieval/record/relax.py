"""Weaker forms of a question, for a record in which no line answers all of it; what they leave out is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from retrieval.record.categories import Category
from retrieval.record.lines import RecordLine
from retrieval.record.question import RecordQuestion

_WHICH = re.compile(r"\W*(?:and |so )?(?:what|which|list|any|current)\b", re.IGNORECASE)
_ALLERGIES = re.compile(r"\ballergies\b(?! to)", re.IGNORECASE)
# Where a line of another kind is no answer: a penicillin that was given is no allergy, a stroke not the family's.
_STRICT = frozenset({Category.ALLERGY, Category.FAMILY})


def weaker_forms(question: RecordQuestion, lines: Sequence[RecordLine]) -> Iterator[RecordQuestion]:
    """From the nearest to the question to the farthest; each names a thing of the question that the record names too.

    Words that the record nowhere has are left out first, then the list of medicines, then the kind of entry, then all
    but what is known as a thing. A question of whose things the record names none has no weaker form, unless they only
    say on what occasion ("allergies to know of in theatre").
    """
    if _asks_for_all(question):
        yield replace(question, alternatives=())
        return
    present = [
        tuple(t for t in terms if any(t.is_named(line) for line in lines)) for terms in question.alternatives
    ]
    named = tuple(terms for terms in present if terms)
    if named:
        yield from _of(replace(question, alternatives=named), keeps_kind=question.category in _STRICT)
        known = tuple((term,) for terms in named for term in terms if term.known)
        if known and (known != named or len(known) > 1):
            yield from _of(replace(question, alternatives=known), keeps_kind=question.category in _STRICT)
    elif (
        question.category is not None and question.terms and all(term.is_occasion for term in question.terms)
    ):
        yield replace(question, alternatives=())
    elif not question.alternatives and question.medication_list is not None:
        yield replace(question, medication_list=None)


def _asks_for_all(question: RecordQuestion) -> bool:
    """Whether it asks for all entries of its kind, which the things named only describe: "allergies incl abx"."""
    if not question.terms:
        return False
    if question.category is Category.PROCEDURE:
        return not any(term.known for term in question.terms)
    if question.category is Category.MEDICATION:  # "what is she on for her GDM?"
        return _WHICH.match(question.text) is not None and not any(term.is_drug for term in question.terms)
    return question.category is Category.ALLERGY and _ALLERGIES.search(question.text) is not None


def _of(question: RecordQuestion, keeps_kind: bool) -> Iterator[RecordQuestion]:
    yield question
    if question.medication_list is not None:
        yield replace(question, medication_list=None)
    if question.category not in (None, Category.MEDICATION) and not keeps_kind:
        yield replace(question, category=None)
