"""Gold annotations that files carry, for evaluation: BioC, PubTator, standoff, and JSON lines with entities."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from evaluation.corpora.bioc import read_bioc_json, read_bioc_xml
from evaluation.corpora.jsonl import read_jsonl
from evaluation.corpora.model import GoldDocument
from evaluation.corpora.pubtator import read_pubtator
from evaluation.corpora.standoff import read_standoff
from graph.parsing import FileSource, Problem, Source, read_head
from ingest.readers.literature import PubtatorReader
from ingest.readers.literature.bioc import BiocJsonReader, BiocXmlReader
from ingest.readers.sources import with_source_errors
from ingest.readers.text import JsonlReader, annotations_of, text_of_annotations

ReadGold: TypeAlias = Callable[[Source], Iterator[GoldDocument | Problem]]


def read_gold(path: Path) -> Iterator[GoldDocument | Problem]:
    """The documents of a file with what people marked in them.

    Each is the Document that the file's reader makes. A mention that does not say what stands where it points is a
    Problem that names the document, the offsets and both texts; the others stay. Mentions in what the reader leaves
    out (tables, references) are left out.
    """
    source = FileSource(path)
    yield from with_source_errors(source, _read(source))


def _read(source: Source) -> Iterator[GoldDocument | Problem]:
    reader = _reader(source, read_head(source))
    if reader is None:
        yield Problem(source.name, "", "no format with annotations: BioC, PubTator, standoff, JSON lines")
    else:
        yield from reader(source)


def _reader(source: Source, head: bytes) -> ReadGold | None:
    if text_of_annotations(source) is not None:
        return read_standoff
    by_content: tuple[tuple[BiocXmlReader | BiocJsonReader | PubtatorReader | JsonlReader, ReadGold], ...] = (
        (BiocXmlReader(), read_bioc_xml),
        (BiocJsonReader(), read_bioc_json),
        (PubtatorReader(), read_pubtator),
        (JsonlReader(), read_jsonl),
    )
    for reader, read in by_content:
        if reader.accepts(source, head):
            return read
    return read_standoff if annotations_of(source) is not None else None
