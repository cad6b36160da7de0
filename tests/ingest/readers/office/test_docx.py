from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from graph import Document, SectionKind
from graph.parsing import Problem
from ingest.readers import ReadResult
from tests.ingest.readers.packages import W, core, docx, p, package

Read = Callable[..., list[ReadResult]]
One = Callable[..., Document]


@pytest.fixture
def one(read: Read) -> One:
    def run(data: bytes) -> Document:
        (result,) = read("docx", data, "stem.docx")
        assert isinstance(result, Document)
        return result

    return run


def outline(document: Document) -> list[tuple[str, str]]:
    return [(s.heading, document.text[s.start : s.end]) for s in document.sections[1:]]


def test_a_document(one: One) -> None:
    body = (
        p("Fever in children", "Titel")
        + p("By Jane Doe")
        + p("Contents 3", "Verzeichnis1")
        + p("Methods", "Mine")
        + p("Design", "Two")
        + p("We looked.", more="<w:r><w:br/><w:t>And saw.</w:t></w:r>")
        + p("Figure 1. Mice.", "Beschriftung")
        + p("They ran.", "Loop")
    )
    data = docx(body, core("Ignored", "Doe Jane; Microsoft Office User"))
    document = one(data)
    assert document.id == "file:" + hashlib.sha256(data).hexdigest()[:16]
    assert (document.title, document.year, document.revised) == ("Fever in children", 2019, "2020-02-03")
    assert (document.authors, document.language) == (("Doe Jane",), "de")
    assert outline(document) == [
        ("", "By Jane Doe"),
        ("Methods: Design", "We looked.\nAnd saw.\nThey ran."),
        ("", "Figure 1. Mice."),
    ]
    assert [s.kind for s in document.sections[2:]] == [SectionKind.METHODS, SectionKind.CAPTION]


@pytest.mark.parametrize(
    ("body", "properties", "title"),
    [
        (p("One", "Mine") + p("Text."), core("Sepsis guideline"), "Sepsis guideline"),
        (p("One", "Mine") + p("Text."), core("Document1"), "One"),
        (p("Text.") + p("One", "Mine") + p("More."), "", "stem"),
        (p("Text."), core("Microsoft Word - x.docx"), "stem"),
    ],
)
def test_title(one: One, body: str, properties: str, title: str) -> None:
    document = one(docx(body, properties))
    assert document.title == title
    assert document.text.count("One") == (1 if "One" in body else 0)


def t(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (t("a ") + "<w:r><w:tab/></w:r>" + t("b"), "a b"),
        ('<w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>' + t("ab"), "ab"),
        (t("anti") + "<w:r><w:noBreakHyphen/></w:r>" + t("body"), "anti-body"),
        (t("TNF-") + '<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>', "TNF-α"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t>5</w:t></w:r>', "≥5"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t>x</w:t></w:r>', "x"),
        ('<w:r><w:sym w:font="Symbol" w:char="zz"/><w:t>x</w:t></w:r>', "x"),
        (
            t("kept")
            + "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins>"
            + t(" new")
            + "</w:ins>",
            "kept new",
        ),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>" + t("seen"), "seen"),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>seen</w:t></w:r>', "seen"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>" + t("7"), "7"),
        ('<w:hyperlink r:id="x" xmlns:r="r">' + t("link") + "</w:hyperlink>", "link"),
        ('<m:oMath xmlns:m="m"><m:r><m:t>p&lt;0.05</m:t></m:r></m:oMath>', "p<0.05"),
    ],
)
def test_runs(one: One, inside: str, text: str) -> None:
    assert outline(one(docx(f"<w:p>{inside}</w:p>"))) == [("", text)]


