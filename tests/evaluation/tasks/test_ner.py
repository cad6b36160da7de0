"""Recognition measured on small annotated files of our own, in every format."""

from __future__ import annotations

import gzip
import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import pytest

from evaluation.corpora.datasets import GoldError
from evaluation.entity_table import format_entity_table
from evaluation.tasks.ner import evaluate_ner
from evaluation.tasks.predictions import Analyse
from graph import Concept
from graph.linking import Linker
from graph.vocabulary.lexicon import Lexicon
from ingest import Analyser, Chunker
from ingest.recognize import DictionaryRecogniser
from ingest.relations import RelationExtractor
from tests.ingest.readers.literature.bioc.bioc_samples import as_xml, passage

CONCEPTS = (
    Concept("MESH:D001241", "Aspirin", category="ChemicalEntity"),
    Concept("MESH:D009203", "Myocardial Infarction", category="Disease"),
    Concept("MESH:D020521", "Stroke", category="Disease"),
    Concept("HP:0001945", "Fever", category="PhenotypicFeature"),
    Concept("MESH:D006973", "Insulin", category="ChemicalEntity"),
    Concept("CL:0000084", "T cell", category="Cell"),
)
TITLE = "Aspirin in stroke"
ABSTRACT = (
    "Aspirin helps in acute myocardial infarction. Stroke brings fever. Neither insulin nor metformin helped."
)


def _analyse(concepts: Collection[Concept]) -> Analyse:
    named = {concept.id: concept for concept in concepts}

    def look_up(ids: Collection[str]) -> Mapping[str, Concept]:
        return {id: named[id] for id in ids}

    chunker = Chunker(lambda texts: [len(text.split()) for text in texts], 60)
    lexicon = Lexicon.build(concepts)
    return Analyser(
        chunker, [DictionaryRecogniser(lexicon)], Linker(lexicon), look_up, RelationExtractor()
    ).analyse


@pytest.fixture(scope="module")
def analyse() -> Analyse:
    return _analyse(CONCEPTS)


def marked(*names: tuple[str, str], text: str = f"{TITLE} {ABSTRACT}") -> list[tuple[int, int, str, str]]:
    """`(start, end, words, label)` of each name, in order of the text."""
    found, at = [], 0
    for words, label in names:
        start = text.index(words, at)
        found.append((start, start + len(words), words, label))
        at = start
    return found


GOLD = marked(
    ("Aspirin", "Chemical"),
    ("stroke", "Disease"),
    ("Aspirin helps", "Chemical"),
    ("acute myocardial infarction", "Disease"),
    ("fever", "DiseaseOrPhenotypicFeature"),
    ("insulin", "GENE"),
    ("metformin", "Chemical"),
)


def pubtator(path: Path) -> None:
    rows = "".join(f"7\t{a}\t{b}\t{words}\t{label}\t-\n" for a, b, words, label in GOLD)
    path.write_text(f"7|t|{TITLE}\n7|a|{ABSTRACT}\n{rows}")


def bioc(path: Path) -> None:
    passages = [passage(0, TITLE, type="title"), passage(len(TITLE) + 1, ABSTRACT, type="abstract")]
    for number, (start, end, words, label) in enumerate(GOLD):
        inside = passages[start > len(TITLE)]
        where = [{"offset": start, "length": end - start}]
        inside["annotations"].append(
            {"id": str(number), "infons": {"type": label}, "text": words, "locations": where}
        )
    path.write_text(as_xml({"id": "7", "infons": {}, "passages": passages, "relations": []}))


def jsonl(path: Path) -> None:
    entities = [{"start": a, "end": b, "text": words, "type": label} for a, b, words, label in GOLD]
    record = {"pmid": "7", "title": TITLE, "abstract": ABSTRACT, "entities": entities + entities[:1]}
    path.write_bytes(gzip.compress(json.dumps(record).encode()))


def standoff(folder: Path) -> None:
    folder.mkdir()
    (folder / "7.txt").write_text(f"{TITLE}\n{ABSTRACT}")
    rows = [f"T{n}\t{label} {a} {b}\t{words}\n" for n, (a, b, words, label) in enumerate(GOLD, 1)]
    (folder / "7.ann").write_text("".join(rows))


@pytest.mark.parametrize("write", [pubtator, bioc, jsonl, standoff])
def test_every_format_gives_the_same_figures(analyse: Analyse, tmp_path: Path, write: Any) -> None:
    write(tmp_path / "gold")
    (row,) = evaluate_ner([tmp_path / "gold"], analyse, errors=5)["datasets"]
    assert (row["name"], row["documents"], row["left_out"]) == ("gold", 1, {})
    # Found: Aspirin twice and insulin; stroke twice, myocardial infarction, fever (a phenotype, here a disease).
    assert row["types"] == {
        "Disease": {"precision": 0.5, "recall": 0.6667, "f1": 0.5714, "overlap_f1": 0.8571, "support": 3},
        "Chemical": {"precision": 0.3333, "recall": 0.3333, "f1": 0.3333, "overlap_f1": 0.6667, "support": 3},
        "Gene": {"precision": 0.0, "recall": 0.0, "f1": 0.0, "overlap_f1": 0.0, "support": 1},
    }
    assert row["micro"]["precision"] == round(3 / 7, 4) and row["micro"]["recall"] == round(3 / 7, 4)
    errors = row["errors"]
    assert [(e["gold"], e["found"], e["type"]) for e in errors["boundaries"]] == [
        ("Aspirin helps", "Aspirin", "Chemical"),
        ("acute myocardial infarction", "myocardial infarction", "Disease"),
    ]
    assert [(e["found"], e["count"]) for e in errors["false_positives"]] == [("Stroke", 1)]
    assert [(e["gold"], e["type"]) for e in errors["misses"]] == [("metformin", "Chemical")]
    assert [(e["gold"], e["type"]) for e in errors["types"]] == [("insulin", "Gene -> Chemical")]


