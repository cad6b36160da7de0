"""Names and numbers that may be the answer, as the reader finds them in many passages, and how many agree on each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from graph.store import ChunkContent
from retrieval.reader import probability
from retrieval.search.retriever import Retrieval

_KEPT = 8  # answers that are looked for in sentences; set by hand
_WORD = re.compile(r"\w+")

ShortAnswers = Mapping[str, float]
"""Answers as `words_of` gives them, each with its support as a share of that of the best; best first."""


def short_answers_of(retrieval: Retrieval, contents: Mapping[str, ChunkContent]) -> ShortAnswers:
    """What the passages that were read say in a word or few; nothing for a question that asks yes or no.

    Each passage counts as far as it surely answers: what several say goes before what one does.
    """
    if retrieval.question.yes_no:
        return {}
    asked = set(words_of(retrieval.question.reading.asked).split())
    support: dict[str, float] = defaultdict(float)
    for id_, reading in retrieval.readings.items():
        content = contents.get(id_)
        if content is None:  # deleted since it was read
            continue
        for each in reading.short:
            told = words_of(content.quote(content.chunk.sentences[each.sentence])[each.start : each.end])
            if told and not asked.issuperset(told.split()):
                support[told] += each.probability * probability(reading.answers)
    best = sorted(((told, s) for told, s in support.items() if s), key=lambda each: (-each[1], each[0]))
    return {told: weight / best[0][1] for told, weight in best[:_KEPT]}


def said_in(text: str, answers: ShortAnswers) -> tuple[tuple[str, float], ...]:
    """The short answers that a text names, each with its support."""
    if not answers:
        return ()
    words = f" {words_of(text)} "
    return tuple((told, share) for told, share in answers.items() if f" {told} " in words)


def words_of(text: str) -> str:
    """The words and numbers of a text in small letters, one space between."""
    return " ".join(_WORD.findall(text.lower()))
