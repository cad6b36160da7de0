"""Numbered citations: the exact characters behind each claim."""

from __future__ import annotations

from collections.abc import Iterable

from graph import Tier
from retrieval.answer.contract import Citation
from retrieval.evidence.sentence import EvidenceSentence
from retrieval.table import Role, Species, role_in, species_in


class CitationBook:
    """Numbers citations from 1 in order of first use; the same characters are one citation."""

    def __init__(self) -> None:
        self.citations: list[Citation] = []
        self.sentences: list[EvidenceSentence] = []
        self._citations: dict[tuple[str, int, int], Citation] = {}

    def cite(self, sentences: Iterable[EvidenceSentence]) -> tuple[Citation, ...]:
        """The citations of these sentences, in this order, each once."""
        cited = {citation.id: citation for citation in map(self._citation, sentences)}
        return tuple(cited.values())

    def _citation(self, sentence: EvidenceSentence) -> Citation:
        place = (sentence.document.id, sentence.span.start, sentence.span.end)
        if place not in self._citations:
            citation = _citation(len(self.citations) + 1, sentence)
            self._citations[place] = citation
            self.citations.append(citation)
            self.sentences.append(sentence)
        return self._citations[place]


def _citation(number: int, sentence: EvidenceSentence) -> Citation:
    document, section = sentence.document, sentence.content.section_of(sentence.span)
    is_record = document.tier is Tier.USER  # what it tells is of a person, and found in that person
    return Citation(
        id=number,
        document_id=document.id,
        title=document.title,
        year=document.year,
        journal=document.journal,
        url=document.url,
        tier=document.tier.value,
        section=section.heading or section.kind.value if section else "",
        start=sentence.span.start,
        end=sentence.span.end,
        quote=sentence.text,
        publication_types=document.publication_types,
        retracted=document.retracted,
        patient=document.patient,
        date=document.date,
        role=Role.FINDING if is_record else role_in(sentence.content, sentence.span),
        species=Species.HUMAN if is_record else species_in(sentence.content, sentence.span),
    )
