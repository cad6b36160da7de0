"""Which reader a name means: the one that ships, none, a folder of `python -m training.reader`, or a cross-encoder."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from retrieval.reader.base import Reader, ReaderError, StanceReader
from retrieval.reader.cross_encoder import CrossEncoderReader
from retrieval.reader.reader import PassageReader

TRAINED, NONE = "trained", "none"
"""The names of the reader that ships, and of no reader."""
_SHIPPED = Path(__file__).parent / "model"
_SHIPPED_STANCE = Path(__file__).parent / "stance_model"


def reader_folder(name: str, stance: bool = False) -> Path | None:
    """Where the reader (or the stance reader) of that name lies; None for "none"."""
    if name in (NONE, ""):
        return None
    if name == TRAINED:
        return _SHIPPED_STANCE if stance else _SHIPPED
    return Path(name).expanduser()


def load_reader(name: str) -> Reader | None:
    """The reader of that name or in that folder; None for "none". Raises ReaderError."""
    folder = reader_folder(name)
    if folder is None:
        return None
    if (folder / "reader.xml").is_file():
        return _passage_reader(folder)
    if (folder / "config.json").is_file():
        return CrossEncoderReader(folder)
    raise ReaderError(
        f"no reader in {name}",
        f'set "{TRAINED}", "{NONE}", a folder that python -m training.reader wrote, or one with a cross-encoder',
    )


def load_stance_reader(name: str) -> StanceReader | None:
    """What says how a sentence stands to a question, by the same names; a cross-encoder cannot. Raises ReaderError."""
    folder = reader_folder(name, stance=True)
    return None if folder is None else _passage_reader(folder)


def _passage_reader(folder: Path) -> PassageReader:
    graph = folder / "reader.xml"
    return _loaded(folder, graph.stat().st_mtime_ns if graph.is_file() else 0)


@lru_cache(maxsize=4)
def _loaded(folder: Path, written: int) -> PassageReader:
    """Once for all workspaces of a process: a compiled model takes a hundred megabytes and more."""
    return PassageReader(folder)
