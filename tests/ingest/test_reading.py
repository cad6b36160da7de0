from __future__ import annotations

import gzip
import os
import socket
import zlib
from pathlib import Path

import pytest

from graph import Document, Tier
from graph.parsing import FileSource, Problem
from ingest.readers import ReadError
from ingest.readers.sources.reporting import with_source_errors
from ingest.reading import NAMES, READERS, read_paths
from tests.ingest.readers.packages import docx, package

PUBMED = (
    "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>T</ArticleTitle>"
    "</Article></MedlineCitation></PubmedArticle></PubmedArticleSet>"
)
JATS = (
    "<article><front><article-meta><title-group><article-title>T</article-title></title-group></article-meta>"
    "</front></article>"
)


def reader_of(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    head = content[:4096]
    if head.startswith(b"\x1f\x8b"):
        head = gzip.decompress(content)[:4096]
    return next((name for name, reader in READERS.items() if reader.accepts(FileSource(path), head)), "")


@pytest.mark.parametrize(
    ("name", "content", "reader"),
    [
        ("a.xml", PUBMED, "pubmed-xml"),
        ("a.txt", PUBMED, "pubmed-xml"),
        ("a.nxml", "<?xml version='1.0'?>\n" + JATS, "jats"),
        ("a.xml", f"<pmc-articleset>{JATS}</pmc-articleset>", "jats"),
        ("a.xml", '<article xmlns="http://docbook.org/ns/docbook">', ""),
        ("a.xml", "<?xml version='1.0'?><TEI/>", "tei"),
        ("a.xml", "<teiCorpus/>", "tei"),
        ("a.xml", "<collection/>", ""),
        ("a.txt", "\r\nPMID- 12\r\nTI  - T", "medline"),
        ("a.txt", "TY  - JOUR\nER  - \n".encode("utf-16"), "ris"),
        ("a.txt", "Provider: X\n\nTY  - JOUR\n", "ris"),
        ("a.txt", "<!doctype html><p>x", "html"),
        ("a.htm", "<p>x", "html"),
        ("a.txt", "{\\rtf1 x}", "rtf"),
        ("a.zip", docx(""), "docx"),
        ("a.bin", package({"mimetype": "application/epub+zip"}), "epub"),
        ("a.docx", package({"x": "1", "mimetype": "application/vnd.oasis.opendocument.text"}), "odt"),
        ("a.doc", bytes.fromhex("d0cf11e0a1b11ae1"), "docx"),
        ("a.bin", "%PDF-1.4", "pdf"),
        ("a.pdf", "garbage\n%PDF-1.4", "pdf"),
        ("a.jsonl", "{broken", "jsonl"),
        ("a.ndjson", "", "jsonl"),
        ("a.txt", '{"text": "x"}\n', "jsonl"),
        ("a.json", '[\n {"text": "x"}]', "jsonl"),
        ("a.json", '{\n "resourceType": "Bundle"}', "fhir"),
        ("a.ndjson", '{"id": "p1", "resourceType": "Patient"}\n', "fhir"),
        ("a.json", '[{"resourceType": "Patient"}]', "fhir"),
        ("a.json", '{"type": "batch", "entry": [{"resource": {"resourceType": "Patient"}}]}', "fhir"),
        ("a.jsonl", '{"resourceType": 5, "text": "x"}', "jsonl"),
        ("a.txt", '<ClinicalDocument xmlns="urn:hl7-org:v3"/>', "ccda"),
        ("a.xml", '<document xmlns="urn:hl7-org:v3"/>', "spl"),
        ("a.xml", "<document/>", ""),
        ("a.json", "[1]", ""),
        ("a.txt", "note", "text"),
        ("a.MD", "note", "text"),
        ("README", "note", "text"),
        ("a.csv", "a,b", "citation-table"),
        ("a.txt", "Title,DOI\nx,y", "citation-table"),
        ("a.txt", "TY  - Journal Article\nTI  - x\n", "ris"),
        ("a.txt", "FN Clarivate\nVR 1.0\nPT J\nAU Doe, J\n", "web-of-science"),
        ("a.txt", "@article{a,\n title = {x}}\n", "bibtex"),
        ("a.css", "@media {\n width = 1 }", ""),
        ("a.xml", "<xml><records><record><ref-type/></record></records></xml>", "endnote-xml"),
        ("a.xml", "<records><record/></records>", ""),
        ("a.json", '{"protocolSection": {}}', "clinicaltrials"),
        ("a.json", '{"studies": [], "totalCount": 0}', "clinicaltrials"),
        ("a.json", '{"meta": {}, "results": []}', "openfda"),
        ("a.obo", "format-version: 1.2", ""),
        ("noext", b"\x00\x01", ""),
        ("noext", b"\xff\xfe\xfa", ""),
        ("noext", ("x" * 4095 + "é").encode(), "text"),
        ("a.txt.gz", gzip.compress(b"note", mtime=0), "text"),
        ("a.xml.gz", gzip.compress(PUBMED.encode(), mtime=0), "pubmed-xml"),
    ],
)
def test_the_reader_is_chosen_by_content_then_suffix(
    tmp_path: Path, name: str, content: str | bytes, reader: str
) -> None:
    assert reader_of(tmp_path / name, content if isinstance(content, bytes) else content.encode()) == reader


def problem(path: Path) -> Problem:
    (result,) = read_paths([path], Tier.USER)
    assert isinstance(result, Problem)
    assert result.source == str(path)
    return result


def test_an_unknown_format_lists_the_known_ones(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    path.write_text("a,b")
    assert problem(path).reason == f"not a format medgraph reads: {NAMES}"


def test_empty_files(tmp_path: Path) -> None:
    for name, content in {"a.xml": b"", "b.txt.gz": gzip.compress(b"", mtime=0)}.items():
        (tmp_path / name).write_bytes(content)
        assert problem(tmp_path / name).reason == "empty file"


@pytest.mark.parametrize("keep", [20, 400, -5])
def test_truncated_gzip_is_a_problem_after_what_could_be_read(tmp_path: Path, keep: int) -> None:
    path = tmp_path / "a.jsonl.gz"
    rows = b"".join(b'{"_id": "%d", "text": "%s"}\n' % (n, os.urandom(40).hex().encode()) for n in range(500))
    path.write_bytes(gzip.compress(rows, mtime=0)[:keep])
    results = list(read_paths([path]))
    assert isinstance(results[-1], Problem)
    assert "gzip" in results[-1].reason
    assert all(isinstance(result, Document) for result in results[:-1])
    assert bool(results[:-1]) == (keep == -5)


@pytest.mark.parametrize("reader", ["pubmed-xml", "jats", "text", "pdf"])
def test_truncated_gzip_in_every_reader(tmp_path: Path, reader: str) -> None:
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(PUBMED.encode() + os.urandom(20_000).hex().encode(), mtime=0)[:5000])
    results = list(with_source_errors(FileSource(path), READERS[reader].read(FileSource(path), Tier.USER)))
    assert isinstance(results[-1], Problem)
    assert "gzip" in results[-1].reason or "malformed" in results[-1].reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    path.chmod(0)
    assert "Permission denied" in problem(path).reason


def test_a_file_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")

    def refuse(*_: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("ingest.reading.read_head", refuse)
    assert problem(path).reason == "cannot be opened: Permission denied"


def test_pipes_and_sockets_are_problems_and_do_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket.txt"))
        results = list(read_paths([tmp_path]))
    assert [r.reason for r in results if isinstance(r, Problem)] == [
        "not a regular file (a pipe, socket or device)"
    ] * 2


def test_a_broken_link_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone")
    (result,) = read_paths([tmp_path])
    assert isinstance(result, Problem)
    assert "No such file" in result.reason


def test_a_forced_format_is_used(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Free words")
    (document,) = read_paths([path], Tier.USER, "text")
    assert isinstance(document, Document)
    assert document.tier is Tier.USER


def test_an_unknown_format_name_is_an_error_at_the_call(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such format: xyz") as raised:
        read_paths([tmp_path], format="xyz")
    assert raised.value.hint == f"Valid formats: {NAMES}."


def test_a_missing_path_is_an_error_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"no such file or folder: .*gone") as raised:
        read_paths([tmp_path, tmp_path / "gone"])
    assert raised.value.hint


def test_a_problem_does_not_end_the_job(tmp_path: Path) -> None:
    (tmp_path / "1.xml").write_text("<unheard-of/>")
    (tmp_path / "2.xml").write_text(PUBMED)
    (tmp_path / "3.xml").write_text(JATS)
    assert [type(result) for result in read_paths([tmp_path])] == [Problem, Document, Document]


def test_damaged_gzip_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    rows = b"".join(
        b'{"_id": "%d", "text": "%s"}\n' % (n, os.urandom(40).hex().encode()) for n in range(2000)
    )
    deflate = zlib.compressobj(wbits=31)
    whole = deflate.compress(rows) + deflate.flush(zlib.Z_FULL_FLUSH)
    path.write_bytes(whole + b"\x07" * 100)  # 7: a block of the type that does not exist
    results = list(read_paths([path]))
    assert isinstance(results[0], Document)
    assert isinstance(results[-1], Problem)
    assert "damaged" in results[-1].reason


def test_a_link_out_of_the_folder_is_a_problem_and_not_read(tmp_path: Path) -> None:
    (tmp_path / "drop").mkdir()
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "secret.txt").write_text("A secret of somebody else, in a whole sentence.")
    (tmp_path / "drop" / "a.txt").symlink_to(tmp_path / "far" / "secret.txt")
    (tmp_path / "drop" / "b").symlink_to(tmp_path / "far")
    results = list(read_paths([tmp_path / "drop"]))
    assert [type(result) for result in results] == [Problem, Problem]
    assert all("leads out" in result.reason for result in results if isinstance(result, Problem))
    (document,) = read_paths([tmp_path / "drop" / "a.txt"])
    assert isinstance(document, Document) and "secret" in document.text


def test_what_lies_beside_a_file_is_not_read_through_a_link_out(tmp_path: Path) -> None:
    """An .ann is read for its text: the text may not be somebody else's."""
    (tmp_path / "drop").mkdir()
    (tmp_path / "secret.txt").write_text("Somebody else's.")
    (tmp_path / "drop" / "a.ann").write_text("T1\tDisease 0 4\tSome\n")
    (tmp_path / "drop" / "a.txt").symlink_to(tmp_path / "secret.txt")
    results = list(read_paths([tmp_path / "drop"]))
    assert all(isinstance(result, Problem) for result in results) and len(results) == 2
