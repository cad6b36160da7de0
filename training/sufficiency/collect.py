"""Questions asked where something answers them and where nothing does, with the signs of what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from api.service import Filter, MedGraph
from evaluation import overlaps
from evaluation.corpora import EvidenceQuestion, EvidenceSet
from retrieval.answer import Sufficiency, SufficiencySigns, assess_sufficiency, sufficiency_signs
from retrieval.evidence import gather_evidence
from training.weights.collect import filled, spread

FOREIGN: Mapping[str, Sequence[str]] = {
    "bioasq_13b": ("mediqa_2021", "scifact"),
    "mediqa_2021": ("scifact", "covid_qa"),
    "scifact": ("medquad", "covid_qa"),
    "covid_qa": ("medquad", "bioasq_13b"),
    "medquad": ("covid_qa", "scifact"),
    "medquad_book": ("scifact", "covid_qa"),
    "bioasq_12b": ("unanswerable", "unanswerable_heldout"),
    "pubmedqa": ("unanswerable", "unanswerable_heldout", "scifact"),
    "pubmedqa_train": ("medquad", "scifact"),
}
"""Whose questions are asked of a set's documents, which do not answer them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: the signs of what was found, whether that holds its gold, and what the rule by words says."""

    signs: SufficiencySigns
    answerable: bool
    by_words: Sufficiency


def collect(
    given: EvidenceSet, home: Path, foreign: Mapping[str, Sequence[str]], limit: int
) -> Mapping[str, list[Asked]]:
    """At most `limit` questions each: the set's own, "own"; without their documents, "without"; and the foreign ones.

    Of its own only those whose gold was found among the passages that are read.
    """
    with closing(filled(given, home)) as service:
        questions = spread(given.questions, limit)
        found = {"own": [a for q in questions if (a := _asked(service, q)).answerable]}
        if len(given.documents) > 1:
            ids = frozenset(d.id for d in given.documents)
            found["without"] = [_asked(service, q, ids - q.gold.keys()) for q in questions]
        for name, texts in foreign.items():
            asked = [EvidenceQuestion("", text, "", {}) for text in spread(texts, limit)]
            found[name] = [_asked(service, question) for question in asked]
        return found


def _asked(service: MedGraph, question: EvidenceQuestion, among: frozenset[str] = frozenset()) -> Asked:
    parts = service.parts
    where = Filter(document_ids=tuple(sorted(among))) if among else None
    found = service.retrieve(question.question, where)
    evidence = gather_evidence(found, parts.store, parts.indexes().words)
    answerable = any(overlaps(e.text, question.gold.get(e.document.id, ())) for e in evidence.sentences)
    return Asked(sufficiency_signs(evidence), answerable, assess_sufficiency(evidence))
