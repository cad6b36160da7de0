"""Runs of numbers: the longest, over what lies between, anew on a page, and without copies."""

from __future__ import annotations

import time

import pytest

from ingest.readers.compose.number_runs import longest_run


@pytest.mark.parametrize(
    ("values", "step", "places"),
    [
        ([1, 2, 3], 1, [0, 1, 2]),
        ([7, 1, 40, 2, 2, 3], 1, [1, 3, 5]),
        ([5, 10, 3, 15], 5, [0, 1, 3]),
        ([], 1, []),
        ([3, 9], 1, [0]),
    ],
)
def test_the_longest_run(values: list[int], step: int, places: list[int]) -> None:
    assert longest_run(values, step) == places


def test_a_page_begins_anew_only_where_it_may() -> None:
    values = [1, 2, 3, 1, 2]
    assert longest_run(values, 1) == [0, 1, 2]
    assert longest_run(values, 1, lambda length, _last, _place: length >= 3) == [0, 1, 2, 3, 4]


def test_a_book_of_numbered_lines_takes_time_with_its_length() -> None:
    values = [line % 40 + 1 for line in range(400_000)]
    begin = time.process_time()
    assert len(longest_run(values, 1, lambda length, _last, _place: length >= 6)) == len(values)
    assert time.process_time() - begin < 20
