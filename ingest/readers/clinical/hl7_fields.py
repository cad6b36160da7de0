"""What the headers of HL7 version 3 documents (C-CDA, SPL) have in common, and the walk over their sections."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from graph.parsing import Element
from ingest.readers.clinical.narrative import paragraphs
from ingest.readers.streams.xml_records import local_name, rename, text_of

NAMESPACE = "urn:hl7-org:v3"
PRODUCT_DATA = "48780-1"
"""The LOINC code of a label's section that holds its products, and nothing to read."""

_LONGEST_ABOVE = 200  # characters of a heading that is repeated before a smaller one; longer ones are text


def drop_namespace(document: Element) -> None:
    """Gives HL7's elements plain names; those of other namespaces (extensions), and what is no name, keep theirs."""
    for element in list(document.iter(f"{{{NAMESPACE}}}*")):
        rename(element, local_name(element))


def day_of(value: str) -> str:
    """`2011-03-04` out of HL7's `20110304101500-0500`; as exact as it is."""
    digits = value.strip()[:8]
    if not digits.isdecimal() or not digits.isascii() or len(digits) < 4:
        return ""
    return "-".join(
        filter(None, (digits[:4], digits[4:6] * (len(digits) >= 6), digits[6:8] * (len(digits) == 8)))
    )


def attribute(element: Element, path: str, name: str) -> str:
    """An attribute of the first element at a path, '' when there is none."""
    found = element.find(path)
    return " ".join(found.get(name, "").split()) if found is not None else ""


class SectionText(NamedTuple):
    """A section with its heading and the lines of its narrative."""

    element: Element
    heading: str
    narrative: str


def sections_of(body: Element, names: dict[str, str]) -> Iterator[SectionText]:
    """Every section in reading order, nested ones after the section that they are in; no recursion.

    Headings are the sections' own titles, else the names of their LOINC codes. What is in a section that has only a
    title is headed by that too: "5 Warnings: 5.1 Bleeding".
    """
    waiting = [(section, "") for section in reversed(body.findall("component/section"))]
    while waiting:
        section, above = waiting.pop()
        text = section.find("text")
        narrative = paragraphs(text) if text is not None else ""
        heading = ": ".join(filter(None, (above, _heading(section, names))))
        yield SectionText(section, heading, narrative)
        above = "" if narrative or len(heading) > _LONGEST_ABOVE else heading
        waiting += [(inner, above) for inner in reversed(section.findall("component/section"))]


def _heading(section: Element, names: dict[str, str]) -> str:
    code = attribute(section, "code", "code")
    if code == PRODUCT_DATA:
        return ""
    return title_text(section.find("title")) or names.get(code) or attribute(section, "code", "displayName")


def title_text(title: Element | None) -> str:
    """A title as one line, its line breaks as spaces."""
    for line_break in title.iter("br") if title is not None else ():
        line_break.tail = f" {line_break.tail or ''}"
    return text_of(title)
