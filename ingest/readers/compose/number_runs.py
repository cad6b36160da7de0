"""Runs of numbers that go up by a step, as the numbers of lines do down a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence


class _Link:
    """The last number of a run, and the run before it: runs share their beginnings, and none is copied."""

    __slots__ = ("before", "length", "place")

    def __init__(self, place: int, before: _Link | None) -> None:
        self.place = place
        self.before = before
        self.length: int = 1 + (before.length if before else 0)

    def places(self) -> list[int]:
        found, link = [], self
        while True:
            found.append(link.place)
            if link.before is None:
                return found[::-1]
            link = link.before


def longest_run(
    values: Sequence[int], step: int, begins_anew: Callable[[int, int, int], bool] | None = None
) -> list[int]:
    """The places in `values` of the most of which each is the one before plus a step.

    A run may go on with `step` itself, as on a new page, where `begins_anew(length, last place, place)` says so.
    """
    runs: dict[int, _Link] = {}
    longest: _Link | None = None
    for place, value in enumerate(values):
        before = runs.pop(value - step, None)
        if value == step and longest and begins_anew and begins_anew(longest.length, longest.place, place):
            before = longest
        link = _Link(place, before)
        if value not in runs or link.length >= runs[value].length:
            runs[value] = link
        if longest is None or link.length > longest.length:
            longest = link
    return longest.places() if longest else []
