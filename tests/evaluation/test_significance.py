"""The paired randomisation test against exact counts, and Holm's correction by hand."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from evaluation.significance import compare, holm, randomisation_test


def exact(difference: list[float]) -> float:
    """Every one of the 2^n ways to swap."""
    sums = [
        abs(sum(s * d for s, d in zip(signs, difference, strict=True)))
        for signs in product((1, -1), repeat=len(difference))
    ]
    return sum(s >= abs(sum(difference)) - 1e-12 for s in sums) / len(sums)


@pytest.mark.parametrize(
    "difference", [[0.1] * 8, [0.3, -0.1, 0.2, 0.2, 0.0, 0.1, 0.4, -0.2], [0.5, -0.5, 0.1]]
)
def test_it_agrees_with_the_exact_count(difference: list[float]) -> None:
    scores = [0.5 + d for d in difference]
    assert randomisation_test(scores, [0.5] * len(scores)) == pytest.approx(exact(difference), abs=0.02)


def test_equal_systems_do_not_differ() -> None:
    assert randomisation_test([0.1, 0.2], [0.1, 0.2]) == 1.0
    assert randomisation_test([], []) == 1.0


def test_it_is_the_same_on_every_run_and_in_both_directions() -> None:
    first, second = np.random.default_rng(1).random((2, 60))
    p = randomisation_test(list(first), list(second))
    assert p == randomisation_test(list(first), list(second)) == randomisation_test(list(second), list(first))


def test_holm() -> None:
    assert holm({"a": 0.01, "b": 0.04, "c": 0.03}) == pytest.approx({"a": 0.03, "b": 0.06, "c": 0.06})
    assert holm({"a": 0.9, "b": 0.8}) == {"a": 1.0, "b": 1.0}


def test_compare() -> None:
    found = compare([1.0] * 20, {"worse": [0.0] * 20, "same": [1.0] * 20})
    assert found["worse"]["difference"] == 1.0 and found["worse"]["p_holm"] < 0.01
    assert found["same"] == {"difference": 0.0, "p": 1.0, "p_holm": 1.0}
