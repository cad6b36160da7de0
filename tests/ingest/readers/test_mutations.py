"""Small files with bytes changed at random: whatever comes of them is documents with true offsets, or problems."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph import Document, Tier
from graph.parsing import Problem
from ingest.readers.sources import with_source_errors
from ingest.reading import READERS
from tests.hypothesis_profiles import examples
from tests.ingest.readers.clinical.test_openfda import LABEL
from tests.ingest.readers.conftest import check_offsets
from tests.ingest.readers.literature.citations.test_bibtex import LIBRARY as BIBTEX
from tests.ingest.readers.literature.citations.test_endnote_xml import RECORD as ENDNOTE
from tests.ingest.readers.literature.citations.test_enw import RECORD as ENW
from tests.ingest.readers.literature.citations.test_ris import RECORD as RIS
from tests.ingest.readers.literature.citations.test_table import PUBMED as CSV
from tests.ingest.readers.literature.citations.test_wos import RECORD as WOS
from tests.ingest.readers.literature.tei.test_reader import tei
from tests.ingest.readers.literature.test_medline import RECORD as NBIB
from tests.ingest.readers.literature.trials.test_reader import STUDY
from tests.ingest.readers.office.test_rtf import LETTER
from tests.ingest.readers.packages import W, core, docx, epub, odt, p
from tests.ingest.readers.pages.test_html import LEAFLET, PAPER
from tests.ingest.readers.pdf.pdf_samples import pdf
from tests.ingest.readers.pdf.test_reader import PAPER as LINES
from tests.ingest.readers.pdf.test_reader import two_columns


@dataclass(frozen=True)
class Bytes:
    """A source in memory."""

    data: bytes
    name: str = "file"

    def raw(self) -> io.BufferedReader:
        return io.BufferedReader(io.BytesIO(self.data))

    def sibling(self, relative: str) -> None:
        return None


BODY = f"""<w:document {W}><w:body>{p("Fever", "Titel")}{p("Methods", "Two")}{p("Text.")}<w:tbl><w:tr><w:tc>{p("a")}
</w:tc></w:tr></w:tbl></w:body></w:document>"""
TEXT = (
    '<text:h text:outline-level="1">One</text:h><text:p>Text.<text:note><text:note-body><text:p>N</text:p>'
    "</text:note-body></text:note></text:p>"
)
TEI_BODY = "<div><head>A</head><p>One <note>n</note></p><figure><figDesc>f</figDesc></figure></div>"
SAMPLES: dict[str, list[bytes]] = {
    "tei": [
        tei(
            body="<div><head>A</head><p>One <note>n</note></p><figure><figDesc>f</figDesc></figure></div>"
        ).encode()
    ],
    "medline": [NBIB.encode(), (NBIB * 2).encode("utf-16")],
    "ris": [RIS.encode() * 2],
    "web-of-science": [WOS.encode()],
    "citation-table": [CSV.encode(), CSV.replace(",", "\t").encode("utf-16")],
    "bibtex": [BIBTEX.encode()],
    "enw": [ENW.encode()],
    "endnote-xml": [ENDNOTE.encode()],
    "clinicaltrials": [json.dumps({"studies": [STUDY]}).encode()],
    "openfda": [json.dumps({"meta": {}, "results": [LABEL]}).encode()],
    "rtf": [LETTER],
    "html": [LEAFLET.encode(), PAPER.encode(), LEAFLET.encode("utf-16")],
    "text": ["PLAN:\nRest – 5 days.\n\nRESULTS\nWell.".encode(), "A title\n\nnaïve".encode("utf-16")],
    "docx": [docx(BODY, core("Fever", "Doe"))],
    "odt": [odt(TEXT)],
    "epub": [epub({"a.xhtml": "<h1>One</h1><p>Text.</p>"})],
    "pdf": [pdf(LINES, title="A trial of aspirin"), pdf(two_columns("rows"), ["1 A note", "Text"])],
}
HOSTILE = [
    *(
        b"<",
        b">",
        b"&",
        b"]]>",
        b"<!--",
        b"\0",
        b"\xff\xfe",
        b"\r",
        b"\n",
        b"\xc3",
        b"-",
        b"/",
        b"((",
        b"9" * 40,
    ),
    *(
        b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
        b"&a;",
        b"</p>",
        b"<p>",
        b"ER  - ",
        b"PMID- ",
        b"PK\x05\x06",
        b"\xed\xa0\x80",
    ),
]
CHANGE = st.tuples(
    st.sampled_from(["cut", "drop", "double", "put", "flip"]),
    st.floats(0, 1),
    st.integers(1, 60),
    st.sampled_from(HOSTILE) | st.binary(max_size=8),
)


def changed(data: bytes, changes: list[tuple[str, float, int, bytes]]) -> bytes:
    for kind, share, length, put in changes:
        at = int(share * len(data))
        before, inside, after = data[:at], data[at : at + length], data[at + length :]
        data = {
            "cut": before,
            "drop": before + after,
            "double": before + inside + inside + after,
            "put": before + put + inside + after,
            "flip": before + put[: len(inside)] + inside[len(put) :] + after,
        }[kind]
    return data


def check(reader: str, data: bytes) -> None:
    source = Bytes(data)
    results = list(with_source_errors(source, READERS[reader].read(source, Tier.LITERATURE)))
    assert results
    for result in results:
        if isinstance(result, Document):
            check_offsets(result)
            assert result.text and result.id
            result.text.encode()
        else:
            assert isinstance(result, Problem)
            assert result.reason


SETTINGS = settings(max_examples=examples(60), deadline=5000, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize(
    ("reader", "data"), [(name, data) for name, files in SAMPLES.items() for data in files]
)
def test_changed_bytes(reader: str, data: bytes) -> None:
    check(reader, data)

    @SETTINGS
    @given(st.lists(CHANGE, min_size=1, max_size=5))
    def run(changes: list[tuple[str, float, int, bytes]]) -> None:
        check(reader, changed(data, changes))

    run()


@SETTINGS
@given(
    st.lists(CHANGE, min_size=1, max_size=5),
    st.sampled_from(["word/document.xml", "word/styles.xml", "_rels/.rels"]),
)
def test_changed_parts_of_docx(changes: list[tuple[str, float, int, bytes]], part: str) -> None:
    whole = {
        "word/document.xml": BODY,
        "word/styles.xml": "<s><style styleId='a'/></s>",
        "_rels/.rels": "<R/>",
    }
    check("docx", docx("", core("T"), {part: changed(whole[part].encode(), changes)}))


@SETTINGS
@given(st.lists(CHANGE, min_size=1, max_size=5), st.sampled_from(["content.xml", "meta.xml", "mimetype"]))
def test_changed_parts_of_odt(changes: list[tuple[str, float, int, bytes]], part: str) -> None:
    check("odt", odt(TEXT, more={part: changed(b"<x>" + TEXT.encode() + b"</x>", changes)}))


OPF = (
    b"<p><metadata><title>T</title></metadata><item id='a' href='a.xhtml' media-type='text/html'/>"
    b"<itemref idref='a'/></p>"
)


@SETTINGS
@given(st.lists(CHANGE, min_size=1, max_size=5), st.sampled_from(["OEBPS/book.opf", "OEBPS/a.xhtml"]))
def test_changed_parts_of_epub(changes: list[tuple[str, float, int, bytes]], part: str) -> None:
    whole = OPF if part.endswith("opf") else LEAFLET.encode()
    check(
        "epub", epub({"a.xhtml": "<p>x</p>"}, more={"OEBPS/book.opf": OPF} | {part: changed(whole, changes)})
    )
