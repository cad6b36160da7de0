"""PubTator: `pmid|t|title`, `pmid|a|abstract`, then lines of annotations and relations with tabs.

Format: https://www.ncbi.nlm.nih.gov/research/pubtator/ (Wei et al. 2013), as BC5CDR, BioRED and MedMentions use it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph import Document, SectionKind, Tier
from graph.parsing import Problem, Source, open_source
from ingest.readers.base import ReadResult
from ingest.readers.compose.canonical import Part, clean_line, compose
from ingest.readers.compose.document import Metadata, build_document
from ingest.readers.metadata.identity import content_id, document_url, paper_id
from ingest.readers.streams.numbered_lines import numbered_lines

_MAX_BYTES = 16 * 2**20  # of a line and of a record; a full text has under 1 MiB
_BOM = b"\xef\xbb\xbf"
_START = re.compile(rb"\s*[^\s|]{1,60}\|t\|")
_TEXT = re.compile(r"(?P<id>[^\s|]{1,60})\|(?P<kind>[ta])\|(?P<text>.*)")


@dataclass(slots=True)
class PubtatorRecord:
    """A document: its id, the number of its first line, its texts as they stand, and the fields of its rows."""

    id: str
    line: int
    title: str = ""
    abstracts: list[str] = field(default_factory=list)
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    size: int = 0


class PubtatorReader:
    """Reads one document at a time; its annotations are for `evaluation.corpora.reading`."""

    name = "pubtator"
    tier = Tier.LITERATURE

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether the first line is a title in PubTator's way."""
        return _START.match(head.removeprefix(_BOM)) is not None

    def read(self, source: Source, tier: Tier) -> Iterator[ReadResult]:
        """A Document a record."""
        for record in pubtator_records(source):
            yield record if isinstance(record, Problem) else document_of(record, tier, source.name)


def document_of(record: PubtatorRecord, tier: Tier, source: str) -> Document | Problem:
    """The Document of a record; a Problem when it has no text."""
    composed = compose(record.title, [Part("", SectionKind.ABSTRACT, "\n".join(record.abstracts))])
    if not composed.text:
        return Problem(source, f"line {record.line}", f"{clean_line(record.id)}: neither title nor abstract")
    is_pmc = record.id.upper().startswith("PMC")
    document_id = paper_id(record.id if is_pmc else "", record.id, record.id, full_text=False)
    content = "\n".join([record.id, record.title, *record.abstracts]).encode()
    return build_document(
        document_id or content_id(content),
        composed,
        tier,
        source,
        Metadata(
            url=document_url(document_id),
        ),
    )


def pubtator_records(source: Source) -> Iterator[PubtatorRecord | Problem]:
    """The records in order; a line that belongs to none is a Problem."""
    record: PubtatorRecord | None = None
    with open_source(source) as stream:
        for number, data in numbered_lines(stream, _MAX_BYTES):
            text = _decoded(data)
            found = _TEXT.fullmatch(text) if text is not None else None
            if found and (record is None or found["kind"] == "t" or found["id"] != record.id):
                if record is not None:
                    yield _within_limit(record, source)
                record = PubtatorRecord(found["id"], number)
            if text is None:
                reason = f"not UTF-8, or longer than {_MAX_BYTES // 2**20} MiB"
            else:
                reason = _add_line(record, number, text, found)
            if reason:
                yield Problem(source.name, f"line {number}", reason)
    if record is not None:
        yield _within_limit(record, source)


def _decoded(data: bytes | None) -> str | None:
    try:
        return None if data is None else data.decode()
    except UnicodeDecodeError:
        return None


def _add_line(record: PubtatorRecord | None, number: int, text: str, found: re.Match[str] | None) -> str:
    """Puts a line in the record; returns why not, else ''."""
    if not text.strip():
        return ""
    if record is None:
        return "not PubTator: no title (pmid|t|...) before it"
    record.size += len(text)
    fields = text.split("\t")
    if record.size > _MAX_BYTES:
        return ""  # told once, when the record ends
    if found and found["kind"] == "t":
        record.title = found["text"]
    elif found:
        record.abstracts.append(found["text"])
    elif len(fields) < 4 or fields[0] != record.id:
        return f"neither a text nor an annotation of {clean_line(record.id)}"
    else:
        record.rows.append((number, fields))
    return ""


def _within_limit(record: PubtatorRecord, source: Source) -> PubtatorRecord | Problem:
    if record.size <= _MAX_BYTES:
        return record
    reason = f"{clean_line(record.id)}: longer than {_MAX_BYTES // 2**20} MiB"
    return Problem(source.name, f"line {record.line}", reason)
