"""F1 of every state on sentences of our own: those the triggers were worked on with, and those held back."""

from __future__ import annotations

import re
import time
from collections import Counter
from pathlib import Path

import pytest

from graph import Assertion
from ingest.assertion import assertions

FOLDER = Path(__file__).parent
SETS = ["sentences.tsv", "held_back.tsv", "held_back_2.tsv"]
UNSEEN = "held_back_3.tsv"
_MARKED = re.compile(r"\[([^\[\]|]+)\|([a-z_]+)\]")


def read(name: str) -> list[tuple[str, list[tuple[int, int]], list[Assertion]]]:
    """Sentences with the spans that are marked in them, and what is expected of each."""
    found = []
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        _, marked = line.replace("\\n", "\n").split("\t")
        parts = _MARKED.split(marked)  # text, name, state, text, name, state, ..., text
        spans, at = [], 0
        for number, part in enumerate(parts):
            if number % 3 == 1:
                spans.append((at, at + len(part)))
            if number % 3 != 2:
                at += len(part)
        sentence = "".join(part for number, part in enumerate(parts) if number % 3 != 2)
        found.append((sentence, spans, [Assertion(state) for state in parts[2::3]]))
    return found


def figures(name: str) -> dict[Assertion, float]:
    """F1 of every state."""
    gold: Counter[Assertion] = Counter()
    found: Counter[Assertion] = Counter()
    right: Counter[Assertion] = Counter()
    for sentence, spans, expected in read(name):
        states = assertions(sentence, spans)
        gold.update(expected)
        found.update(states)
        right.update(state for state, wanted in zip(states, expected, strict=True) if state is wanted)
    return {state: 2 * right[state] / (gold[state] + found[state]) for state in Assertion}


@pytest.mark.parametrize("name", SETS)
def test_f1_of_every_state(name: str) -> None:
    f1 = figures(name)
    assert f1[Assertion.NEGATED] >= 0.96 and f1[Assertion.UNCERTAIN] >= 0.96, f1
    assert min(f1.values()) >= 0.92, f1


def test_f1_on_sentences_of_another_hand() -> None:
    """Written by one who saw neither the triggers nor the other sets: what to expect of a new corpus."""
    f1 = figures(UNSEEN)
    assert f1[Assertion.NEGATED] >= 0.92 and f1[Assertion.UNCERTAIN] >= 0.92, f1
    assert min(f1.values()) >= 0.8, f1


def test_the_sets_are_large_and_share_no_sentence() -> None:
    worked_on, *held_back = ([sentence for sentence, *_ in read(name)] for name in (*SETS, UNSEEN))
    assert len(worked_on) >= 500 and sum(map(len, held_back)) >= 120
    everything = [sentence for some in (worked_on, *held_back) for sentence in some]
    assert len(set(everything)) == len(everything)
    for name in (*SETS, UNSEEN):
        assert {state for *_, expected in read(name) for state in expected} == set(Assertion)


def test_half_a_millisecond_a_sentence() -> None:
    sentences = [row for name in SETS for row in read(name)]
    started = time.process_time()
    for sentence, spans, _ in sentences:
        assertions(sentence, spans)
    assert (time.process_time() - started) / len(sentences) <= 0.0005
