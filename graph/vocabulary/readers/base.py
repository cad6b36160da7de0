"""What a vocabulary reader gives back, and the one way it fails."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO, cast

from graph.errors import MedgraphError
from graph.model import Concept

READABLE = (
    "OBO (.obo), MeSH (desc*.xml, supp*.xml, tab files of ids, names and tree numbers), "
    "UMLS (MRCONSO.RRF or its folder), CSV/TSV with the columns id and name"
)


class VocabularyError(MedgraphError):
    """A file holds no vocabulary medgraph can read; `hint` says what to do."""

    code = "vocabulary"


@dataclass(slots=True)
class LoadedVocabulary:
    """A vocabulary while it is read: `concepts` can be consumed once, and fills `problems` on its way.

    `id` is the short name (`mesh`), `version` what the file says of itself or '', `source` the file's name;
    a problem is one line: the place and the reason.
    """

    id: str
    version: str
    source: str
    concepts: Iterator[Concept]
    problems: list[str] = field(default_factory=list)


def open_text(path: Path) -> TextIO:
    """The file as UTF-8 text, decompressed when its first bytes are gzip's; bad bytes become U+FFFD."""
    with path.open("rb") as raw:
        packed = raw.read(2) == b"\x1f\x8b"
    if packed:
        return cast("TextIO", gzip.open(path, "rt", encoding="utf-8-sig", errors="replace", newline=""))
    return path.open("rt", encoding="utf-8-sig", errors="replace", newline="")


def head_of(path: Path, characters: int = 65536) -> str:
    """The first characters of the file, for telling its format by its content."""
    try:
        with open_text(path) as stream:
            return stream.read(characters)
    except (OSError, EOFError) as error:
        raise VocabularyError(
            f"cannot read {path}: {error}", "Check that the file exists and is whole."
        ) from error
