"""What a vocabulary reader gives back, and the one way it fails."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePath
from typing import TextIO, TypeVar

from graph.errors import MedgraphError
from graph.files import is_full
from graph.model import Concept
from graph.parsing.decompress import BombError, DamagedError
from graph.parsing.encodings import decode_head, encoding_of, errors_of
from graph.parsing.reader import Problem
from graph.parsing.source import Source, open_source, read_head
from graph.vocabulary.readers.categories import NAMED_THING

READABLE = (
    "OBO (.obo), OBO graphs (.json), OWL in RDF/XML (.owl), MeSH (desc*.xml, supp*.xml, tab files of ids, names and "
    "tree numbers), UMLS and RxNorm (MRCONSO.RRF, RXNCONSO.RRF or their folder), ICD-10-CM (order file, tabular XML), "
    "SSSOM mappings, tables (CSV, TSV) and JSON records with an id and a name, lists of retracted papers"
)
# The header of a mapping set or an ontology, with its prefixes, can be longer than the head of a paper.
HEAD_BYTES = 65536
LONGEST_LINE = 1 << 20  # characters; set by hand: no line of a real vocabulary comes near
LARGEST_RECORD = (
    8 << 20
)  # bytes or characters; set by hand: no record or term of a real vocabulary comes near
_MOST_PROBLEMS = 1000  # lines that a person may read
_MOST_COUNTED = 100_000  # set by hand: a file with more is not what its name says
_ROW_OVERHEAD = 256  # bytes a row costs in memory beside its characters, about


RowT = TypeVar("RowT")


class VocabularyError(MedgraphError):
    """A file holds no vocabulary medgraph can read; `hint` says what to do."""

    code = "vocabulary"


class Problems(list[Problem]):
    """What was not read: the first thousand, then one that counts the rest.

    A file with a hundred thousand of them is not what it was taken for: VocabularyError.
    """

    def __init__(self) -> None:
        super().__init__()
        self._more = 0

    def report(self, source: Source, location: int | str, reason: str) -> None:
        """Add a problem of a file; `location` is a line number, '' where the reason says where."""
        self.append(Problem(file_name(source), str(location), reason))

    def append(self, problem: Problem) -> None:
        """Add a problem, or count it."""
        if len(self) < _MOST_PROBLEMS:
            super().append(problem)
            return
        self._more += 1
        if self._more > _MOST_COUNTED:
            raise VocabularyError(
                f"more than {_MOST_COUNTED:,} lines cannot be read: {self[0]}",
                "Check that the file is what its name says.",
            )
        self[_MOST_PROBLEMS:] = [Problem("", "", f"... and {self._more} more")]

    def extend(self, problems: Iterable[Problem]) -> None:
        """Add several."""
        for problem in problems:
            self.append(problem)


@dataclass(slots=True)
class LoadedVocabulary:
    """A vocabulary while it is read: `concepts` can be consumed once, and fills `problems` on its way.

    `id` is the short name (`mesh`), `version` what the file says of itself or '', `source` the file's name.
    `mappings` says that its concepts have no names on purpose. `kind` is the category of those entries of which
    neither the file nor a loaded heading tells one.
    """

    id: str
    version: str
    source: str
    concepts: Iterator[Concept]
    problems: Problems = field(default_factory=Problems)
    mappings: bool = False
    kind: str = NAMED_THING


def file_name(source: Source) -> str:
    """The source's name without its folders."""
    return PurePath(source.name).name


def open_text(source: Source) -> TextIO:
    """The source as text, decompressed where it is compressed.

    UTF-16 where its mark says so, else UTF-8. Bytes that are no UTF-8 are read as Windows-1252, which is what
    spreadsheets of Western languages save tables in.
    """
    stream = open_source(source)
    encoding = encoding_of(stream.peek(HEAD_BYTES))
    return io.TextIOWrapper(stream, encoding=encoding, errors=errors_of(encoding), newline="")


def lines_of(stream: TextIO, source: Source) -> Iterator[str]:
    """The lines with their ends. Raises VocabularyError at one that no vocabulary has."""
    for number, line in enumerate(iter(partial(stream.readline, LONGEST_LINE), ""), 1):
        if len(line) == LONGEST_LINE:
            raise VocabularyError(
                f"{file_name(source)}: line {number} is longer than {LONGEST_LINE >> 20} MiB",
                "Check that the file is what its name says.",
            )
        yield line


@contextmanager
def source_errors(source: Source) -> Iterator[None]:
    """A file that cannot be read, or whose compressed data is cut short, is a VocabularyError."""
    try:
        yield
    except (DamagedError, BombError) as error:
        raise VocabularyError(f"{file_name(source)}: {error}", "Nothing was stored.") from error
    except OSError as error:
        if is_full(error):  # where it is unpacked: no fault of the file
            raise
        raise VocabularyError(
            f"cannot read {source.name}: {error.strerror or error}",
            "Check that the file exists and is whole.",
        ) from error


def collect_rows(group: Iterable[RowT], size: Callable[[RowT], int], source: Source) -> list[RowT]:
    """The rows of one concept, held together; raises VocabularyError when they would fill the memory."""
    held: list[RowT] = []
    total = 0
    for row in group:
        held.append(row)
        total += size(row) + _ROW_OVERHEAD
        if total > LARGEST_RECORD:
            raise VocabularyError(
                f"{file_name(source)}: the rows of one concept are more than {LARGEST_RECORD >> 20} MiB",
                "Check that the file is what its name says.",
            )
    return held


def head_of(source: Source) -> bytes:
    """The first bytes of the source, for telling its format by its content."""
    with source_errors(source):
        return read_head(source, HEAD_BYTES)


def table_text(head: bytes) -> str:
    """The same for tables, which have no mark of their own: '' for binary data."""
    text = decode_head(head)
    return "" if "\0" in text else text


def unreadable(source: Source) -> VocabularyError:
    """The file is of no kind that is known."""
    return VocabularyError(f"{file_name(source)} is no vocabulary medgraph can read", f"It reads {READABLE}.")
