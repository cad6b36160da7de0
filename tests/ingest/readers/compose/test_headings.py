from __future__ import annotations

import pytest

from graph import SectionKind
from ingest.readers.compose.headings import kind_of


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Abstract", SectionKind.ABSTRACT),
        ("Author Summary", SectionKind.ABSTRACT),
        ("1. INTRODUCTION", SectionKind.INTRODUCTION),
        ("BACKGROUND:", SectionKind.INTRODUCTION),
        ("Aims and objectives", SectionKind.INTRODUCTION),
        ("Materials and Methods", SectionKind.METHODS),
        ("Patients & methods", SectionKind.METHODS),
        ("DESIGN, SETTING, AND PARTICIPANTS", SectionKind.METHODS),
        ("MAIN OUTCOME MEASURES", SectionKind.METHODS),
        ("MAIN RESULTS", SectionKind.RESULTS),
        ("Results and Discussion", SectionKind.RESULTS),
        ("2.4 Discussion", SectionKind.DISCUSSION),
        ("CONCLUSIONS AND RELEVANCE", SectionKind.CONCLUSION),
        ("Background noise in wards", SectionKind.OTHER),
        ("Resultant forces", SectionKind.OTHER),
        ("Genotyping", SectionKind.OTHER),
        ("", SectionKind.OTHER),
    ],
)
def test_kind_of(heading: str, kind: SectionKind) -> None:
    assert kind_of(heading) is kind


def test_unknown_headings_take_the_default() -> None:
    assert kind_of("KEY POINTS", SectionKind.ABSTRACT) is SectionKind.ABSTRACT
