"""What goes into a graph from 160 sentences of our own, written by one who had seen neither phrases nor model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph import SYMMETRIC, Predicate
from ingest.relations.extract import RelationExtractor
from tests.ingest.relations.conftest import relations

SENTENCES = Path(__file__).parent / "sentences.jsonl"
Statement = tuple[str, str, str]
Read = list[tuple[dict[Statement, str], dict[Statement, str], set[Statement]]]


@pytest.fixture(scope="module")
def read() -> Read:
    """For each sentence what is found, what is stated, and what would be false, the first two with their assertion."""
    extractor = RelationExtractor()
    rows = [json.loads(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines()]
    return [
        (
            {_ordered(*key): state.value for key, state in relations(row["text"], extractor).items()},
            {_ordered(*key): state for *key, state in row["stated"]},
            {_ordered(*key) for key in row["false"]},
        )
        for row in rows
    ]


def _ordered(subject: str, predicate: str, target: str) -> Statement:
    if predicate in {str(each) for each in SYMMETRIC} and target < subject:
        return target, predicate, subject
    return subject, predicate, target


def test_nothing_false_denied_or_doubted_is_affirmed(read: Read) -> None:
    for found, stated, false in read:
        affirmed = {key for key, state in found.items() if state == "affirmed"}
        assert not affirmed & false
        assert not {key for key in affirmed if stated.get(key, "affirmed") != "affirmed"}


def test_precision_and_recall(read: Read) -> None:
    """`associated_with` is right where more is stated of the two."""
    right = found_ones = stated_ones = exact = 0
    for found, stated, _ in read:
        gold = {key for key, state in stated.items() if state == "affirmed"}
        pairs = {frozenset((key[0], key[2])) for key in gold}
        affirmed = {key for key, state in found.items() if state == "affirmed"}
        exact += len(affirmed & gold)
        right += sum(
            key in gold or (key[1] == Predicate.ASSOCIATED_WITH and {key[0], key[2]} in pairs)
            for key in affirmed
        )
        found_ones, stated_ones = found_ones + len(affirmed), stated_ones + len(gold)
    assert right / found_ones >= 0.94, (right, found_ones)
    assert exact / stated_ones >= 0.58, (exact, stated_ones)
