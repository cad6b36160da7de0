"""Narrative blocks of HL7 and pages, to lines."""

from __future__ import annotations

import pytest
from lxml import etree

from ingest.readers.clinical.embedded import html_parts, html_root
from ingest.readers.clinical.narrative import blocks, paragraphs


def lines_of(xml: str) -> list[str]:
    return paragraphs(etree.fromstring(f"<text xmlns='urn:hl7-org:v3'>{xml}</text>")).split("\n")


@pytest.mark.parametrize(
    ("xml", "lines"),
    [
        ("<paragraph>One <content styleCode='bold'>t</content>wo.</paragraph><paragraph>Three</paragraph>",
         ["One two.", "Three"]),
        ("Loose<paragraph>Inner</paragraph>tail", ["Loose", "Inner", "tail"]),
        ("<list><caption>Uses</caption><item>A<list><item>B</item></list></item><item>C</item></list>",
         ["Uses", "A", "B", "C"]),
        ("One<br/>two", ["One", "two"]),
        ("H<sub>2</sub>O 10<sup>9</sup>/L, 10<sup>-3</sup>, Brand<sup>TM</sup> m<sup>2</sup> 5<sup>a</sup>",
         ["H2O 10^9/L, 10^-3, BrandTM m2 5a"]),
        ("<paragraph>See<footnote>A <paragraph>note</paragraph></footnote> this.</paragraph>End",
         ["See this.", "A note", "End"]),
        ("<linkHtml href='#x'>Link</linkHtml> on", ["Link on"]),
        ("<renderMultiMedia referencedObject='i'><caption>Figure 1</caption></renderMultiMedia>", ["Figure 1"]),
        ("<table><caption>T</caption><thead><tr><th>Drug</th><th>Dose</th></tr></thead><tbody>"
         "<tr><td>A</td><td>1 mg</td></tr><tr><td>B</td><td/></tr></tbody></table>",
         ["T", "Drug: A; Dose: 1 mg", "Drug: B"]),
        ("<table><tr><th>Drug</th><th>Dose</th></tr><tr><th>A</th><td>1 mg</td></tr></table>",
         ["Drug: A; Dose: 1 mg"]),
        ("<table><tr><td>A</td><td>B</td></tr><tr><td>C</td><td>D</td></tr></table>", ["A; B", "C; D"]),
        ("<table><thead><tr><th rowspan='2'>Event</th><th colspan='2'>Arm</th></tr><tr><th>X</th><th>Y</th></tr>"
         "</thead><tbody><tr><td colspan='3'>Heart</td></tr><tr><td>Rash</td><td>1</td><td>2</td></tr></tbody></table>",
         ["Heart", "Event: Rash; Arm X: 1; Arm Y: 2"]),
        ("<table><thead><tr><th>Who</th><th>What</th></tr></thead><tr><td rowspan='2'>Ann</td><td>1</td></tr>"
         "<tr><td>2</td></tr><tr><td>Bea</td><td>3</td></tr></table>",
         ["Who: Ann; What: 1", "Who: Ann; What: 2", "Who: Bea; What: 3"]),
        ("<table><tr><td><paragraph>One</paragraph><paragraph>Two</paragraph></td></tr></table>", ["One", "Two"]),
        ("<table><tr><th>Only</th><th>Headers</th></tr></table>", ["Only; Headers"]),
        ("<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table></td><td>d</td></tr></table>", ["a b; c; d"]),
        ("<table><tr><td rowspan='x' colspan='-1'>a</td><td colspan='99999999999'>b</td></tr></table>", ["a; b"]),
        ("before<table><tr><td>in</td></tr></table>after", ["before", "in", "after"]),
    ],
)  # fmt: skip
def test_blocks(xml: str, lines: list[str]) -> None:
    assert lines_of(xml) == lines


def test_spans_cannot_multiply_a_long_text() -> None:
    cell = "word " * 2000
    rows = "<tr><td>x</td></tr>" * 300
    lines = lines_of(f"<table><tr><td rowspan='300'>{cell}</td><td>y</td></tr>{rows}</table>")
    assert sum(map(len, lines)) < 2 * len(cell)


def test_a_table_of_very_many_columns_keeps_every_cell() -> None:
    cells = "".join(f"<td>c{n}</td>" for n in range(300))
    (line,) = lines_of(f"<table><tr>{cells}</tr></table>")
    assert line.split("; ") == [f"c{n}" for n in range(300)]


def test_a_page_is_cut_at_its_headings() -> None:
    page = b"<html><head><title>x</title></head><body><p>Lead<h1>Plan</h1>Rest<script>no</script><h2>Empty</h2></body>"
    assert [(p.heading, p.body) for p in html_parts(page)] == [("", "Lead"), ("Plan", "Rest"), ("", "Empty")]


@pytest.mark.parametrize("page", [b"", b"   ", b"<!-- -->", b"\xff\xfe\x00", b"<" * 1000, b"<div>" * 5000])
def test_any_bytes_are_a_page_or_nothing(page: bytes) -> None:
    assert all(not part.heading and len(part.body) <= len(page) for part in html_parts(page))


def test_a_page_in_another_encoding() -> None:
    root = html_root("<meta charset='iso-8859-1'><p>naïve".encode("latin-1"))
    assert root is not None and blocks(root)[0].text == "naïve"
