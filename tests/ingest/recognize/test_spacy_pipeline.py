"""A real spaCy pipeline beside the dictionary."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.recognize.base import RecogniserError
from ingest.recognize.spacy_pipeline import SpacyRecogniser


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import spacy

    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [{"label": "DISEASE", "pattern": "brittle bones"}, {"label": "PERSON", "pattern": "Smith"}]
    )
    folder = tmp_path_factory.mktemp("spacy") / "rules"
    nlp.to_disk(folder)
    return folder


def test_entities_with_known_labels_are_candidates(pipeline: Path) -> None:
    text = "Smith described brittle bones."
    found, empty = SpacyRecogniser(pipeline).recognise([text, ""])
    assert [(text[c.start : c.end], c.category, c.concept_id) for c in found] == [
        ("brittle bones", "Disease", None)
    ]
    assert empty == []


def test_a_pipeline_that_is_not_there_says_how_to_get_it() -> None:
    with pytest.raises(RecogniserError) as raised:
        SpacyRecogniser("no_such_pipeline")
    assert "pip install no_such_pipeline" in raised.value.hint
