"""What a document calls its entities."""

from __future__ import annotations

import pytest

from graph import Concept, Entity, Mention, Span
from graph.linking import Linker
from graph.vocabulary.lexicon import Lexicon
from ingest.naming import named_by_use

RAMIPRIL = Concept("M:1", "acovil", ("altace", "ramipril", "RPL"), category="ChemicalEntity")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ramipril and ramipril", "ramipril"),
        ("Altace, ramipril, ramipril", "ramipril"),
        ("ramipril ramipril Acovil", "acovil"),  # the preferred name, where it is used at all
        ("RPL RPL", "acovil"),
        ("Ramipirl", "acovil"),  # no name of its vocabulary
    ],
)
def test_the_name_a_document_uses(text: str, name: str) -> None:
    words = text.replace(",", " ").split()
    starts = [text.index(word) for word in words]
    mentions = [
        Mention("M:1", s, s + len(w), 0, Span(0, len(text))) for s, w in zip(starts, words, strict=True)
    ]
    (found,) = named_by_use([Entity("M:1", "acovil", "ChemicalEntity")], mentions, text, {"M:1": RAMIPRIL})
    assert found == Entity("M:1", name, "ChemicalEntity")


def test_a_name_turned_round_is_shown_as_it_is_said() -> None:
    concept = Concept("M:1", "X", ("deficiency, thyroid hormone",))
    (found,) = named_by_use(
        [Entity("M:1", "X", "Disease")],
        [Mention("M:1", 0, 26, 0, Span(0, 26))],
        "Thyroid hormone deficiency",
        {"M:1": concept},
    )
    assert found.name == "thyroid hormone deficiency"


def test_a_preferred_name_is_its_concept_whatever_the_recogniser_took_it_for() -> None:
    linker = Linker(Lexicon.build([Concept("M:1", "Asthma", ("AD", "wheeze"), category="Disease")]))
    assert linker.namesake("asthma") == "M:1"
    assert [linker.namesake(name) for name in ("AD", "wheeze", "eczema")] == [None] * 3
