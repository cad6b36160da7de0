"""Fusion: normalisation, weights, ties."""

from hypothesis import given
from hypothesis import strategies as st

from retrieval.search.fusion import fuse, normalise, ranked

SCORES = st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.floats(-50, 50), max_size=8)


def test_weighted_sum_of_min_max_by_hand() -> None:
    fused = fuse([(0.4, {"a": 10.0, "b": 5.0, "c": 0.0}), (0.6, {"b": 0.9, "d": 0.1})])
    assert fused == {"a": 0.4, "b": 0.4 * 0.5 + 0.6, "c": 0.0, "d": 0.0}
    assert ranked(fused) == ["b", "a", "c", "d"]


def test_equal_scores_are_all_one() -> None:
    assert normalise({"a": 3.0, "b": 3.0}) == {"a": 1.0, "b": 1.0} and normalise({}) == {}


@given(SCORES)
def test_normalised_scores_keep_order_within_the_unit_interval(scores: dict[str, float]) -> None:
    normalised = normalise(scores)
    assert set(normalised) == set(scores) and all(0 <= v <= 1 for v in normalised.values())
    assert all(normalised[a] >= normalised[b] for a in scores for b in scores if scores[a] >= scores[b])


@given(SCORES, SCORES)
def test_an_arm_of_no_weight_changes_no_order(first: dict[str, float], second: dict[str, float]) -> None:
    fused = fuse([(1.0, first), (0.0, second)])
    assert [k for k in ranked(fused) if k in first] == ranked(normalise(first))
