"""Overlaps are resolved by evidence; the order of and within recognisers does not matter."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ingest.recognize.base import Candidate
from ingest.recognize.merge import merge


def candidate(
    start: int,
    end: int,
    concept: str | None = "X:1",
    score: float = 1.0,
    by: str = "test",
    kind: str = "Disease",
) -> Candidate:
    return Candidate(start, end, kind, concept, score, by)


def test_of_equal_evidence_the_longest_stays() -> None:
    long, short = candidate(0, 15), candidate(7, 15)
    assert merge([[short], [long]]) == [long]


def test_a_clearly_surer_candidate_beats_a_longer_one() -> None:
    long, short = candidate(0, 15, None, 0.3), candidate(7, 15, "X:1", 0.95)
    assert merge([[long], [short]]) == [short]


def test_recognisers_that_agree_support_each_other() -> None:
    named = candidate(0, 5, "HP:1", 0.8, "dictionary", "PhenotypicFeature")
    read = candidate(0, 5, None, 0.5, "trained", "Disease")
    (kept,) = merge([[read], [named]])
    assert (kept.concept_id, kept.category, kept.method) == (
        "HP:1",
        "PhenotypicFeature",
        "dictionary+trained",
    )
    assert kept.score == 0.9
    # Together they outweigh a longer candidate that either alone would lose to.
    longer = candidate(0, 9, None, 0.7, "spacy:x")
    assert merge([[longer], [read]]) == [longer]
    assert merge([[longer], [read], [named]]) == [kept]


def test_two_kinds_of_one_extent_do_not_support_each_other() -> None:
    gene, disease = candidate(0, 3, None, 0.6, "a", "Gene"), candidate(0, 3, None, 0.9, "b")
    assert merge([[gene], [disease]]) == [disease]


def test_of_equal_length_the_linked_stays() -> None:
    unlinked, linked = candidate(0, 5, None), candidate(0, 5, "X:1", 0.9)
    assert merge([[unlinked], [linked]]) == [linked]


def test_neighbours_both_stay_in_order() -> None:
    assert merge([[candidate(5, 9)], [candidate(0, 5)]]) == [candidate(0, 5), candidate(5, 9)]


CANDIDATES = st.builds(
    lambda start, length, concept, score, by: candidate(start, start + length, concept, score, by),
    st.integers(0, 30),
    st.integers(1, 8),
    st.sampled_from([None, "X:1", "X:2"]),
    st.sampled_from([0.2, 0.5, 1.0]),
    st.sampled_from(["a", "b"]),
)


@given(st.lists(st.lists(CANDIDATES, max_size=8), max_size=3))
def test_what_stays_is_disjoint_in_order_and_was_there(found: list[list[Candidate]]) -> None:
    kept = merge(found)
    given_spans = {(c.start, c.end) for own in found for c in own}
    assert all(a.end <= b.start for a, b in pairwise(kept))
    assert all((k.start, k.end) in given_spans and 0 <= k.score <= 1 for k in kept)
    assert kept == merge([list(reversed(own)) for own in reversed(found)])
    for own in found:  # nothing is left out that overlaps nothing kept
        assert all(any(c.start < k.end and k.start < c.end for k in kept) for c in own)
