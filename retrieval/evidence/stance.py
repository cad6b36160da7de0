"""How the best sentences stand to a question that asks yes or no, as the stance reader has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from retrieval.evidence.sentence import EvidenceSentence
from retrieval.reader import Passage, StanceReader

_SENTENCES, _PER_DOCUMENT = 15, 3  # that are read; set by hand, for the time that it takes


def with_stances(
    question: str, sentences: Sequence[EvidenceSentence], reader: StanceReader
) -> tuple[EvidenceSentence, ...]:
    """The sentences, the best of them (at most three of a document) with their stance."""
    counted: Counter[str] = Counter()
    chosen: list[int] = []
    for place, each in enumerate(sentences):
        if len(chosen) < _SENTENCES and counted[each.document.id] < _PER_DOCUMENT:
            counted[each.document.id] += 1
            chosen.append(place)
    passages = [Passage(sentences[i].document.title, (sentences[i].text,)) for i in chosen]
    found = list(sentences)
    for place, stances in zip(chosen, reader.stances(question, passages), strict=True):
        supports, refutes, neither = stances[0].tolist()
        found[place] = replace(found[place], stance=(supports, refutes, neither))
    return tuple(found)
