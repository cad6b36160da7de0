from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from graph import Document, SectionKind, Tier
from graph.parsing import FileSource, Problem
from ingest.readers import ReadResult
from ingest.readers.compose.paragraphs import join_lines
from ingest.reading import READERS

Read = Callable[..., list[ReadResult]]

NOTE = """Admission Date:  1 May        Discharge Date:   3 May

HISTORY OF PRESENT ILLNESS:
A 74 year old with a stroke affecting her speech and
gait, who presents with pain. She denies
fever.

Past Medical History:
1. Colon cancer, treated with surgery and then with XRT,
chemo.
2. Hypertension
Discharge Diagnosis:
Pancreatitis
HTN
h/o aspiration

ASSESSMENT AND PLAN
Go home.
He was given the following:
aspirin
"""


@pytest.fixture
def one(read: Read) -> Callable[..., Document]:
    def run(content: str | bytes, name: str = "note.txt") -> Document:
        (result,) = read("text", content, name)
        assert isinstance(result, Document)
        return result

    return run


One = Callable[..., Document]


def outline(document: Document) -> list[tuple[str, str]]:
    return [(s.heading, document.text[s.start : s.end]) for s in document.sections[1:]]


def test_a_clinical_note(one: One) -> None:
    assert outline(one(NOTE)) == [
        ("", "Admission Date: 1 May Discharge Date: 3 May"),
        (
            "HISTORY OF PRESENT ILLNESS",
            "A 74 year old with a stroke affecting her speech and gait, who presents with pain. She denies\nfever.",
        ),
        (
            "Past Medical History",
            "1. Colon cancer, treated with surgery and then with XRT, chemo.\n2. Hypertension",
        ),
        ("Discharge Diagnosis", "Pancreatitis\nHTN\nh/o aspiration"),
        ("ASSESSMENT AND PLAN", "Go home.\nHe was given the following:\naspirin"),
    ]


def test_the_id_is_the_hash_of_the_bytes_and_fields_are_no_title(one: One) -> None:
    document = one(NOTE, "ward_7.txt")
    assert document.id == "file:" + hashlib.sha256(NOTE.encode()).hexdigest()[:16]
    assert document.title == "ward_7"
    assert document.language == "en"


@pytest.mark.parametrize(
    ("content", "title"),
    [
        ("Fever in children\n\nIt is common.", "Fever in children"),
        ("\n\nFever in children\nIt is common.", "Fever in children"),
        ("It is common in children.", "stem"),
        ("x" * 121, "stem"),
        ("This first line goes on and on until it is broken and\nends here.", "stem"),
        ("PLAN:\nRest.", "stem"),
    ],
)
def test_title_of_plain_text(one: One, content: str, title: str) -> None:
    document = one(content, "stem.txt")
    assert document.title == title
    assert document.text.count(title) == 1


def test_a_clinical_heading_needs_no_blank_line_above(one: One) -> None:
    """Else a medicine would stand among the allergies; abbreviations may be diagnoses, and sentences go on."""
    note = "N\n\nALLERGIES\nNKDA. Latex - rash.\nMEDICATIONS\nAspirin 81 mg\nDiagnoses\nDVT\nPE\n"
    note += "We told her that she would have to come again soon for the\nFindings"
    assert outline(one(note)) == [
        ("ALLERGIES", "NKDA. Latex - rash."),
        ("MEDICATIONS", "Aspirin 81 mg"),
        ("Diagnoses", "DVT\nPE\nWe told her that she would have to come again soon for the Findings"),
    ]


def test_headings_get_kinds(one: One) -> None:
    kinds = [s.kind for s in one("T\n\nMETHODS:\na\n\nRESULTS\nb").sections]
    assert kinds == [SectionKind.TITLE, SectionKind.METHODS, SectionKind.RESULTS]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("naïve café".encode(), "naïve café"),
        ("naïve café".encode("utf-8-sig"), "naïve café"),
        ("naïve café".encode("utf-16"), "naïve café"),
        (b"\xfe\xff" + "naïve café".encode("utf-16-be"), "naïve café"),
        ("naïve café".encode("utf-16-le"), "naïve café"),
        ("naïve café".encode("utf-16-be"), "naïve café"),
        ("naïve café".encode("utf-32"), "naïve café"),
        ("naïve β caf".encode() + b"\xe9", "naïve β café"),
        ("TNF-&alpha; &amp; \ufb01bre, hy\u00adphen".encode(), "TNF-&alpha; &amp; \ufb01bre, hyphen"),
        ("naïve café – β".encode("cp1252", "ignore"), "naïve café –"),
        (b"na\xefve \x81 caf\xe9 \x96", "naïve café –"),
    ],
)
def test_encodings(one: One, data: bytes, expected: str) -> None:
    assert one(data).title == expected


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_newlines(one: One, newline: str) -> None:
    assert one(NOTE.replace("\n", newline)).text.split("\n", 1)[1] == one(NOTE).text.split("\n", 1)[1]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04\x00\x00binary", "NUL"),
        (b"  \n\n ", "empty"),
        ("a\0b".encode("utf-16"), "NUL"),
        (b"\x01\x02", "control"),
    ],
)
def test_no_text_is_a_problem(read: Read, data: bytes, reason: str) -> None:
    (problem,) = read("text", data, "x.txt")
    assert isinstance(problem, Problem)
    assert reason in problem.reason


MARKDOWN = """# Sepsis *guideline*

Lead with a [link](http://x.y "t") and `code`.

## Methods
We **looked**, 2 * 3 * 4, at snake_case.

```
# not a heading
```
Results
-------
- one
- two
"""


def test_markdown(one: One) -> None:
    document = one(MARKDOWN, "g.md")
    assert document.title == "Sepsis guideline"
    assert outline(document) == [
        ("", "Lead with a link and code."),
        ("Methods", "We looked, 2 * 3 * 4, at snake_case.\n# not a heading"),
        ("Results", "- one\n- two"),
    ]
    assert [s.kind for s in document.sections[2:]] == [SectionKind.METHODS, SectionKind.RESULTS]


def test_markdown_front_matter_and_text_before_the_first_heading(one: One) -> None:
    document = one('---\ntitle: "Care"\ntags: x\n---\nHello.\n\n# One\nText.', "g.md")
    assert document.text == "Care\n\nHello.\n\nOne\nText."
    assert one("Hello.\n\n# One\nText.", "g.md").title == "g"


def test_the_tier_given_is_kept(read: Read) -> None:
    results = read("text", "A note.", "n.txt")
    assert isinstance(results[0], Document)
    (again,) = READERS["text"].read(FileSource(Path(results[0].source)), Tier.USER)
    assert isinstance(again, Document)
    assert (results[0].tier, again.tier) == (Tier.LITERATURE, Tier.USER)


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["a" * 50, "goes on"], "a" * 50 + " goes on"),
        (["a" * 50 + ".", "Goes on"], "a" * 50 + ".\nGoes on"),
        (["a" * 50, "- item"], "a" * 50 + "\n- item"),
        (["short", "goes on"], "short\ngoes on"),
        (["short,", "goes on"], "short, goes on"),
        (["a" * 200, "goes on"], "a" * 200 + "\ngoes on"),
    ],
)
def test_broken_lines_are_mended(lines: list[str], joined: str) -> None:
    assert join_lines(lines) == joined
