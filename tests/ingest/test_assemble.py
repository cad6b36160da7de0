"""The fingerprint of a pipeline names every model that decides what a document becomes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from graph.index import ModelInfo
from ingest.assemble import pipeline_fingerprint
from ingest.settings import IngestSettings

MODEL = ModelInfo("encoder", "1", 3)


def fingerprint(model: ModelInfo = MODEL, vocabularies: str = "v1", **settings: Any) -> str:
    return pipeline_fingerprint(IngestSettings.model_validate(settings), model, vocabularies)


def test_what_is_produced_decides_and_how_much_at_once_does_not() -> None:
    assert fingerprint() == fingerprint(batch=7)
    others = [
        fingerprint(ModelInfo("encoder", "2", 3)),
        fingerprint(vocabularies="v2"),
        fingerprint(recognition="dictionary"),
        fingerprint(spacy_pipeline="en_core_web_sm"),
        fingerprint(token_classifier="somebody/model"),
        fingerprint(chunk_tokens=100),
    ]
    assert len({fingerprint(), *others}) == 1 + len(others)


def test_another_model_in_the_same_folder_is_another(tmp_path: Path) -> None:
    """The labels, or weights of the same size."""
    (tmp_path / "sub").mkdir()
    weights, labels = tmp_path / "sub" / "weights.bin", tmp_path / "config.json"
    weights.write_bytes(b"a" * 3_000_000)
    labels.write_text('{"label": "DISEASE"}')
    for setting in ("spacy_pipeline", "token_classifier"):
        of_folder: dict[str, Any] = {setting: str(tmp_path)}
        before = fingerprint(**of_folder)
        assert before == fingerprint(**of_folder)
        weights.write_bytes(b"a" * 2_999_999 + b"b")
        retrained = fingerprint(**of_folder)
        labels.write_text('{"label": "PERSON!"}')
        assert len({before, retrained, fingerprint(**of_folder)}) == 3
        weights.write_bytes(b"a" * 3_000_000)
        labels.write_text('{"label": "DISEASE"}')


def test_of_an_installed_package_the_version_counts() -> None:
    assert fingerprint(spacy_pipeline="spacy") != fingerprint(spacy_pipeline="no_such_package")
