"""What a vocabulary reader gives back, and the one way it fails."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import BinaryIO, TextIO, TypeVar, cast

from graph.errors import MedgraphError
from graph.model import Concept

READABLE = (
    "OBO (.obo), OBO graphs (.json), OWL in RDF/XML (.owl), MeSH (desc*.xml, supp*.xml, tab files of ids, names and "
    "tree numbers), UMLS and RxNorm (MRCONSO.RRF, RXNCONSO.RRF or their folder), SSSOM mappings, "
    "CSV/TSV with the columns id and name, JSON lists of records with id and name"
)
HEAD_CHARACTERS = 65536
# No line, record or term of a real vocabulary comes near; what is longer would only fill the memory.
LONGEST_LINE = 1 << 20
LARGEST_RECORD = 8 << 20
_MOST_PROBLEMS = 1000
_MOST_COUNTED = 100_000
# What a row costs in memory beside its characters, about.
_ROW_OVERHEAD = 256

Row = TypeVar("Row")


class VocabularyError(MedgraphError):
    """A file holds no vocabulary medgraph can read; `hint` says what to do."""

    code = "vocabulary"


class Problems(list[str]):
    """Lines that say what was not read: the first thousand, then one that counts the rest.

    A file with a hundred thousand of them is not what it was taken for: VocabularyError.
    """

    def __init__(self) -> None:
        super().__init__()
        self._more = 0

    def append(self, line: str) -> None:
        """Add a line, or count it."""
        if len(self) < _MOST_PROBLEMS:
            super().append(line)
            return
        self._more += 1
        if self._more > _MOST_COUNTED:
            raise VocabularyError(
                f"more than {_MOST_COUNTED:,} lines cannot be read: {self[0]}",
                "Check that the file is what its name says.",
            )
        self[_MOST_PROBLEMS:] = [f"... and {self._more} more"]

    def extend(self, lines: Iterable[str]) -> None:
        """Add several."""
        for line in lines:
            self.append(line)


@dataclass(slots=True)
class LoadedVocabulary:
    """A vocabulary while it is read: `concepts` can be consumed once, and fills `problems` on its way.

    `id` is the short name (`mesh`), `version` what the file says of itself or '', `source` the file's name;
    a problem is one line: the place and the reason. `mappings` says that its concepts have no names on purpose.
    """

    id: str
    version: str
    source: str
    concepts: Iterator[Concept]
    problems: list[str] = field(default_factory=Problems)
    mappings: bool = False


def open_binary(path: Path) -> BinaryIO:
    """The file's bytes, decompressed when the first ones are gzip's."""
    with path.open("rb") as raw:
        packed = raw.read(2) == b"\x1f\x8b"
    return cast("BinaryIO", gzip.open(path)) if packed else path.open("rb")


def open_text(path: Path) -> TextIO:
    """The file as UTF-8 text, decompressed when its first bytes are gzip's; bad bytes become U+FFFD."""
    return io.TextIOWrapper(open_binary(path), encoding="utf-8-sig", errors="replace", newline="")


def lines_of(stream: TextIO, path: Path) -> Iterator[str]:
    """The lines with their ends. Raises VocabularyError at one that no vocabulary has."""
    for number, line in enumerate(iter(partial(stream.readline, LONGEST_LINE), ""), 1):
        if len(line) == LONGEST_LINE:
            raise VocabularyError(
                f"{path.name}: line {number} is longer than {LONGEST_LINE >> 20} MiB",
                "Check that the file is what its name says.",
            )
        yield line


@contextmanager
def damage_reported(path: Path) -> Iterator[None]:
    """A file that cannot be read, or whose compressed data is cut short, is a VocabularyError."""
    try:
        yield
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise VocabularyError(
            f"{path.name} is cut short or damaged: {error}", "Fetch it again; nothing was stored."
        ) from error
    except OSError as error:
        raise VocabularyError(
            f"cannot read {path}: {error.strerror or error}", "Check that the file exists and is whole."
        ) from error


def gathered(group: Iterable[Row], size: Callable[[Row], int], path: Path) -> list[Row]:
    """The rows of one concept, held together; raises VocabularyError when they would fill the memory."""
    held: list[Row] = []
    total = 0
    for row in group:
        held.append(row)
        total += size(row) + _ROW_OVERHEAD
        if total > LARGEST_RECORD:
            raise VocabularyError(
                f"{path.name}: the rows of one concept are more than {LARGEST_RECORD >> 20} MiB",
                "Check that the file is what its name says.",
            )
    return held


def head_of(path: Path, characters: int = HEAD_CHARACTERS) -> str:
    """The first characters of the file, for telling its format by its content."""
    with damage_reported(path), open_text(path) as stream:
        return stream.read(characters)


def unreadable(path: Path) -> VocabularyError:
    """The file is of no kind that is known."""
    return VocabularyError(f"{path.name} is no vocabulary medgraph can read", f"It reads {READABLE}.")
