"""One byte of any file of a home changes: the answers stay, or damage is named; nothing is broken for good."""

from __future__ import annotations

import logging

import pytest

from api.service import MedGraph
from benchmarks.byte_flips import flips


@pytest.mark.parametrize(("only", "count"), [("", 3), ("sqlite", 3)])
def test_no_flip_changes_an_answer_silently(demo: MedGraph, only: str, count: int) -> None:
    """`python -m benchmarks.byte_flips` makes hundreds, also of the converted model."""
    logging.getLogger("medgraph").propagate = False
    try:
        found = list(flips(demo.settings.home, count, seed=len(only), only=only))
    finally:
        logging.getLogger("medgraph").propagate = True
    assert [flip for flip in found if flip.fault] == [] and len(found) == count
