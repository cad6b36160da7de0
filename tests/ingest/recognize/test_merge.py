"""Overlaps are resolved by evidence; the order within a recogniser does not matter."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ingest.recognize.base import Candidate
from ingest.recognize.merge import merge


def candidate(start: int, end: int, concept: str | None = "X:1", score: float = 1.0) -> Candidate:
    return Candidate(start, end, "Disease", concept, score, "test")


def test_the_longest_stays() -> None:
    long, short = candidate(0, 15), candidate(7, 15)
    assert merge([[short], [long]]) == [long]


def test_of_equal_length_the_linked_then_the_surer_then_the_first_stays() -> None:
    unlinked, linked = candidate(0, 5, None), candidate(0, 5, "X:1", 0.5)
    assert merge([[unlinked], [linked]]) == [linked]
    assert merge([[candidate(0, 5, "X:1", 0.4)], [linked]]) == [linked]
    assert merge([[candidate(0, 5, "X:1")], [candidate(0, 5, "X:2")]]) == [candidate(0, 5, "X:1")]


def test_neighbours_both_stay_in_order() -> None:
    assert merge([[candidate(5, 9)], [candidate(0, 5)]]) == [candidate(0, 5), candidate(5, 9)]


CANDIDATES = st.builds(
    lambda start, length, concept, score: candidate(start, start + length, concept, score),
    st.integers(0, 30),
    st.integers(1, 8),
    st.sampled_from([None, "X:1", "X:2"]),
    st.sampled_from([0.5, 1.0]),
)


@given(st.lists(st.lists(CANDIDATES, max_size=8), max_size=3))
def test_what_stays_is_disjoint_in_order_and_was_there(found: list[list[Candidate]]) -> None:
    kept = merge(found)
    assert all(a.end <= b.start for a, b in pairwise(kept))
    assert all(any(k in own for own in found) for k in kept)
    assert kept == merge([list(reversed(own)) for own in found])
    for own in found:  # nothing is left out that overlaps nothing kept
        assert all(any(c.start < k.end and k.start < c.end for k in kept) for c in own)
