"""The text of a JATS article: abstracts, sections flattened in reading order, captions.

Left out: reference lists, table cells, footnotes, supplementary files, formulas that do not read as text, and
sub-articles (peer reviews). Numbers of citations stay where they stand in the text.
"""

from __future__ import annotations

from lxml import etree

from graph import SectionKind
from graph.parsing import Element
from ingest.readers.compose.canonical import Part
from ingest.readers.compose.headings import kind_of
from ingest.readers.compose.inline import mend_inline
from ingest.readers.literature.jats.walk import JatsWalk
from ingest.readers.streams.xml_records import text_of

_MATH = "{http://www.w3.org/1998/Math/MathML}"
_INLINE = (
    *(
        "italic",
        "bold",
        "sub",
        "sup",
        "underline",
        "overline",
        "monospace",
        "roman",
        "sans-serif",
        "sc",
        "strike",
    ),
    *("xref", "ext-link", "email", "uri", "named-content", "styled-content", "abbrev", "institution"),
    *("inline-formula", "disp-formula", "alternatives", "chem-struct", "related-article", "related-object"),
)
_DROPPED = (
    *(
        "ref-list",
        "fn",
        "fn-group",
        "sub-article",
        "response",
        "bio",
        "kwd-group",
        "permissions",
        "object-id",
    ),
    *("table", "table-wrap-foot", "tex-math", "graphic", "inline-graphic", "media", "supplementary-material"),
    *("alt-text", "long-desc"),
)
_SIMPLE_MATH = {
    _MATH + name
    for name in ("mi", "mn", "mo", "mtext", "mrow", "mstyle", "msub", "msup", "msubsup", "mspace", "mfenced")
}
_OTHER_READERS = {"graphical", "toc", "teaser"}
_BACK = ("ack", "app-group", "app", "sec", "notes", "glossary")


def prepare(article: Element) -> None:
    """Takes inline markup and what is not read out of the tree, so that what is left to walk is blocks."""
    for formula in article.iter("disp-formula"):
        _drop_labels(formula)
    for math in list(article.iter(_MATH + "math")):
        _flatten_math(math)
    etree.strip_elements(article, *_DROPPED, with_tail=False)
    mend_inline(article)
    for sup in article.iter("sup"):
        _bracket_citation(sup)
    for line_break in article.iter("break"):
        line_break.tail = " " + (line_break.tail or "")
    etree.strip_tags(article, *_INLINE, "break")


def title_of(meta: Element) -> str:
    """The article's title with its subtitle."""
    title = text_of(meta.find("title-group/article-title"))
    subtitle = text_of(meta.find("title-group/subtitle"))
    return f"{title}: {subtitle}" if title and subtitle else title


def parts_of(article: Element) -> list[Part]:
    """Every section of a prepared article in reading order."""
    walk = JatsWalk()
    meta = article.find("front/article-meta")
    abstracts = [a for a in meta.iterfind("abstract") if a.get("abstract-type") not in _OTHER_READERS]
    for abstract in abstracts or meta.findall("trans-abstract"):
        walk.read(abstract, SectionKind.ABSTRACT)
    for body in article.iterfind("body"):
        walk.read(body)
    for element in article.iterfind("back/*"):
        if element.tag in _BACK:
            walk.read(element, kind_of(text_of(element.find("title"))))
    for floats in article.iterfind("floats-group"):
        walk.read(floats)
    return walk.sections.parts()


def _drop_labels(formula: Element) -> None:
    for label in formula.findall("label"):
        label.text = None
    formula.text = " " + (formula.text or "")
    formula.tail = " " + (formula.tail or "")


def _flatten_math(math: Element) -> None:
    """A formula on one line becomes its characters; fractions, roots and matrices become nothing."""
    simple = all(element.tag in _SIMPLE_MATH for element in math.iterdescendants("*"))
    text = "".join("".join(math.itertext()).split()) if simple else ""
    tail = math.tail
    math.clear()
    math.text, math.tail, math.tag = text, tail, "inline-formula"


def _bracket_citation(sup: Element) -> None:
    """`cells<sup>12</sup>` with a reference inside becomes `cells [12]`, lest the number joins the word."""
    references = sup.findall("xref[@ref-type='bibr']")
    parent = sup.getparent()
    if parent.tag == "xref" and parent.get("ref-type") == "bibr" and not references:
        sup.text, sup.tail = " [" + (sup.text or ""), "]" + (sup.tail or "")
    elif references and len(references) == len(sup):
        sup.text = " [" + (sup.text or "").lstrip("[")
        last = references[-1]
        last.tail = (last.tail or "").rstrip("]") + "]"
