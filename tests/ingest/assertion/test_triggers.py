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
    if line and not line.startswith(("#", "@"))
]


def test_every_line_is_a_trigger_or_a_mark() -> None:
    for phrase, kind, *rest in LINES:
        assert phrase == phrase.lower().strip() and "  " not in phrase, phrase
        if rest:
            direction, reach = rest
            assert Assertion(kind) is not Assertion.AFFIRMED, phrase
            assert direction in ("after", "before") and reach in (
                "next",
                "list",
                "effect",
                "clause",
                "predicate",
            ), phrase
        else:
            assert kind in ("none", "end", "soft", "verb", "act", "spare"), phrase


def test_no_phrase_is_there_twice_for_the_same() -> None:
    said = [(phrase, rest[0] if rest else kind) for phrase, kind, *rest in LINES]
    assert len(set(said)) == len(said), [each for each in set(said) if said.count(each) > 1]


def found(sentence: str, owner: list[int] | None = None) -> list[str]:
    words = tokenise(sentence)
    matches = find_triggers(words, owner or [-1] * len(words))
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


@pytest.mark.parametrize(
    ("sentence", "owner", "expected"),
    [
        ("no patients had fever", [-1, 0, -1, 1], ["no patients"]),
        ("no HIV patients had fever", [-1, 0, 1, -1, 2], ["no hiv patients"]),
        ("family history of gout", [0, 0, -1, 1], ["family history of"]),
        ("family history of gout", [0, 1, -1, 2], ["family history of"]),
        ("NO patients", [0, 1], []),  # nitric oxide is not the word "no"
        ("absence seizures", [0, 0], []),
        ("absence of gout", [0, 0, 0], []),
        ("gout was found in no patient", [0, -1, -1, -1, -1, 1], ["in no patient"]),
    ],
)
def test_a_phrase_may_hold_whole_names_but_no_part_of_one(
    sentence: str, owner: list[int], expected: list[str]
) -> None:
    assert found(sentence, owner) == expected


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("-ve for x, +ve", ["negative", "for", "x", ",", "positive"]),
        ("(-) a ( + ) b", ["(-)", "a", "(+)", "b"]),
        ("[ ] a [x] b \u2611 c", ["\u2610", "a", "\u2611", "b", "\u2611", "c"]),
        ("0.00 0 0.5 1,200", ["0", "0", "0.5", "1,200"]),
        ("a | no", ["a", "\u00a6", "no"]),
        ('"a" \u2018b\u2019', ["a", "b"]),
        ("drug-induced", ["drug", "\u2010", "induced"]),
    ],
)
def test_signs_boxes_and_numbers_are_tokens(text: str, tokens: list[str]) -> None:
    assert [token.text for token in tokenise(text)] == tokens


@given(st.text(max_size=80), st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=4))
def test_any_text_and_any_spans_are_read(text: str, spans: list[tuple[int, int]]) -> None:
    assert len(assertions(text, [(min(span), max(span)) for span in spans])) == len(spans)
