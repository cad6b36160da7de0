"""Embedding: both backends agree, sorting and batching change nothing, errors say what to do."""

import resource
from pathlib import Path

import numpy as np
import pytest

from graph.index.encoder import Encoder, EncoderError, load_encoder
from graph.index.encoder.locate import DEFAULT_MODEL

TEXTS = [
    "Aspirin prevents myocardial infarction.",
    "Short.",
    "A much longer text about the treatment of hypertension with thiazide diuretics. " * 8,
    "Insulin lowers glucose.",
]


@pytest.fixture(scope="module")
def encoder(models: Path) -> Encoder:
    return load_encoder(DEFAULT_MODEL, models, "openvino")


def test_vectors_are_unit_and_of_the_stated_dimension(encoder: Encoder) -> None:
    vectors = encoder.encode(TEXTS)
    assert vectors.shape == (4, encoder.info.dimension) == (4, 384) and vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)


def test_openvino_and_torch_agree(encoder: Encoder, models: Path) -> None:
    torch = load_encoder(DEFAULT_MODEL, models, "torch")
    assert torch.info == encoder.info
    assert (encoder.encode(TEXTS) * torch.encode(TEXTS)).sum(axis=1).min() >= 0.9999


def test_each_text_gets_its_own_vector_whatever_its_batch(encoder: Encoder) -> None:
    many = [f"{text} {i}" for i in range(12) for text in TEXTS]
    together = encoder.encode(many)
    for place in (0, 7, 30, len(many) - 1):
        assert float(together[place] @ encoder.encode([many[place]])[0]) >= 0.999


def test_nothing_gives_nothing(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, 384)


def test_token_lengths_do_not_truncate(encoder: Encoder) -> None:
    short, long = encoder.token_lengths(["aspirin", "aspirin " * 600])
    assert short >= 1 and long == 600 * short


def test_unknown_model_is_a_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(EncoderError) as caught:
        load_encoder("nobody/no-such-model", tmp_path)
    assert "nobody/no-such-model" in str(caught.value) and caught.value.hint


def test_a_folder_without_weights_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(EncoderError, match="weights"):
        load_encoder(str(tmp_path), tmp_path)


def test_a_model_with_a_link_out_of_its_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "config.json").write_text("{}")
    (folder / "tokenizer.json").symlink_to("/etc/hostname")
    with pytest.raises(EncoderError, match="leads out"):
        load_encoder(str(folder), tmp_path)


def test_unknown_backend_lists_the_valid_ones(tmp_path: Path) -> None:
    with pytest.raises(EncoderError) as caught:
        load_encoder(DEFAULT_MODEL, tmp_path, "abacus")
    assert "openvino" in caught.value.hint


@pytest.mark.usefixtures("models")
def test_a_full_disk_while_the_model_is_converted(tmp_path: Path) -> None:
    """A limit on file size stands for the disk. No half of the model is left to be taken for the whole."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, before[1]))
    try:
        with pytest.raises(EncoderError, match="cannot be written") as caught:
            load_encoder(DEFAULT_MODEL, tmp_path, "openvino")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert "space" in (caught.value.hint or "")
    assert list(tmp_path.rglob("*.xml")) == list(tmp_path.rglob("*.bin")) == []
