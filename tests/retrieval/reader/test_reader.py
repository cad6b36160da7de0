"""A folder without a reader is told; what a model says is tested where models are made (`tests/training/reader`)."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.recognize.trained import MODEL_FOLDER
from retrieval.reader import PassageReader, ReaderError, probability, sureness


def test_a_folder_without_a_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="no reader in"):
        PassageReader(tmp_path)
    for name in ("reader.xml", "reader.bin"):
        (tmp_path / name).write_text("no model")
    (tmp_path / "tokenizer.json").write_bytes((MODEL_FOLDER / "tokenizer.json").read_bytes())
    with pytest.raises(ReaderError, match="cannot be loaded"):
        PassageReader(tmp_path)


@pytest.mark.parametrize(("logit", "sure"), [(0.0, 0.0), (float("-inf"), -1.0), (800.0, 1.0), (4.0, 0.5)])
def test_sureness_is_one_at_most_whatever_the_logit(logit: float, sure: float) -> None:
    assert sureness(logit) == sure


@pytest.mark.parametrize(("logit", "share"), [(0.0, 0.5), (float("-inf"), 0.0), (1e9, 1.0), (2.0, 0.8808)])
def test_a_probability_lies_between_nought_and_one_whatever_the_logit(logit: float, share: float) -> None:
    assert probability(logit) == pytest.approx(share, abs=1e-4)
