"""A paper that is stored twice says each thing once."""

from __future__ import annotations

from dataclasses import dataclass

from graph import Tier
from graph.store import DocumentMetadata
from retrieval.evidence.copies import without_copies


@dataclass(frozen=True)
class Said:
    document: DocumentMetadata
    text: str


def document(id: str, *identifiers: str, title: str = "") -> DocumentMetadata:
    return DocumentMetadata(
        id, title, Tier.LITERATURE, 2001, "", (), "", False, False, identifiers=identifiers
    )


def test_a_sentence_of_one_paper_is_evidence_once() -> None:
    one, copy, other = document("a", "doi:1"), document("b", "doi:1"), document("c", "doi:2")
    said = [
        Said(one, "It  helps."),
        Said(copy, "it helps."),
        Said(other, "It helps."),
        Said(copy, "It harms."),
    ]
    assert without_copies(said) == [said[0], said[2], said[3]]
