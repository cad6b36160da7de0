"""Marks, escapes and coded values of HL7 v2."""

from __future__ import annotations

import pytest

from ingest.readers.clinical.hl7v2.message import Marks, segment


@pytest.mark.parametrize(
    ("header", "marks"),
    [
        ("MSH|^~\\&|LAB", Marks()),
        ("MSH$%~\\&$LAB", Marks(field="$", component="%")),
        ("MSH|^~|LAB", Marks()),
        ("MSH|^~\\|LAB", Marks()),
        ("MSH", Marks()),
    ],
)
def test_the_header_states_the_marks(header: str, marks: Marks) -> None:
    assert Marks.of(header) == marks


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        (r"5 \T\ 6", "5 & 6"),
        (r"a\F\b\S\c\R\d\E\e", "a|b^c~d\\e"),
        (r"one\.br\two\.sp2\three", "one\ntwo\nthree"),
        (r"\H\bold\N\ 20 \XB0\C", "bold 20 \xb0C"),
        (r"\Zlocal\ stays", r"\Zlocal\ stays"),
        (r"C:\ one slash", r"C:\ one slash"),
    ],
)
def test_escapes(written: str, plain: str) -> None:
    assert Marks().plain(written) == plain


def test_fields_repetitions_and_components() -> None:
    header = segment("MSH|^~\\&|APP^1|FAC", Marks())
    assert (header.component(3), header.component(3, 2), header.component(4)) == ("APP", "1", "FAC")
    pid = segment('PID|1||A^^^H^MR~B^^^S^SS|""', Marks())
    assert [each[0] for each in pid.values(3)] == ["A", "B"]
    assert pid.raw(4) == pid.raw(9) == pid.component(9, 3) == ""


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("1^Sodium^LN", "Sodium"),
        ("^^^2^Natrium^L", "Natrium"),
        ("3", "3"),
        ("1^^LN^^^^^^As written", "As written"),
    ],
)
def test_the_words_of_a_code(field: str, words: str) -> None:
    assert segment(f"OBX|1|NM|{field}", Marks()).coded(3) == words
