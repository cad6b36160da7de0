"""The readers of documents, and the reading of any paths with the one that fits each source.

Beside the readers and not among them: here they are given what they take from the stages after them.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from math import inf
from pathlib import Path
from shutil import copyfileobj

from graph import Document, Tier
from graph.parsing import FileSource, Problem, Source, read_head, reader_for
from graph.vocabulary.readers import is_vocabulary
from ingest.assertion import assertions
from ingest.readers.base import DocumentReader, ReadError, ReadResult
from ingest.readers.clinical.ccda import CcdaReader
from ingest.readers.clinical.fhir.reader import FhirReader
from ingest.readers.clinical.hl7v2.reader import Hl7v2Reader
from ingest.readers.clinical.openfda import OpenFdaReader
from ingest.readers.clinical.spl import SplReader
from ingest.readers.literature.bioc.json import BiocJsonReader
from ingest.readers.literature.bioc.xml import BiocXmlReader
from ingest.readers.literature.citations.bibtex import BibtexReader
from ingest.readers.literature.citations.endnote_xml import EndNoteXmlReader
from ingest.readers.literature.citations.enw import EnwReader
from ingest.readers.literature.citations.ris import RisReader
from ingest.readers.literature.citations.table import CitationTableReader
from ingest.readers.literature.citations.wos import WebOfScienceReader
from ingest.readers.literature.cord19 import Cord19Reader
from ingest.readers.literature.europepmc import EuropePmcReader
from ingest.readers.literature.jats.reader import JatsReader
from ingest.readers.literature.medline import MedlineReader
from ingest.readers.literature.pubmed_xml import PubmedXmlReader
from ingest.readers.literature.pubtator import PubtatorReader
from ingest.readers.literature.s2orc import S2orcReader
from ingest.readers.literature.tei.reader import TeiReader
from ingest.readers.literature.trials.reader import ClinicalTrialsReader
from ingest.readers.office.docx import DocxReader
from ingest.readers.office.odt import OdtReader
from ingest.readers.office.rtf import RtfReader
from ingest.readers.pages.epub import EpubReader
from ingest.readers.pages.html import HtmlReader
from ingest.readers.pdf.reader import PdfReader
from ingest.readers.sources.archives import SpooledSource, is_archive, members
from ingest.readers.sources.find import find_files, is_link_out
from ingest.readers.sources.meter import Meter
from ingest.readers.sources.reporting import failure, with_source_errors
from ingest.readers.text.jsonl import JsonlReader
from ingest.readers.text.standoff import StandoffReader, text_of_annotations
from ingest.readers.text.text import TextReader
from ingest.time_limit import TimeIsUp, TimeLimit

STANDARD_INPUT = Path("-")
_NESTED = 2  # archives in archives: journals are packed one in another, nothing deeper was seen
# Documents that are zip files themselves.
_PACKED: tuple[DocumentReader, ...] = (DocxReader(), OdtReader(), EpubReader())
# In the order they are asked: a mark inside beats a wrong suffix, and text takes what is left.
_IN_ORDER: tuple[DocumentReader, ...] = (
    PdfReader(),
    PubmedXmlReader(),
    JatsReader(),
    BiocXmlReader(),
    BiocJsonReader(),
    PubtatorReader(),
    StandoffReader(),
    Cord19Reader(),
    S2orcReader(),
    EuropePmcReader(),
    ClinicalTrialsReader(),
    OpenFdaReader(),
    TeiReader(),
    MedlineReader(),
    RisReader(),
    WebOfScienceReader(),
    BibtexReader(),
    EndNoteXmlReader(),
    EnwReader(),
    RtfReader(),
    HtmlReader(),
    CcdaReader(),
    SplReader(),
    FhirReader(assertions),
    Hl7v2Reader(),
    JsonlReader(),
    CitationTableReader(),
    TextReader(),
)
# What takes nearly anything: a vocabulary too, were it not told as one.
_ANY_TEXT = frozenset({JsonlReader.name, TextReader.name, HtmlReader.name})
READERS: dict[str, DocumentReader] = {reader.name: reader for reader in (*_PACKED, *_IN_ORDER)}
NAMES = ", ".join(READERS)


@dataclass(frozen=True, slots=True)
class SourceRecords:
    """One source while it is read: its name, the format it was taken for ('' for none), and what it holds.

    The results are to be consumed before the next source is asked for.
    """

    source: str
    format: str
    results: Iterator[ReadResult]


def read_paths(
    paths: Sequence[Path],
    tier: Tier | None = None,
    format: str | None = None,
    meter: Meter | None = None,
    limit: TimeLimit | None = None,
) -> Iterator[ReadResult]:
    """Everything in the sources of `read_sources`, one after the other."""
    return chain.from_iterable(source.results for source in read_sources(paths, tier, format, meter, limit))


def read_sources(
    paths: Sequence[Path],
    tier: Tier | None = None,
    format: str | None = None,
    meter: Meter | None = None,
    limit: TimeLimit | None = None,
) -> Iterator[SourceRecords]:
    """Every source in `paths` (see `find_files`; `-` is standard input), archives member by member.

    Each is read as `format`, else by the reader that fits it; `tier` is that of every document, None leaves it to the
    readers, and `meter` is told how far the files are read. A file is read no further where one of its documents takes
    longer than `limit` gives one of the file's size. Raises ReadError at the call, before anything is read, for a path
    that is not there or an unknown format.
    """
    if format is not None and format not in READERS:
        raise ReadError(f"no such format: {format}", hint=f"Valid formats: {NAMES}.")
    given = [path for path in paths if path != STANDARD_INPUT]
    files = find_files(given)
    if meter is not None:
        files = iter(found := list(files))
        meter.expect(found)
    chosen = READERS[format] if format else None
    limit = limit or TimeLimit(inf)
    records_of_files = (
        records for path in files for records in _read_file(path, given, tier, chosen, meter, limit)
    )
    return (
        chain(records_of_files, _read_standard_input(tier, chosen, limit))
        if STANDARD_INPUT in paths
        else records_of_files
    )


def _read_file(
    path: Path,
    given: Sequence[Path],
    tier: Tier | None,
    reader: DocumentReader | None,
    meter: Meter | None,
    limit: TimeLimit,
) -> Iterator[SourceRecords]:
    if meter is not None:
        meter.start(path)
    if is_link_out(path, given):
        yield _only_problem(Problem(str(path), "", "a link that leads out of the folder: not followed"))
    elif problem := _why_unusable(path):
        yield _only_problem(problem)
    else:
        within = (path.parent,) if path in given else tuple(filter(Path.is_dir, given))
        for found in _read_source(FileSource(path, meter.follow if meter else None, within), tier, reader):
            results = map(_with_absolute_source, _within(limit, path, found))
            yield SourceRecords(found.source, found.format, results)


def _within(limit: TimeLimit, path: Path, records: SourceRecords) -> Iterator[ReadResult]:
    """The results, up to one that takes longer than a document of the file's size may."""
    size = path.stat().st_size if path.exists() else 0
    while True:
        try:
            with limit.limited(size):
                result = next(records.results, None)
        except TimeIsUp:
            reason = f"reading on takes more than {limit.told(size)}"
            yield Problem(records.source, "", reason)
            return
        if result is None:
            return
        yield result


