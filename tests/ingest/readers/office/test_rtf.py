from __future__ import annotations

from collections.abc import Callable

import pytest

from graph import Document
from graph.parsing import Problem
from ingest.readers import ReadResult

Read = Callable[..., list[ReadResult]]

LETTER = rb"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}{\colortbl;\red0\green0\blue0;}
{\*\generator Demo;}{\info{\title A letter}{\author Doe}}{\header Running head\par}
\pard\b HISTORY:\b0\par
She had M\'e9ni\u232?re\rquote s disease, TNF-\u945\'a1 and{\i  fever}.\par
{\pict 0102}{\field{\*\fldinst HYPERLINK x}{\fldrslt Link}}\par
\trowd Drug\cell Dose\cell\row
PLAN:\par Rest\~now\_here \{all\} \u-10179?\u-8704?.\par}"""


def one(results: list[ReadResult]) -> Document:
    (result,) = results
    assert isinstance(result, Document)
    return result


def test_a_letter(read: Read) -> None:
    document = one(read("rtf", LETTER))
    assert document.title == "A letter"
    assert [(s.heading, document.text[s.start : s.end]) for s in document.sections[1:]] == [
        ("HISTORY", "She had Ménière’s disease, TNF-α and fever.\nLink\nDrug; Dose"),
        ("PLAN", "Rest now-here {all} 😀."),
    ]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (rb"{\rtf1\ansicpg1251 \'ef\'f0\'e8}", "при"),
        (rb"{\rtf1\ansicpg932 \'83\'65}", "テ"),
        (rb"{\rtf1\ansicpg99999 \'e9}", "é"),
        (b"{\\rtf1 caf\xe9}", "café"),
        (rb"{\rtf1{\uc2\u945 ??a}\u946 ?b}", "αaβb"),
        (rb"{\rtf1 a\bin4 }}}}b}", "ab"),
        (rb"{\rtf1 a\sub b}", "ab"),
        (rb"{\rtf1 unclosed {\b a", "unclosed a"),
        (rb"{\rtf1 too many}}}} b", "too many b"),
    ],
)
def test_characters(read: Read, data: bytes, text: str) -> None:
    assert one(read("rtf", data, "x.rtf")).text == text


@pytest.mark.parametrize("data", [rb"{\rtf1}", rb"{\rtf1{\pict 00}}", rb"{\rtf"])
def test_no_text_is_a_problem(read: Read, data: bytes) -> None:
    (problem,) = read("rtf", data)
    assert isinstance(problem, Problem)
    assert "no text" in problem.reason


def test_groups_without_number_are_a_problem(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.readers.office.rtf_text._MOST_TOKENS", 1000)
    (problem,) = read("rtf", b"{\\rtf1" + b"{" * 2000)
    assert isinstance(problem, Problem)
    assert "more than 1,000" in problem.reason
