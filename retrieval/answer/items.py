"""The items that an answer to a list question holds, each with the citations that name it."""

from __future__ import annotations

from collections.abc import Sequence

from graph import Span
from retrieval.answer.contract import Citation, ListItem
from retrieval.evidence.items import items_in
from retrieval.evidence.sentence import EvidenceSentence
from retrieval.question.listing import asked_categories
from retrieval.question.understand import Question


def collected_items(
    question: Question, citations: Sequence[Citation], sentences: Sequence[EvidenceSentence]
) -> tuple[ListItem, ...]:
    """The items in the order of the text; none unless a list of a recognised kind is asked for.

    `sentences` are those of the citations, one each. An item is called as the first of them calls it.
    """
    if not (question.asks_list and asked_categories(question.reading.asked)):
        return ()
    names: dict[str, str] = {}
    where: dict[str, list[int]] = {}
    for citation, sentence in zip(citations, sentences, strict=True):
        content, span = sentence.content, sentence.span
        within = [m for m in content.mentions if span.start <= m.start < span.end]
        for mention in items_in(question, content, within):
            names.setdefault(mention.entity_id, content.quote(Span(mention.start, mention.end)))
            numbers = where.setdefault(mention.entity_id, [])
            if citation.id not in numbers:
                numbers.append(citation.id)
    return tuple(ListItem(name, tuple(where[entity])) for entity, name in names.items())