def _with_absolute_source(result: ReadResult) -> ReadResult:
    """A document with the whole path of its file, the same from whatever folder it is read again."""
    if not isinstance(result, Document):
        return result
    return replace(result, source=os.path.abspath(result.source))


def _read_standard_input(
    tier: Tier | None, reader: DocumentReader | None, limit: TimeLimit
) -> Iterator[SourceRecords]:
    with tempfile.TemporaryDirectory(prefix="medgraph-") as folder:
        spool = Path(folder) / "input"
        with spool.open("wb") as file:
            copyfileobj(sys.stdin.buffer, file)
        for found in _read_source(SpooledSource("standard input", spool), tier, reader):
            yield replace(found, results=_within(limit, spool, found))


def _read_source(
    source: Source, tier: Tier | None, chosen: DocumentReader | None, depth: int = 0
) -> Iterator[SourceRecords]:
    try:
        head = read_head(source)
    except OSError as error:
        yield _only_problem(failure(source, error))
        return
    reader = _reader(source, head) if chosen is None or is_archive(head) else chosen
    if not head:
        if text_of_annotations(source) is None:  # brat leaves an empty .ann beside a text without annotations
            yield _only_problem(Problem(source.name, "", "empty file"))
    elif chosen is None and (reader is None or reader.name in _ANY_TEXT) and is_vocabulary(source, head):
        yield _only_problem(
            Problem(source.name, "", f"this is a vocabulary: medgraph vocab add {source.name}")
        )
    elif reader is not None:
        yield SourceRecords(
            source.name, reader.name, with_source_errors(source, reader.read(source, tier or reader.tier))
        )
    elif not is_archive(head):
        yield _only_problem(Problem(source.name, "", f"not a format medgraph reads: {NAMES}"))
    elif depth == _NESTED:
        yield _only_problem(
            Problem(source.name, "", "an archive in an archive in an archive: unpack it first")
        )
    else:
        for member in members(source, head):
            if isinstance(member, Problem):
                yield _only_problem(member)
            else:
                yield from _read_source(member, tier, chosen, depth + 1)


def _reader(source: Source, head: bytes) -> DocumentReader | None:
    return reader_for(_PACKED if is_archive(head) else READERS.values(), source, head)


def _only_problem(problem: Problem) -> SourceRecords:
    return SourceRecords(problem.source, "", iter([problem]))


def _why_unusable(path: Path) -> Problem | None:
    """Why a path cannot be read, without opening it: a FIFO or device could block for ever."""
    source = str(path)
    try:
        source.encode()
        if path.is_dir():
            return Problem(source, "", "the folder cannot be listed: check its permissions")
        if path.exists() and not path.is_file():
            return Problem(source, "", "not a regular file (a pipe, socket or device)")
    except UnicodeEncodeError:
        return Problem(ascii(source), "", "the file's name is not valid Unicode: rename it")
    except OSError as error:
        return Problem(source, "", f"cannot be opened: {error.strerror or error}")
    return None
