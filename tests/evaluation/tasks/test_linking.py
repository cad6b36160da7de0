"""Linking measured on small annotated files of our own."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from evaluation.corpora.datasets import GoldError
from evaluation.entity_table import format_entity_table
from evaluation.tasks.linking import evaluate_linking
from graph import Concept
from graph.linking import Link, Linker, UnlinkedMention
from graph.vocabulary.lexicon import Lexicon
from ingest import Analyser, Chunker, long_forms
from ingest.recognize import DictionaryRecogniser
from ingest.relations import RelationExtractor

CONCEPTS = {
    concept.id: concept
    for concept in (
        Concept("MESH:D001241", "Aspirin", category="ChemicalEntity"),
        Concept("MESH:D009203", "Myocardial Infarction", synonyms=("heart attack",), category="Disease"),
        Concept("DOID:6713", "cerebrovascular disease", synonyms=("stroke",), category="Disease"),
        Concept("MESH:D020521", "Stroke", category="Disease", same_as=("DOID:6713",)),
    )
}
TEXT = "Aspirin after stroke. A heart attack (HA) followed; HA kills. TP53 did not."


def record(*entities: tuple[str, str, str]) -> dict[str, Any]:
    made: list[dict[str, Any]] = []
    for words, label, concept in entities:
        start = TEXT.index(words)
        ids = [concept] if concept else []
        made.append({"start": start, "end": start + len(words), "text": words, "type": label, "ids": ids})
    return {"id": "1", "text": TEXT, "entities": made}


def evaluate(path: Path, *entities: tuple[str, str, str], errors: int = 0) -> dict[str, Any]:
    path.write_text(json.dumps(record(*entities)))
    lexicon = Lexicon.build(CONCEPTS.values())
    linker = Linker(lexicon)

    def look_up(ids: Collection[str]) -> Mapping[str, Concept]:
        return {id: CONCEPTS[id] for id in ids}

    def link(text: str, mentions: Sequence[UnlinkedMention]) -> list[Link | None]:
        return linker.link(text, mentions, long_forms(text))

    chunker = Chunker(lambda texts: [len(text.split()) for text in texts], 60)
    analyser = Analyser(chunker, [DictionaryRecogniser(lexicon)], linker, look_up, RelationExtractor())
    return evaluate_linking([path], analyser.analyse, link, lexicon, errors=errors)


def test_figures_of_types_and_of_the_whole(tmp_path: Path) -> None:
    result = evaluate(
        tmp_path / "a.jsonl",
        ("Aspirin", "Chemical", "D001241"),
        ("stroke", "Disease", "MESH:D020521"),  # found as DOID's, which is the same
        ("heart attack", "Disease", "D000789"),  # another than what is found, in no vocabulary
        ("HA kills", "Disease", ""),
        ("TP53", "Gene", "7157"),
        errors=2,
    )
    (row,) = result["datasets"]
    chemical, disease = row["types"]["Chemical"], row["types"]["Disease"]
    assert (chemical["accuracy_gold_spans"], chemical["document_concept_f1"], chemical["f1"]) == (
        1.0,
        1.0,
        1.0,
    )
    assert (disease["accuracy_gold_spans"], disease["covered"], disease["support"]) == (0.5, 0.5, 3)
    assert disease["document_concept_f1"] == 0.5
    assert "covered" not in row["types"]["Gene"]
    assert row["accuracy_gold_spans"] == row["micro"]["accuracy_gold_spans"] == 0.6667
    assert row["document_concept_f1"] == row["micro"]["document_concept_f1"] == 0.6667
    (error,) = row["errors"]["links"]
    assert (error["gold"], error["found"]) == ("heart attack = MESH:D000789", "MESH:D009203")
    assert "heart attack = MESH:D000789 -> MESH:D009203" in format_entity_table(result)


def test_what_cannot_be_measured_is_told(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="names no concepts"):
        evaluate(tmp_path / "a.jsonl", ("Aspirin", "Chemical", ""))
    with pytest.raises(GoldError, match="hold none of the 1 concepts of a, NCBIGene:7157 among them"):
        evaluate(tmp_path / "a.jsonl", ("TP53", "Gene", "7157"))
