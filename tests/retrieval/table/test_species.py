"""On whom something was found."""

from __future__ import annotations

import pytest

from graph import Chunk, MeshHeading, Section, Span, Tier
from graph.store import ChunkContent, DocumentMetadata
from retrieval.table import Species, species_in, species_of
from tests.retrieval.table.studies import study


@pytest.mark.parametrize(
    ("title", "text", "species"),
    [
        ("Zinc in patients with colds", "We used a mouse antibody.", Species.HUMAN),
        ("Zinc in rats", "Rats are fed as patients are.", Species.ANIMAL),
        ("Zinc and virus", "HeLa were transfected. HEK293 cells were incubated with zinc.", Species.IN_VITRO),
        ("Zinc kills mouse fibroblasts", "Fibroblasts were incubated with zinc.", Species.IN_VITRO),
        ("Zinc and virus", "Mice were infected. Mice and a patient got zinc. Mice lived.", Species.ANIMAL),
        ("Zinc", "Zinc is a metal.", Species.UNKNOWN),
    ],
)
def test_the_words_tell(title: str, text: str, species: Species) -> None:
    assert species_of(study(title, m=text)) is species


def test_check_tags_decide() -> None:
    headings = (MeshHeading("MESH:D000818", "Animals"), MeshHeading("MESH:D051381", "Rats"))
    assert species_of(study("Zinc", m="Patients were told.", mesh=headings)) is Species.ANIMAL
    assert (
        species_of(study("Zinc", m="Rats.", mesh=(MeshHeading("MESH:D006801", "Humans"),))) is Species.HUMAN
    )


@pytest.mark.parametrize(
    ("sentence", "species"),
    [("Mice lived longer.", Species.ANIMAL), ("They lived longer.", Species.HUMAN)],
)
def test_a_citation_s_sentence_decides_before_its_paper(sentence: str, species: Species) -> None:
    text = f"{sentence} Patients were many."
    document = DocumentMetadata("d", "Zinc in children", Tier.LITERATURE, 2020, "", (), "", False, False)
    span = Span(0, len(sentence))
    content = ChunkContent(
        Chunk("d", 0, 0, len(text), 0, (span,)), text, (Section(0, len(text)),), document, (), {}
    )
    assert species_in(content, span) is species