def test_tagged_tokens(analyse: Analyse, tmp_path: Path) -> None:
    sentences = [
        (["Aspirin", "and", "T", "cells", "."], ["B-Chemical", "O", "B-Anatomy", "I-Anatomy", "O"]),
        (["(", "Stroke", ")"], ["O", "S-Disease", "O"]),
        (["(", "Stroke", ")"], ["O", "S-Disease", "O"]),
    ]
    lines = [json.dumps({"tokens": tokens, "tags": tags}) for tokens, tags in sentences]
    (tmp_path / "a.iob.jsonl").write_text("\n".join(lines))
    (row,) = evaluate_ner([tmp_path / "a.iob.jsonl"], analyse)["datasets"]
    assert (row["name"], row["documents"]) == ("a", 3)
    figures = {type: (each["f1"], each["support"]) for type, each in row["types"].items()}
    # A corpus of anatomy that has no cell types of its own counts them as anatomy.
    assert figures == {"Disease": (1.0, 2), "Chemical": (1.0, 1), "Anatomy": (1.0, 1)}


def test_several_files_make_a_table_across_corpora(analyse: Analyse, tmp_path: Path) -> None:
    pubtator(tmp_path / "one.txt")
    jsonl(tmp_path / "two.jsonl.gz")
    result = evaluate_ner([tmp_path / "one.txt", tmp_path / "two.jsonl.gz"], analyse)
    assert [row["name"] for row in result["datasets"]] == ["one", "two"]
    last = format_entity_table(result).split("\n\n")[-1].splitlines()
    assert last[0].split() == ["F1", "Disease", "Chemical", "Gene", "micro"]
    assert last[1].split() == ["one", "57.14", "33.33", "0.00", "42.86"]


def test_documents_count_once_and_a_rare_bad_annotation_is_left_out(analyse: Analyse, tmp_path: Path) -> None:
    entity = {"start": 0, "end": 7, "text": "Aspirin", "type": "Drug"}
    records = [{"pmid": str(n), "title": "Aspirin", "entities": [entity]} for n in [*range(150), 3]]
    records[5]["entities"] = [entity, entity | {"text": "Insulin"}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, records)))
    (row,) = evaluate_ner([tmp_path / "a.jsonl"], analyse)["datasets"]
    assert (row["documents"], row["micro"]["f1"], row["micro"]["support"]) == (150, 1.0, 150)
    assert row["left_out"] == {"bad_annotations": 1, "repeated_documents": 1}
    assert "pmid:5, [0, 7): a mention says 'Insulin'" in row["problems"][0]


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (
            {"title": "Aspirin", "entities": [{"start": 1, "end": 4, "text": "Asp", "type": "Drug"}]},
            "says 'Asp'",
        ),
        ({"title": "Aspirin", "entities": []}, "no annotated entities"),
        ({"title": "Aspirin", "entities": [{"start": 0, "end": 3, "type": "GO_BP"}]}, "GO_BP (1)"),
        ({"title": "Aspirin", "entities": [{"start": 0, "end": 3, "type": "Potion"}]}, "Potion (1)"),
        ({"title": "Aspirin", "entities": [{"start": 0, "end": 3}]}, "(empty) (1)"),
        ({"tokens": ["a", "b"], "tags": ["O"]}, "2 tokens, but 1 tags"),
        ({"tokens": ["a"], "tags": ["Disease"]}, "no IOB tag: 'Disease'"),
        ({}, "neither title nor text"),
    ],
)
def test_what_cannot_be_measured_is_told(
    analyse: Analyse, tmp_path: Path, record: dict[str, Any], said: str
) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(record))
    with pytest.raises(GoldError) as told:
        evaluate_ner([tmp_path / "a.jsonl"], analyse)
    assert said in str(told.value) and told.value.hint


def test_a_vocabulary_without_types_is_told(tmp_path: Path) -> None:
    pubtator(tmp_path / "gold")
    untyped = _analyse([Concept(concept.id, concept.name) for concept in CONCEPTS])
    with pytest.raises(GoldError, match="do not say what their concepts are"):
        evaluate_ner([tmp_path / "gold"], untyped)


def test_labels_can_be_given_and_left_out(analyse: Analyse, tmp_path: Path) -> None:
    pubtator(tmp_path / "gold")
    (row,) = evaluate_ner([tmp_path / "gold"], analyse, labels={"GENE": "Chemical", "Disease": ""})[
        "datasets"
    ]
    assert row["types"]["Chemical"]["support"] == 4 and row["types"]["Disease"]["support"] == 1
    assert row["left_out"] == {"unscored_labels": {"Disease": 2}}
