"""Documents to drafts: mentions inside sentences inside chunks, with their assertions."""

from __future__ import annotations

from collections.abc import Sequence

from graph import Assertion, Concept
from graph.index import Encoder
from graph.linking import Linker
from graph.vocabulary.lexicon import Lexicon
from ingest.analysis import Analyser
from ingest.chunking import Chunker
from ingest.recognize.base import Candidate
from ingest.recognize.dictionary import DictionaryRecogniser
from ingest.relations.extract import RelationExtractor
from tests.ingest.conftest import make_document


def test_mentions_are_linked_and_stand_in_their_sentence_and_chunk(analyser: Analyser) -> None:
    body = "Aspirin prevents heart attacks. There was no evidence of stroke."
    (draft,) = analyser.analyse([make_document("d", body, "Aspirin")])
    text = draft.document.text
    said = [(text[m.start : m.end], m.entity_id, m.assertion) for m in draft.mentions]
    assert said == [
        ("Aspirin", "MESH:D001241", Assertion.AFFIRMED),
        ("Aspirin", "MESH:D001241", Assertion.AFFIRMED),
        ("heart attacks", "MESH:D009203", Assertion.AFFIRMED),
        ("stroke", "MESH:D020521", Assertion.NEGATED),
    ]
    for m in draft.mentions:
        chunk = draft.chunks[m.chunk]
        assert m.sentence in chunk.sentences and m.sentence.start <= m.start < m.end <= m.sentence.end
    assert {e.id: e.name for e in draft.entities}["MESH:D009203"] == "heart attack"  # as the note calls it


def test_a_long_document_has_its_title_in_every_passage(analyser: Analyser) -> None:
    body = "Aspirin prevents myocardial infarction in adults who smoke. " * 12
    (draft,) = analyser.analyse([make_document("d", body.strip(), "Smoking")])
    assert len(draft.chunks) > 2 and len(draft.passages) == len(draft.chunks)
    assert all(p.startswith("Smoking\n") for p in draft.passages)


def test_abbreviations_count_in_the_whole_document(analyser: Analyser) -> None:
    (draft,) = analyser.analyse([make_document("d", "Myocardial infarction (MI) kills. MI is common.")])
    assert [m.entity_id for m in draft.mentions] == ["MESH:D009203"] * 3


def test_an_empty_document_has_an_empty_draft(analyser: Analyser) -> None:
    (draft,) = analyser.analyse([make_document("d", "")])
    assert (draft.chunks, draft.mentions, draft.entities, draft.passages) == ((), (), (), ())


def test_drafts_come_in_order(analyser: Analyser) -> None:
    drafts = analyser.analyse([make_document(i, f"Aspirin {i}.") for i in "cab"])
    assert [d.document.id for d in drafts] == ["c", "a", "b"]


class _Reader:
    """Names one word as a chemical, as a model does."""

    name = "model"

    def recognise(self, texts: Sequence[str]) -> list[list[Candidate]]:
        return [[Candidate(0, 7, "ChemicalEntity", None, 0.9, self.name)] for _ in texts]


def test_a_concept_of_unknown_kind_is_what_the_recogniser_read(encoder: Encoder) -> None:
    aspirin = Concept("MESH:D001241", "Aspirin")
    lexicon = Lexicon.build([aspirin])
    chunker, linker = Chunker(encoder.token_lengths, 60), Linker(lexicon)
    found = []
    for recogniser in (_Reader(), DictionaryRecogniser(lexicon)):
        made = Analyser(chunker, [recogniser], linker, lambda ids: {aspirin.id: aspirin}, RelationExtractor())
        (draft,) = made.analyse([make_document("d", "Aspirin helps. So does aspirin.")])
        found.append({(entity.id, entity.category) for entity in draft.entities})
    assert found == [{("MESH:D001241", "ChemicalEntity")}, {("MESH:D001241", "NamedThing")}]
