"""Own findings and background."""

from __future__ import annotations

import pytest

from graph import Chunk, Section, SectionKind, Span, Tier
from graph.store import ChunkContent, DocumentMetadata
from retrieval.table import Role, role_in, role_of
from tests.retrieval.table.studies import study

B, F = Role.BACKGROUND, Role.FINDING


@pytest.mark.parametrize(
    ("text", "kind", "role"),
    [
        ("Previous studies have shown that zinc shortens colds.", SectionKind.RESULTS, B),
        ("It is known that zinc binds to the receptor.", SectionKind.OTHER, B),
        ("Zinc has previously been linked to nausea.", SectionKind.DISCUSSION, B),
        ("Little is known about zinc in children.", SectionKind.ABSTRACT, B),
        ("Colds are common.", SectionKind.INTRODUCTION, B),
        ("The aim of this study was to compare zinc with placebo.", SectionKind.METHODS, B),
        ("To determine whether zinc shortens colds.", SectionKind.INTRODUCTION, B),
        ("We have previously reported that zinc is safe.", SectionKind.INTRODUCTION, B),
        ("Here we show that zinc shortens colds.", SectionKind.INTRODUCTION, F),
        ("To compare zinc with placebo, we treated 40 adults.", SectionKind.ABSTRACT, F),
        ("Colds were shorter with zinc (P = 0.01).", SectionKind.RESULTS, F),
        ("Our results confirm what previous studies have shown.", SectionKind.DISCUSSION, F),
    ],
)
def test_a_sentence_says_whose_finding_it_tells(text: str, kind: SectionKind, role: Role) -> None:
    assert role_of(text, kind) is role


def test_an_abstract_without_labels_turns_once() -> None:
    told = study(
        "Zinc",
        a="Colds are common. Zinc binds to cells. We treated 40 adults. Colds lasted 5 days. Zinc is cheap.",
    )
    assert [s.role for s in told.body] == [B, B, F, F, F]


def test_a_page_that_tells_of_no_study_is_no_background() -> None:
    told = study("Zinc", a="Zinc is a metal. It was discovered long ago. Take it with food. Ask a doctor.")
    assert {s.role for s in told.body} == {F}


def test_a_citation_s_sentence_is_read_in_its_chunk() -> None:
    text = "Colds are common. We treated 40 adults. Colds lasted 5 days."
    spans = (Span(0, 17), Span(18, 39), Span(40, 60))
    document = DocumentMetadata("d", "Zinc", Tier.LITERATURE, 2020, "", (), "", False, False)
    section = Section(0, len(text), kind=SectionKind.ABSTRACT)
    content = ChunkContent(Chunk("d", 0, 0, len(text), 0, spans), text, (section,), document, (), {})
    assert [role_in(content, span) for span in spans] == [B, F, F]
