"""How the best sentences stand to a question that asks yes or no, as the stance reader has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from graph import Span
from graph.index import WordIndex
from retrieval.evidence.coverage import PARTIAL_COVERAGE, facet_coverage, stems_of
from retrieval.evidence.sentence import EvidenceSentence
from retrieval.question.facets import is_relational
from retrieval.reader import Passage, StanceReader
from retrieval.search.retriever import Retrieval

_SENTENCES, _PER_DOCUMENT = 15, 3  # that are read; set by hand, for the time that it takes
# Of the question, by weight, and of the things asked about, the least that a sentence names which takes a side though
# it does not name all: docs/decisions/0019-reader.md.
_COVERED_LEAST, _NAMED_LEAST = 0.4, 2
_NEITHER = (0.0, 0.0, 1.0)


def with_stances(
    retrieval: Retrieval, sentences: Sequence[EvidenceSentence], words: WordIndex, reader: StanceReader
) -> tuple[EvidenceSentence, ...]:
    """The sentences, the best of them (at most three of a document) with their stance.

    One that is about something else is not read: that statins do not cause dementia says nothing of diabetes.
    """
    counted: Counter[str] = Counter()
    chosen: list[int] = []
    for place, each in enumerate(sentences):
        if len(chosen) < _SENTENCES and counted[each.document.id] < _PER_DOCUMENT:
            counted[each.document.id] += 1
            chosen.append(place)
    found = list(sentences)
    for place in chosen:
        found[place] = replace(found[place], stance=_NEITHER)
    read = [place for place in chosen if _is_about_what_is_asked(retrieval, sentences[place], words)]
    passages = [Passage(sentences[i].document.title, (sentences[i].text,)) for i in read]
    asked = retrieval.question.reading.asked
    for place, stances in zip(read, reader.stances(asked, passages), strict=True):
        supports, refutes, neither = stances[0].tolist()
        found[place] = replace(found[place], stance=(supports, refutes, neither))
    return tuple(found)


def _is_about_what_is_asked(retrieval: Retrieval, evidence: EvidenceSentence, words: WordIndex) -> bool:
    """Whether it names, with what it points back to, all things that are asked about; or several, the last among them
    (what is said of the others), and no other thing where it lacks one.
    """
    things = [f for f in retrieval.question.facets if not is_relational(f)]
    stems, entities = stems_of(evidence.reading, things, words), evidence.entity_ids
    lacking = [f for f in things if facet_coverage(f, retrieval, stems, entities) < PARTIAL_COVERAGE]
    if not lacking:
        return True
    covered = evidence.signs.coverage if evidence.signs else 1.0
    if covered < _COVERED_LEAST or len(things) - len(lacking) < _NAMED_LEAST or things[-1] in lacking:
        return False
    is_unknown = any(f.name and not f.frequency for f in lacking)  # a drug that is in no document
    return not is_unknown and not _names_others(retrieval, evidence, words)


def _names_others(retrieval: Retrieval, evidence: EvidenceSentence, words: WordIndex) -> bool:
    """Whether it names a thing that shares no word with the question, and is no kind of what is asked about."""
    question = retrieval.question
    asked = {e for c in question.concept_ids for e in retrieval.narrower[c] | retrieval.broader[c]}
    others = [m for m in evidence.mentions if m.entity_id not in asked]
    quotes = (evidence.content.quote(Span(m.start, m.end)) for m in others)
    return any(set(question.stems).isdisjoint(words.stems(quote)) for quote in quotes)
