"""What a reader is, of documents and of vocabularies alike: it tells its format by the first bytes, and reads it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from graph.parsing.source import Source

Setting_contra = TypeVar("Setting_contra", contravariant=True)
Result_co = TypeVar("Result_co", covariant=True)
AnyReader = TypeVar("AnyReader", bound="Reader[Any, Any]")


@dataclass(frozen=True, slots=True)
class Problem:
    """A record (or whole file) that was not read: reported, counted, and never the end of a job."""

    source: str
    place: str
    reason: str

    def __str__(self) -> str:
        """`source:place: reason`, what is empty left out."""
        where = ":".join(filter(None, (self.source, self.place)))
        return f"{where}: {self.reason}" if where else self.reason


class Reader(Protocol[Setting_contra, Result_co]):
    """Reads the sources of one format; `setting` is what the caller decides (a tier, a vocabulary's id).

    It streams: one record is in memory at a time, never the file. What it cannot read in a source is a `Problem` of
    its result. It raises OSError for a source that cannot be opened, is damaged or too large; whoever asked for the
    source reports that.
    """

    @property
    def name(self) -> str:
        """The format's name, as a person gives it."""
        ...

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether this reader reads the source; `head` is its first bytes (see `read_head`).

        What the head says decides; a suffix counts only for formats without a mark of their own.
        """
        ...

    def read(self, source: Source, setting: Setting_contra, /) -> Result_co:
        """What the source holds, in its order."""
        ...


def reader_for(readers: Iterable[AnyReader], source: Source, head: bytes) -> AnyReader | None:
    """The first reader that accepts the source; None when none does."""
    return next((reader for reader in readers if reader.accepts(source, head)), None)
