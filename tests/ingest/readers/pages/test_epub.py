from __future__ import annotations

from collections.abc import Callable

import pytest

from graph import Document
from graph.parsing import Problem
from ingest.readers import ReadResult
from tests.ingest.readers.packages import epub, package

Read = Callable[..., list[ReadResult]]

META = """<dc:title>A Handbook of Fever</dc:title><dc:creator>Doe, Jane</dc:creator><dc:creator>Roe</dc:creator>
<dc:date>2019</dc:date><dc:language>fr</dc:language><dc:rights>CC BY 4.0</dc:rights>
<dc:identifier>urn:isbn:123</dc:identifier>{}"""


def one(results: list[ReadResult]) -> Document:
    (result,) = results
    assert isinstance(result, Document)
    return result


def outline(document: Document) -> list[tuple[str, str]]:
    return [(s.heading, document.text[s.start : s.end]) for s in document.sections[1:]]


def test_a_book(read: Read) -> None:
    chapters = {
        "b%20two.xhtml": "",
        "a.xhtml": "<h1>Chills</h1><p>Cold &amp; wet.</p><header>Head</header>",
    }
    more = {
        "OEBPS/b two.xhtml": "<html><body><h1>Fever</h1><h2>Signs</h2><p>Hot.</p><aside>Note.</aside></body></html>"
    }
    document = one(read("epub", epub(chapters, META.format(""), more)))
    assert outline(document) == [("Fever: Signs", "Hot.\nNote."), ("Chills", "Cold & wet.\nHead")]
    assert (document.title, document.authors) == ("A Handbook of Fever", ("Doe Jane", "Roe"))
    assert (document.year, document.language, document.licence) == (2019, "fr", "CC BY 4.0")
    assert document.id.startswith("file:")


def test_a_doi_is_the_id(read: Read) -> None:
    meta = META.format("<dc:identifier>urn:doi:10.5555/book</dc:identifier>")
    document = one(read("epub", epub({"a.xhtml": "<p>Text.</p>"}, meta)))
    assert (document.id, document.url) == ("doi:10.5555/book", "https://doi.org/10.5555/book")


@pytest.mark.parametrize("name", ["gone.xhtml", "../../../../etc/hostname", "/etc/hostname"])
def test_a_chapter_that_is_not_there_is_a_problem_and_reading_goes_on(read: Read, name: str) -> None:
    spine = f"""<package><manifest><item id="x" href="{name}" media-type="application/xhtml+xml"/>
    <item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>
    <spine><itemref idref="x"/><itemref idref="nowhere"/><itemref idref="a"/></spine></package>"""
    book = epub({"a.xhtml": "<p>Text.</p>"}, more={"OEBPS/book.opf": spine})
    problem, document = read("epub", book, "stem.epub")
    assert isinstance(problem, Problem)
    assert "has no" in problem.reason
    assert isinstance(document, Document)
    assert document.text == "stem\n\nText."


def test_pages_out_of_order_come_last(read: Read) -> None:
    spine = """<package><manifest><item id="n" href="n.xhtml" media-type="application/xhtml+xml"/>
    <item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>
    <spine><itemref idref="n" linear="no"/><itemref idref="a"/></spine></package>"""
    book = epub({"n.xhtml": "<p>Note.</p>", "a.xhtml": "<p>Text.</p>"}, more={"OEBPS/book.opf": spine})
    assert [body for _, body in outline(one(read("epub", book)))] == ["Text.", "Note."]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (package({"mimetype": "application/epub+zip"}), "has no META-INF/container.xml"),
        (epub({}), "no text"),
        (epub({}, more={"OEBPS/book.opf": "<package>"}), "malformed"),
        (
            epub(
                {"a.xhtml": "<p>x</p>"},
                more={"META-INF/encryption.xml": '<e><CipherReference URI="OEBPS/a.xhtml"/></e>'},
            ),
            "DRM",
        ),
    ],
)
def test_what_is_no_book_says_so(read: Read, data: bytes, reason: str) -> None:
    (problem,) = read("epub", data)
    assert isinstance(problem, Problem)
    assert reason in problem.reason


def test_fonts_may_be_encrypted(read: Read) -> None:
    more = {"META-INF/encryption.xml": '<e><CipherReference URI="OEBPS/font.otf"/></e>'}
    assert one(read("epub", epub({"a.xhtml": "<p>x</p>"}, more=more)))
