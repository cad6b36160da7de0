from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from graph import Document
from graph.parsing import FileSource, Problem
from ingest.readers import ReadResult
from ingest.reading import READERS

Read = Callable[..., list[ReadResult]]
One = Callable[..., Document]


@pytest.fixture
def one(read: Read) -> One:
    def run(content: str | bytes, name: str = "stem.html") -> Document:
        (result,) = read("html", content, name)
        assert isinstance(result, Document)
        return result

    return run


def page(body: str, head: str = "<title>Fever - Demo Clinic</title>") -> str:
    return f"<!DOCTYPE html><html lang='en-GB'><head>{head}</head><body>{body}</body></html>"


def outline(document: Document) -> list[tuple[str, str, str]]:
    return [(s.heading, s.kind.value, document.text[s.start : s.end]) for s in document.sections[1:]]


LEAFLET = page("""<header><h1>Demo Clinic</h1></header><nav><a href="/">Home</a></nav>
<div class="breadcrumb">Home &gt; Fever</div><main><h1>Fever</h1><p>It is <b>hot</b>.</p>
<h2>Background</h2><h3>In children</h3><p>Often&nbsp;seen<script>x = "<p>no</p>"</script>.</p>
<h3>In others</h3><p>Rare.</p><h2>Treatment</h2><ul><li>Rest<li>Drink &alpha; and <i>β</i></ul>
<form><p>Search</p><input value="x"></form><aside>Advert</aside><p hidden>Hidden</p>
<p style="display: none">Hidden</p></main><footer>Contact</footer>""")


def test_a_leaflet(one: One) -> None:
    document = one(LEAFLET)
    assert (document.title, document.language) == ("Fever", "en")
    assert document.id.startswith("file:")
    assert outline(document) == [
        ("", "other", "It is hot."),
        ("Background: In children", "introduction", "Often seen."),
        ("In others", "introduction", "Rare."),
        ("Treatment", "other", "Rest\nDrink α and β"),
    ]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (
            "<table><tr><th>Drug<th>Dose<tr><td>Aspirin<td><p>100</p> <p>mg</p></table>",
            "Drug; Dose\nAspirin; 100 mg",
        ),
        ("<table><caption>Doses</caption><tr><td>A<td><td>B</table>", "Doses\nA; B"),
        ("<table><tr><td><p>One.</p><p>Two.</p></table>", "One.\nTwo."),
        ("<table><tr><td>Menu<td><table><tr><td>A<td>B</table>End.</table>", "Menu\nA; B\nEnd."),
        ("<p>Take:<br>aspirin<br>water</p>", "Take:\naspirin\nwater"),
        (
            "<dl><dt>BP<dd>blood pressure<dt>What is it?<dd><p>A sign.</p></dl>",
            "BP: blood pressure\nWhat is it? A sign.",
        ),
        ("<p>cells<sup><a href='#r1'>1</a>,<a href='#r2'>2</a></sup> die</p>", "cells [1,2] die"),
        (
            "<p>cells<a href='#r1'><sup>1</sup></a> die<sup><a href='#r3'>[3]</a></sup></p>",
            "cells [1] die [3]",
        ),
        ("<p>10<sup>6</sup> CO<sub>2</sub></p>", "10^6 CO2"),
        ("<pre>a  b\n\n- c</pre>", "a b\n- c"),
        ("<div>Loose <p>Inner</p> tail</div>", "Loose\nInner\ntail"),
        ("<p>one &lt;b&gt; &#8211; &#150; &nosuch; x", "one <b> – – &nosuch; x"),
        ("<p>unclosed <b>bold<p>next</i></div></p>", "unclosed bold\nnext"),
        ("<form><div><p>All</p><button>Go</button></div></form>", "All"),
        ("<h2>References</h2><ol><li>Doe J. Cited.</ol>", ""),
        ("<div role='navigation'>Menu</div><div class='x share'>Share</div>", ""),
        ("<noscript>Enable</noscript><template>T</template><svg><text>S</text></svg>", ""),
    ],
)
def test_markup(one: One, markup: str, text: str) -> None:
    assert one(page(f"<p>Lead.</p>{markup}")).text == "\n".join(
        filter(None, ["Fever - Demo Clinic\n\nLead.", text])
    )


def test_the_header_of_an_article_is_text(one: One) -> None:
    body = "<article><header><p>By Doe</p></header><p>Text.</p><footer>Foot</footer></article>"
    assert outline(one(page(body))) == [("", "other", "By Doe\nText.")]


def test_captions_follow_their_section(one: One) -> None:
    body = """<h2>Results</h2><p>Before.</p><figure><img src=x><figcaption><b>Figure 1.</b>
    <p>Mice.</p></figcaption></figure><p>After.</p>"""
    assert outline(one(page(body))) == [
        ("Results", "results", "Before.\nAfter."),
        ("", "caption", "Figure 1.\nMice."),
    ]


def test_text_outside_main_is_kept_where_it_is_most_of_the_page(one: One) -> None:
    assert "Outside" in one(page(f"<p>Outside {'word ' * 50}</p><article>Teaser</article>")).text
    assert "Outside" not in one(page(f"<p>Outside</p><article>{'word ' * 50}</article>")).text


PAPER = page(
    "<h1>Aspirin in fever</h1><h2>Abstract</h2><p>It helps.</p>",
    """<title>Aspirin in fever | Demo Journal</title><meta name="citation_title" content="Aspirin in fever">
    <meta name="citation_author" content="Doe, Jane"><meta name="Citation_Author" content="Roe, Richard">
    <meta name="citation_journal_title" content="Demo Journal"><meta name="citation_date" content="2019/05/01">
    <meta name="citation_doi" content="doi:10.5555/demo"><meta name="citation_pmid" content="77">
    <meta property="article:modified_time" content="2020-02-03T10:00:00Z">
    <link rel="license" href="https://creativecommons.org/licenses/by/4.0/">
    <link rel="canonical" href="{}">""",
)


