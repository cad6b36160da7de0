from __future__ import annotations

import pytest
from lxml import etree

from ingest.readers.literature.europepmc_text import text_of_markup
from ingest.readers.pages.html import read_page
from ingest.readers.pages.walk import PageWalk
from ingest.readers.streams.xml_records import lines_of, text_of

CASES = [
    (
        "<b>Patient: Male, 47</b><b>Final Diagnosis: Drug lupus</b>",
        "Patient: Male, 47 Final Diagnosis: Drug lupus",
    ),
    ("<b>Medication: Aspirin</b><b>12 Weeks</b>", "Medication: Aspirin 12 Weeks"),
    ("<i>Symptoms: Rash.</i><i>DNA was normal</i>", "Symptoms: Rash. DNA was normal"),
    ("<b>Hyper</b><b>tension</b> and <i>p</i><i>53</i>", "Hypertension and p53"),
    ("<b>A</b><i>B</i>", "AB"),
    ("Ca<sup>2+</sup>, H<sub>2</sub>O<sub>2</sub> and CD4<sup>+</sup>", "Ca2+, H2O2 and CD4+"),
    ("3 x 10<sup>9</sup>/L, 10<sup>-3</sup> M, 5 m<sup>2</sup>", "3 x 10^9/L, 10^-3 M, 5 m2"),
    ("110<sup>2</sup> and <sup>131</sup>I", "1102 and 131I"),
]


@pytest.mark.parametrize(("markup", "text"), CASES)
def test_xml(markup: str, text: str) -> None:
    element = etree.fromstring(f"<p>{markup}</p>")
    assert text_of(element) == text
    assert text_of(element) == text  # again the same


@pytest.mark.parametrize(("markup", "text"), CASES)
def test_pages_and_europe_pmc(markup: str, text: str) -> None:
    page = read_page(f"<html><body><p>Text of it {markup}</p></body></html>", PageWalk())
    assert [part.body for part in page.outline.parts()] == [f"Text of it {text}"]
    assert " ".join(text_of_markup(markup).split()) == text


def test_blocks_are_lines() -> None:
    element = etree.fromstring("<p><b>Patient: Male, 47</b><b>Symptoms: Rash</b> and\n more</p>")
    assert lines_of(element) == "Patient: Male, 47\nSymptoms: Rash and more"
