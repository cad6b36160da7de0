"""Metrics against figures worked out by hand."""

from __future__ import annotations

from math import log2

import pytest

from evaluation.metrics import NAMES, means, per_query


def test_by_hand() -> None:
    """Relevant a (grade 2) and b (grade 1); found at places 2 and 4 of five."""
    found = per_query({"q": {"a": 2, "b": 1, "z": 0}}, {"q": ["x", "a", "z", "b", "y"]})["q"]
    ideal = 2 / log2(2) + 1 / log2(3)
    assert found["ndcg@10"] == pytest.approx((2 / log2(3) + 1 / log2(5)) / ideal)
    assert found["map@10"] == pytest.approx((1 / 2 + 2 / 4) / 2)
    assert found["mrr@10"] == pytest.approx(1 / 2)
    assert (found["recall@1"], found["recall@5"], found["recall@20"]) == (0.0, 1.0, 1.0)


def test_places_past_the_cut_do_not_count() -> None:
    ranking = [f"x{n}" for n in range(10)] + ["a"]
    found = per_query({"q": {"a": 1}}, {"q": ranking})["q"]
    assert (found["ndcg@10"], found["mrr@10"], found["recall@10"], found["recall@20"]) == (0, 0, 0, 1)


def test_relevant_documents_that_were_not_found_count() -> None:
    found = per_query({"q": {"a": 1, "b": 1, "c": 1, "d": 1}}, {"q": ["a"]})["q"]
    assert found["recall@10"] == 0.25 and found["map@10"] == 0.25 and found["recall@1"] == 0.25


def test_a_query_without_a_ranking_found_nothing() -> None:
    found = per_query({"q": {"a": 1}, "r": {"a": 1}}, {"q": ["a"], "r": [], "unjudged": ["a"]})
    assert set(found) == {"q", "r"}
    assert found["r"] == dict.fromkeys(NAMES, 0.0)
    assert means(found.values())["ndcg@10"] == 0.5
    assert means([]) == dict.fromkeys(NAMES, 0.0)


def test_the_order_given_is_kept_whatever_the_ids() -> None:
    """trec_eval breaks ties by id; a ranking has none."""
    for ranking in (["a", "b"], ["b", "a"]):
        found = per_query({"q": {"b": 1}}, {"q": ranking})["q"]
        assert found["mrr@10"] == 1 / (ranking.index("b") + 1)