def test_a_paper_with_meta_tags(one: One) -> None:
    document = one(PAPER.replace("{}", "https://example.org/a"))
    assert (document.id, document.url) == ("pmid:77", "https://pubmed.ncbi.nlm.nih.gov/77/")
    assert (document.title, document.year, document.journal) == ("Aspirin in fever", 2019, "Demo Journal")
    assert document.authors == ("Doe Jane", "Roe Richard")
    assert (document.revised, document.licence) == (
        "2020-02-03",
        "https://creativecommons.org/licenses/by/4.0/",
    )
    assert document.text == "Aspirin in fever\n\nAbstract\nIt helps."


def test_a_page_of_pmc_has_the_id_that_its_jats_has(one: One) -> None:
    for address in (
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC12/",
        "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC12",
    ):
        assert one(PAPER.replace("{}", address)).id == "pmc:PMC12"


def test_dublin_core_and_open_graph(one: One) -> None:
    head = """<title>x</title><meta name="DC.Title" content="Fever"><meta name="DC.Creator" content="Demo Board">
    <meta name="DC.Date" content="1999-01-01"><meta name="DC.Identifier" content="10.5555/g">
    <meta name="DC.Language" content="fr">"""
    document = one(page("<p>Text.</p>", head).replace(" lang='en-GB'", ""))
    assert (document.title, document.authors, document.year) == ("Fever", ("Demo Board",), 1999)
    assert (document.id, document.language) == ("doi:10.5555/g", "fr")
    assert one(page("<p>Text.</p>", '<meta property="og:title" content="Care">')).title == "Care"


def test_where_a_browser_saved_the_page_from(one: One) -> None:
    saved = "<!-- saved from url=(0023)https://example.org/fever -->\n" + LEAFLET
    assert one(saved).url == "https://example.org/fever"


def test_without_any_title_the_stem(one: One) -> None:
    assert one("<p>Text only.").title == "stem"


def test_the_sites_name_is_no_title(one: One) -> None:
    document = one(page("<h1>Welcome</h1><p>Lead.</p><h1>Fever</h1><p>Text.</p>"))
    assert document.title == "Fever"
    assert outline(document)[0] == ("Welcome", "other", "Lead.\nText.")


@pytest.mark.parametrize(
    "data",
    [
        page("<p>Menière – β</p>").encode(),
        page("<p>Menière – β</p>").encode("utf-8-sig"),
        page("<p>Menière – β</p>").encode("utf-16"),
        page("<p>Menière – β</p>", "<meta charset='iso-8859-1'>").encode(),
        page("<p>Menière – &beta;</p>", "<meta charset='ISO-8859-1'>").encode("cp1252"),
        page("<p>Menière – &beta;</p>").encode("cp1252"),
        page(
            "<p>Meni&egrave;re – β</p>", "<meta http-equiv=x content='text/html; charset=windows-1253'>"
        ).encode("windows-1253"),
        page("<p>Menière – &beta;</p>", "<meta charset='no-such'><meta charset='hex'>").encode("cp1252"),
    ],
)
def test_encodings(one: One, data: bytes) -> None:
    assert "Menière – β" in one(data).text


@pytest.mark.parametrize(
    "content",
    [
        "<html><frameset><frame src='a.html'></frameset></html>",
        "<html><body><script>render()</script></body></html>",
        "<!DOCTYPE html>",
        "<!-- -->",
    ],
)
def test_a_page_without_text_is_a_problem(read: Read, content: str) -> None:
    (problem,) = read("html", content, "x.html")
    assert isinstance(problem, Problem)
    assert "no text" in problem.reason and "browser" in problem.reason


@pytest.mark.parametrize(
    "content",
    [
        "<div>" * 50_000 + "deep",
        "<table><tr><td>" * 50_000 + "deep",
        "<dl><dt>" * 50_000 + "deep",
        "<sup><a href=#>" * 50_000 + "deep",
        "<h2>" * 50_000 + "<p>deep",
        "<ul><li>" * 50_000 + "deep",
        "<p>[ [" * 50_000 + "deep",
        "<main><header>" * 50_000 + "deep",
    ],
)
def test_deep_nesting_neither_recurses_nor_takes_long(one: One, content: str) -> None:
    start = time.monotonic()
    assert "deep" in one(content).text
    assert time.monotonic() - start < 10


def test_a_page_of_millions_of_elements_is_a_problem(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.readers.pages.walk._MOST_EVENTS", 1000)
    (problem,) = read("html", "<p>a" * 1000, "x.html")
    assert isinstance(problem, Problem)
    assert "more than 1,000 elements" in problem.reason


@pytest.mark.parametrize(
    ("head", "name", "accepted"),
    [
        ("<!doctype HTML>", "a", True),
        ("\n<!-- x --><HTML>", "a.txt", True),
        ("<?xml version='1.0'?><html xmlns='x'>", "a", True),
        ("<div>", "a.html", True),
        ("<div>", "a.xml", False),
        ("words", "a.html", False),
        ("<article/>", "a.xml", False),
    ],
)
def test_detection(head: str, name: str, accepted: bool) -> None:
    for encoding in ("utf-8", "utf-16"):
        assert READERS["html"].accepts(FileSource(Path(name)), head.encode(encoding)) is accepted
