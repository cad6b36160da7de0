"""Three arms over the demonstration: filters hold on every one, synonyms are found, nothing is random."""

from __future__ import annotations

from typing import Any

import pytest

from api.service import MedGraph
from graph import Document, Tier
from graph.store import Filter
from retrieval.question.understand import QuestionError

ARMS = ("words", "vectors", "graph")
QUESTION = "Does warfarin or aspirin cause bleeding?"


@pytest.mark.parametrize(
    ("where", "holds"),
    [
        (Filter(year_from=2015), lambda d: d.year >= 2015),
        (Filter(year_to=2014), lambda d: d.year <= 2014),
        (Filter(publication_types=("Review",)), lambda d: "Review" in d.publication_types),
        (Filter(document_ids=("pmid:DEMO-0007",)), lambda d: d.id == "pmid:DEMO-0007"),
        (Filter(exclude_retracted=True), lambda d: not d.retracted),
        (Filter(languages=("eng",)), lambda d: d.language == "eng"),
        (Filter(tiers=(Tier.USER,)), lambda d: d.tier is Tier.USER),
        (Filter(journals=("no such journal",)), lambda d: False),
    ],
)
def test_filters_hold_on_every_arm(demo: MedGraph, where: Filter, holds: Any) -> None:
    found = demo.retrieve(QUESTION, where)
    allowed = {d for d in demo.parts.store.select(where)}
    documents = demo.parts.store.documents(allowed)
    assert all(holds(d) for d in documents.values())
    for arm in ARMS:
        assert {chunk.rpartition("#")[0] for chunk in found.arms[arm]} <= allowed
    assert {hit.document_id for hit in found.hits} <= allowed


def test_some_filter_leaves_something_and_some_nothing(demo: MedGraph) -> None:
    assert demo.search(QUESTION, Filter(publication_types=("Review",)))
    assert demo.search(QUESTION, Filter(tiers=(Tier.USER,))) == []


def test_every_arm_finds_and_every_hit_says_which(demo: MedGraph) -> None:
    found = demo.retrieve(QUESTION)
    assert all(found.arms[arm] for arm in ARMS)
    for hit in found.hits:
        assert hit.arms and all(found.arms[arm][hit.chunk_id] == score for arm, score in hit.arms.items())
    scores = [hit.score for hit in found.hits]
    assert scores == sorted(scores, reverse=True)
    assert set(found.timings) == {"understand", "words", "encode", "vectors", "graph", "rerank", "read"}


def test_a_brand_name_finds_the_papers_on_the_drug(demo: MedGraph) -> None:
    found = demo.retrieve("Tylenol overdose")
    graph = {chunk.rpartition("#")[0] for chunk in found.arms["graph"]}
    assert "pmid:DEMO-0020" in graph  # speaks of acetaminophen only
    assert "pmid:DEMO-0020" in [hit.document_id for hit in found.hits[:3]]


def test_the_same_question_gives_the_same_ranking(demo: MedGraph) -> None:
    assert demo.retrieve(QUESTION).hits == demo.retrieve(QUESTION).hits


def test_passages_are_exact_and_one_a_document(demo: MedGraph) -> None:
    found = demo.search(QUESTION, limit=5)
    assert len(found) == 5 == len({p.document_id for p in found})
    for p in found:
        document: Document = demo.document(p.document_id)
        assert p.text == document.text[p.start : p.end] and p.title == document.title


def test_an_unaskable_question_is_refused(demo: MedGraph) -> None:
    with pytest.raises(QuestionError):
        demo.retrieve("x" * 100_000)


@pytest.mark.parametrize(
    "text", ["???", "😀 ẞ \x00", "the of and", "'; DROP TABLE document; --", "a OR b AND (c"]
)
def test_odd_questions_do_no_harm(demo: MedGraph, text: str) -> None:
    demo.retrieve(text)
    assert demo.parts.store.counts().documents == 40
