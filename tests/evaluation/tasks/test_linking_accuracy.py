"""Accuracy over gold spans and over documents, by the conventions the module states."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from evaluation.corpora.model import GoldDocument, GoldMention
from evaluation.tasks.linking_accuracy import LinkingResult, Recognise, score_links
from graph import Concept, Document, Span
from graph.linking import Link, UnlinkedMention
from graph.vocabulary.lexicon import Lexicon

TEXT = "gloom and sorrow after wine"
LEXICON = Lexicon.build(
    [
        Concept("MESH:D1", "Gloom", category="Disease"),
        Concept("MESH:D2", "Sorrow", category="Disease"),
        Concept("MESH:D3", "Wine", category="ChemicalEntity"),
        Concept("DOID:3", "vinous drink", same_as=("MESH:D3",), category="ChemicalEntity"),
    ],
    ["mesh", "doid"],
)
LINKS = {"gloom": "MESH:D1", "sorrow": "MESH:D1", "wine": "MESH:D3"}


def link(text: str, mentions: Sequence[UnlinkedMention]) -> list[Link | None]:
    known = [LINKS.get(text[m.start : m.end]) for m in mentions]
    return [Link(found, 1.0, "test") if found else None for found in known]


def gold(*mentions: tuple[str, str, tuple[str, ...]]) -> GoldDocument:
    placed = tuple(
        GoldMention((Span(TEXT.index(words), TEXT.index(words) + len(words)),), type, ids)
        for words, type, ids in mentions
    )
    return GoldDocument(Document("d", TEXT), placed, ())


def measured(
    *mentions: tuple[str, str, tuple[str, ...]], recognise: Recognise | None = None
) -> LinkingResult:
    return score_links([gold(*mentions)], link, LEXICON, recognise)


def test_each_type_is_counted_by_itself() -> None:
    result = measured(
        ("gloom", "Disease", ("MESH:D1",)), ("wine", "Chemical", ("MESH:D3",)), ("and", "Gene", ("X:1",))
    )
    assert set(result.types) == {"Disease", "Chemical"} and result.documents == 1
    assert result.types["Disease"].accuracy == result.accuracy == result.concepts.f1 == 1.0


def test_an_error_is_listed_with_what_was_meant() -> None:
    result = measured(("sorrow", "Disease", ("MESH:D2",)), ("after", "Disease", ("MESH:D1",)))
    counts = result.types["Disease"]
    assert (counts.mentions, counts.linked, counts.correct, counts.precision) == (2, 1, 0, 0.0)
    assert {(e.text, e.gold, e.linked, e.count) for e in result.errors} == {
        ("sorrow", ("MESH:D2",), "MESH:D1", 1),
        ("after", ("MESH:D1",), "", 1),
    }


def test_any_concept_of_a_mention_that_names_several_will_do() -> None:
    assert measured(("gloom", "Disease", ("MESH:D2", "MESH:D1"))).accuracy == 1.0


def test_a_mention_without_a_concept_counts_in_no_accuracy() -> None:
    counts = measured(("gloom", "Disease", ()), ("and", "Disease", ())).types["Disease"]
    assert (counts.mentions, counts.without_concept, counts.linked_without_concept) == (0, 2, 1)
    assert counts.accuracy == counts.precision == 0.0


def test_what_the_vocabularies_lack_is_told_apart() -> None:
    counts = measured(("gloom", "Disease", ("MESH:D1",)), ("and", "Disease", ("MESH:D99",))).types["Disease"]
    assert (counts.accuracy, counts.correct / counts.covered) == (0.5, 1.0)


def test_an_id_counts_as_its_equal() -> None:
    assert measured(("wine", "Chemical", ("DOID:3",))).accuracy == 1.0


def test_end_to_end_is_of_what_was_recognised() -> None:
    def recognise(text: str) -> list[UnlinkedMention]:
        return [
            UnlinkedMention(0, 5, "Disease"),
            UnlinkedMention(23, 27, "ChemicalEntity"),
            UnlinkedMention(6, 9, "Gene"),
        ]

    result = measured(
        ("gloom", "Disease", ("MESH:D1",)), ("sorrow", "Disease", ("MESH:D2",)), recognise=recognise
    )
    assert (result.concepts.correct, result.concepts.found, result.concepts.gold) == (1, 2, 2)
    assert result.concepts.precision == result.concepts.recall == pytest.approx(result.concepts.f1) == 0.5
    assert result.types["Disease"].accuracy == 0.5, "gold spans are what they are"


def test_nothing_gives_noughts() -> None:
    result = score_links([], link, LEXICON)
    assert result.accuracy == result.concepts.f1 == result.concepts.precision == result.concepts.recall == 0.0
