"""The triggers as data, and how they are found in a sentence."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import Assertion
from ingest.assertion import assertions
from ingest.assertion.tokens import tokenise
from ingest.assertion.triggers import find_triggers

LINES = [
    line.split("\t")
    for line in files("ingest.assertion").joinpath("triggers.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def test_every_line_is_a_trigger_or_a_mark() -> None:
    for phrase, kind, *rest in LINES:
        assert phrase == phrase.lower().strip() and "  " not in phrase, phrase
        if rest:
            direction, reach = rest
            assert Assertion(kind) is not Assertion.AFFIRMED, phrase
            assert direction in ("after", "before") and reach in ("next", "list", "clause"), phrase
        else:
            assert kind in ("none", "end", "soft", "verb", "act"), phrase


def test_no_phrase_is_there_twice_for_the_same() -> None:
    said = [(phrase, rest[0] if rest else kind) for phrase, kind, *rest in LINES]
    assert len(set(said)) == len(said), [each for each in set(said) if said.count(each) > 1]


def found(sentence: str) -> list[str]:
    words = tokenise(sentence)
    matches = find_triggers(words, [False] * len(words))
    return [" ".join(word.text for word in words[m.start : m.end]) for m in matches if m.trigger.reach]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("No fever.", ["no"]),
        ("Not only fever.", []),
        ("No increase in fever.", []),
        ("There was no family history of gout.", ["no family history of"]),
        ("RULED OUT for gout", ["ruled out for"]),
        ("-cough ?gout", ["?x"]),
        ("gout -cough", ["-x"]),
        ("seizure-free", ["\u2010 free"]),
        ("seizure free", []),
        ("a work-up for gout", ["work \u2010 up for"]),
    ],
)
def test_the_longest_phrase_counts(sentence: str, expected: list[str]) -> None:
    assert found(sentence) == expected


@given(st.text(max_size=80), st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=4))
def test_any_text_and_any_spans_are_read(text: str, spans: list[tuple[int, int]]) -> None:
    assert len(assertions(text, [(min(span), max(span)) for span in spans])) == len(spans)
