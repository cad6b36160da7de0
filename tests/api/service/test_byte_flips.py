"""One byte of any file of a home changes: the answers stay, or damage is named; nothing is broken for good."""

from __future__ import annotations

import logging

import pytest

from api.service import MedGraph
from benchmarks.byte_flips import flips
from tests.hypothesis_profiles import is_deep


@pytest.mark.parametrize("only", ["", "sqlite"])
def test_no_flip_changes_an_answer_silently(demo: MedGraph, only: str) -> None:
    """`python -m benchmarks.byte_flips` makes hundreds, also of the converted model."""
    count = 12 if is_deep() else 3
    logging.getLogger("medgraph").propagate = False
    try:
        found = list(flips(demo.settings.home, count, seed=len(only), only=only))
    finally:
        logging.getLogger("medgraph").propagate = True
    assert [flip for flip in found if flip.fault] == [] and len(found) == count
