"""The items of a list that is asked for, as sentences name them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph import Assertion, Mention, Span
from graph.store import ChunkContent
from retrieval.evidence.benefit import is_benefit
from retrieval.question.listing import asked_categories
from retrieval.question.polarity import Polarity, clauses_of, is_negated
from retrieval.question.understand import Question


def items_in(question: Question, content: ChunkContent, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions of a chunk that may be items: not negated, of the kind asked for, not named in the question.

    Any kind, where the question's noun tells none. What the clause around it denies is none, unless that is asked for;
    nor, where harms are asked for, what it says was made rarer.
    """
    asked, kinds = question.reading.asked, asked_categories(question.reading.asked)
    known = frozenset(question.concept_ids)
    for mention in mentions:
        entity = content.names.get(mention.entity_id)
        if entity is None or mention.entity_id in known or mention.assertion is Assertion.NEGATED:
            continue
        of_kind = not kinds or entity.category.startswith(kinds)
        if (
            of_kind
            and not _is_denied(question, content, mention)
            and content.quote(Span(mention.start, mention.end)).lower() not in asked.lower()
        ):
            yield mention


def _is_denied(question: Question, content: ChunkContent, mention: Mention) -> bool:
    """Whether the clause that names it says that it is not so, or was made rarer where harms are asked for."""
    sentence = next((s for s in content.chunk.sentences if s.start <= mention.start < s.end), None)
    if sentence is None:
        return False
    text, at = content.quote(sentence), mention.start - sentence.start
    clause = next((text[c.start : c.end] for c in clauses_of(text) if c.start <= at < c.end), text)
    if question.polarity is not Polarity.NEGATED and is_negated(clause):
        return True
    return question.asks_harm and is_benefit(clause)
