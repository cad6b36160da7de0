"""The model that ships, on sentences of our own; and models that are missing or wrong."""

from __future__ import annotations

import shutil
import time
from itertools import pairwise
from pathlib import Path

import pytest

from graph import Concept
from graph.vocabulary.lexicon import Lexicon
from ingest.recognize.base import RecogniserError
from ingest.recognize.trained.inputs import MODEL_FOLDER
from ingest.recognize.trained.recogniser import TrainedRecogniser

CONCEPTS = [
    Concept("MESH:D020521", "Stroke", ("Apoplexy",), category="Disease"),
    Concept("MESH:D016030", "Kidney Transplantation", category="Procedure"),
]


@pytest.fixture(scope="module")
def recogniser() -> TrainedRecogniser:
    return TrainedRecogniser(Lexicon.build(CONCEPTS))


def read(recogniser: TrainedRecogniser, text: str) -> set[tuple[str, str]]:
    (found,) = recogniser.recognise([text])
    return {(text[c.start : c.end], c.category) for c in found}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "Naproxen caused gastric ulcers in two patients with rheumatoid arthritis.",
            {
                ("Naproxen", "ChemicalEntity"),
                ("gastric ulcers", "Disease"),
                ("rheumatoid arthritis", "Disease"),
            },
        ),
        (
            "Mutations of BRCA2 raise the risk of breast cancer.",
            {("BRCA2", "Gene"), ("breast cancer", "Disease")},
        ),
        ("Lithium-induced tremor was seen in rats.", {("Lithium", "ChemicalEntity"), ("tremor", "Disease")}),
        ("The weather in the town was fine on that day.", set()),
    ],
)
def test_names_no_vocabulary_gave_it(
    recogniser: TrainedRecogniser, text: str, named: set[tuple[str, str]]
) -> None:
    assert named <= read(recogniser, text)
    if not named:
        assert read(recogniser, text) == set()


def test_a_name_ends_with_its_line(recogniser: TrainedRecogniser) -> None:
    """The last word of a title and the first of the text are two names, be they the same drug."""
    text = "Safety of metformin\n\nMetformin was given to adults.\nAspirin\nWarfarin"
    assert read(recogniser, text) >= {(name, "ChemicalEntity") for name in ("metformin", "Metformin")}
    assert not any("\n" in name for name, _ in read(recogniser, text))


def test_what_the_vocabulary_names_has_its_concept(recogniser: TrainedRecogniser) -> None:
    text = "She had a stroke after kidney transplantation."
    (found,) = recogniser.recognise([text])
    assert {(text[c.start : c.end], c.concept_id) for c in found} == {
        ("stroke", "MESH:D020521"),
        ("kidney transplantation", "MESH:D016030"),
    }


def test_texts_are_read_one_by_one_and_however_long(recogniser: TrainedRecogniser) -> None:
    text = "Aspirin prevents stroke in patients with diabetes mellitus. "
    alone, empty, long = recogniser.recognise([text, "", text * 40])
    assert empty == []
    assert len(long) >= 40 * len(alone) - 40
    assert all(0 <= c.start < c.end <= len(text) * 40 and 0 <= c.score <= 1 for c in long)
    assert all(a.end <= b.start for a, b in pairwise(long))
    # A batch beside it changes nothing but the last digits of the scores.
    assert [(c.start, c.end, c.category) for c in recogniser.recognise([text])[0]] == [
        (c.start, c.end, c.category) for c in alone
    ]


def test_what_has_no_letter_takes_the_model_no_time(recogniser: TrainedRecogniser) -> None:
    marks = "[ . - " * 3000
    begin = time.process_time()
    empty, named = recogniser.recognise([marks, f"{marks} Naproxen caused gastric ulcers."])
    middle = time.process_time()
    recogniser.recognise(["word " * 9000])
    assert middle - begin < (time.process_time() - middle) / 2
    assert empty == [] and {c.start >= len(marks) for c in named} == {True}


def test_a_missing_model_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(RecogniserError) as raised:
        TrainedRecogniser(Lexicon.build([]), tmp_path)
    assert "training.ner" in raised.value.hint


def test_a_damaged_model_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(MODEL_FOLDER, folder)
    (folder / "ner.xml").write_text("<net>")
    with pytest.raises(RecogniserError, match="cannot be loaded"):
        TrainedRecogniser(Lexicon.build([]), folder)