def test_tables_text_boxes_and_notes(one: One) -> None:
    table = f"<w:tbl><w:tr><w:tc>{p('Drug')}</w:tc><w:tc>{p('Dose')}{p('mg')}</w:tc><w:tc>{p('')}</w:tc></w:tr></w:tbl>"
    box = f"""<w:p><w:r><mc:AlternateContent xmlns:mc="mc"><mc:Choice><w:txbxContent>{p("In a box.")}</w:txbxContent>
    </mc:Choice><mc:Fallback><w:txbxContent>{p("In a box.")}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>
    <w:r><w:t>Around it.</w:t></w:r></w:p>"""
    notes = f"""<w:footnotes {W}><w:footnote w:type="separator">{p("---")}</w:footnote>
    <w:footnote w:id="2">{p("A note.")}</w:footnote></w:footnotes>"""
    document = one(docx(table + box + p("End."), more={"word/footnotes.xml": notes}))
    assert outline(document) == [("", "Drug; Dose mg\nIn a box.\nAround it.\nEnd."), ("Notes", "A note.")]


def test_a_heading_in_a_table_that_lays_out(one: One) -> None:
    table = f"<w:tbl><w:tr><w:tc>{p('Lead.')}{p('Results', 'Two')}{p('Text.')}</w:tc></w:tr></w:tbl>"
    assert outline(one(docx(table))) == [("", "Lead."), ("Results", "Text.")]


def test_references_are_left_out(one: One) -> None:
    body = (
        p("Body", "Two")
        + p("Text.")
        + p("References", "Two")
        + p("Doe J. Cited.")
        + p("Annex", "Two")
        + p("More.")
    )
    assert outline(one(docx(body))) == [("Body", "Text."), ("Annex", "More.")]


def problem(results: list[ReadResult]) -> str:
    (result,) = results
    assert isinstance(result, Problem)
    return result.reason


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 2000


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (OLE, "save it as .docx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "without a password"),
        (docx(p("x"))[:-40], "cut short"),
        (docx(""), "no text"),
        (package({"[Content_Types].xml": "", "xl/workbook.xml": "<w/>"}), "no text document"),
        (
            docx("", more={"_rels/.rels": '<R><R Type="/officeDocument" Target="/xl/workbook.xml"/></R>'}),
            "no text document",
        ),
        (docx("<w:p>"), "malformed XML"),
        (docx("", more={"word/document.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"}), "DOCTYPE"),
        (docx("", more={"word/styles.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"}), "entities"),
        (docx("", more={"word/document.xml": b"<x>" + b" " * (6 * 2**20)}), "zip bomb"),
    ],
)
def test_what_is_no_document_says_what_to_do(read: Read, data: bytes, reason: str) -> None:
    assert reason in problem(read("docx", data, "x.docx"))


@pytest.mark.parametrize("bit", [5, 6])
def test_a_way_of_packing_nobody_reads(read: Read, bit: int) -> None:
    """Found by tests/fuzz/readers.py: patched data, strong encryption."""
    data = bytearray(docx(p("x")))
    at = -1
    while (at := data.find(b"PK\x03\x04", at + 1)) >= 0:
        data[at + 6] |= 1 << bit
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 8] |= 1 << bit
    assert "damaged" in problem(read("docx", bytes(data), "x.docx"))


def test_limits_on_size(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.readers.streams.package._MOST_DIRECTORY", 1000)
    many: dict[str, str | bytes] = {f"word/media/{n}.png": b"" for n in range(30)}
    assert "more parts" in problem(read("docx", docx(p("x"), more=many)))
    monkeypatch.undo()
    monkeypatch.setattr("ingest.readers.streams.package._MOST_TOTAL", 1000)
    assert "larger than" in problem(read("docx", docx(p("x" * 2000))))
    monkeypatch.undo()
    monkeypatch.setattr("ingest.readers.office.office_walk._MOST_EVENTS", 100)
    assert "more than 100" in problem(read("docx", docx(p("x") * 100)))


def test_deep_nesting_needs_no_recursion(one: One) -> None:
    depth = 20_000
    assert outline(one(docx("<w:sdt>" * depth + p("Deep.") + "</w:sdt>" * depth))) == [("", "Deep.")]
