"""Which reader a name means: the one that ships, none, a folder of `python -m training.reader`, or a cross-encoder."""

from __future__ import annotations

from pathlib import Path

from retrieval.reader.base import Reader, ReaderError
from retrieval.reader.cross_encoder import CrossEncoderReader
from retrieval.reader.reader import PassageReader

TRAINED, NONE = "trained", "none"
"""The names of the reader that ships, and of no reader."""
_SHIPPED = Path(__file__).parent / "model"
_SHIPPED_STANCE = Path(__file__).parent / "stance_model"


def load_reader(name: str) -> Reader | None:
    """The reader of that name or in that folder; None for "none". Raises ReaderError."""
    if name == NONE:
        return None
    if name == TRAINED:
        return PassageReader(_SHIPPED)
    folder = Path(name).expanduser()
    if (folder / "reader.xml").is_file():
        return PassageReader(folder)
    if (folder / "config.json").is_file():
        return CrossEncoderReader(folder)
    raise ReaderError(
        f"no reader in {name}",
        f'set "{TRAINED}", "{NONE}", a folder that python -m training.reader wrote, or one with a cross-encoder',
    )


def load_stance_reader(name: str) -> Reader | None:
    """What says how a sentence stands to a question, by the same names; a cross-encoder cannot. Raises ReaderError."""
    if name == NONE:
        return None
    return PassageReader(_SHIPPED_STANCE if name == TRAINED else Path(name).expanduser())
