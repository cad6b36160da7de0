from __future__ import annotations

from collections.abc import Callable

import pytest

from graph import Document
from graph.parsing import Problem
from ingest.readers import ReadResult
from tests.ingest.readers.packages import OFFICE, odt, package

Read = Callable[..., list[ReadResult]]

META = """<dc:title>{}</dc:title><meta:initial-creator>Doe Jane</meta:initial-creator><dc:creator>Roe</dc:creator>
<meta:creation-date>2019-05-01T00:00:00</meta:creation-date><dc:date>2020-02-03T10:00:00</dc:date>
<dc:language>fr-FR</dc:language>"""


def one(results: list[ReadResult]) -> Document:
    (result,) = results
    assert isinstance(result, Document)
    return result


def outline(document: Document) -> list[tuple[str, str]]:
    return [(s.heading, document.text[s.start : s.end]) for s in document.sections[1:]]


def test_a_text(read: Read) -> None:
    styles = '<style:style style:name="P1" style:parent-style-name="Title"/>'
    text = """<text:tracked-changes><text:p>Deleted</text:p></text:tracked-changes>
    <text:p text:style-name="P1">Fever</text:p><text:p/>
    <text:table-of-content><text:index-body><text:p>Contents</text:p></text:index-body></text:table-of-content>
    <text:h text:outline-level="1">Methods</text:h>
    <text:p>We<text:s text:c="3"/>looked<text:tab/>here.<text:note><text:note-citation>1</text:note-citation>
    <text:note-body><text:p>A note.</text:p></text:note-body></text:note><text:line-break/>And there.</text:p>
    <text:list><text:list-item><text:p>one</text:p></text:list-item><text:list-item><text:p>two</text:p></text:list-item>
    </text:list><text:p text:style-name="Illustration">Figure 1. Mice.</text:p>
    <text:p><draw:frame><draw:text-box><text:p>Boxed.</text:p></draw:text-box></draw:frame>Around.</text:p>
    <table:table><table:table-row><table:table-cell><text:p>Drug</text:p></table:table-cell>
    <table:table-cell><text:p>Dose</text:p></table:table-cell></table:table-row></table:table>
    <text:h text:outline-level="2">Bibliography</text:h><text:p>Doe J. Cited.</text:p>"""
    document = one(read("odt", odt(text, META.format("Ignored"), styles)))
    assert outline(document) == [
        ("Methods", "We looked here.\nAnd there.\none\ntwo\nBoxed.\nAround.\nDrug; Dose"),
        ("", "Figure 1. Mice."),
        ("Notes", "A note."),
    ]
    assert (document.title, document.year, document.revised) == ("Fever", 2019, "2020-02-03")
    assert (document.authors, document.language) == (("Doe Jane",), "fr")


@pytest.mark.parametrize(("stated", "title"), [("Stated", "Stated"), ("Untitled1", "First"), ("", "First")])
def test_title(read: Read, stated: str, title: str) -> None:
    text = '<text:h text:outline-level="1">First</text:h><text:p>Text.</text:p>'
    assert one(read("odt", odt(text, META.format(stated)))).title == title


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (package({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "no text (spreadsheet)"),
        (package({"mimetype": "application/vnd.oasis.opendocument.text"}), "has no content.xml"),
        (odt("<text:p>"), "malformed"),
        (odt(""), "no text"),
        (
            odt("", more={"META-INF/manifest.xml": f"<m {OFFICE}><manifest:encryption-data/></m>"}),
            "without a password",
        ),
        (odt("", more={"content.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"}), "DOCTYPE"),
    ],
)
def test_what_is_no_text_says_so(read: Read, data: bytes, reason: str) -> None:
    (problem,) = read("odt", data)
    assert isinstance(problem, Problem)
    assert reason in problem.reason
