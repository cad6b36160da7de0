"""The items of a list that is asked for, as sentences name them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph import Assertion, Mention, Span
from graph.store import ChunkContent
from retrieval.question.listing import asked_categories
from retrieval.question.understand import Question


def items_in(question: Question, content: ChunkContent, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions of a chunk that may be items: not negated, of the kind asked for, not named in the question.

    Any kind, where the question's noun tells none.
    """
    asked, kinds = question.reading.asked, asked_categories(question.reading.asked)
    known = frozenset(question.concept_ids)
    for mention in mentions:
        entity = content.names.get(mention.entity_id)
        if entity is None or mention.entity_id in known or mention.assertion is Assertion.NEGATED:
            continue
        of_kind = not kinds or entity.category.startswith(kinds)
        if of_kind and content.quote(Span(mention.start, mention.end)).lower() not in asked.lower():
            yield mention
