"""What the headers of HL7 version 3 documents (C-CDA, SPL) have in common, and the walk over their sections."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ingest.readers.xml_records import Element, text_of

NAMESPACE = "urn:hl7-org:v3"


def drop_namespace(document: Element) -> None:
    """Gives HL7's elements plain names; those of other namespaces (extensions) keep theirs."""
    for element in list(document.iter(f"{{{NAMESPACE}}}*")):
        element.tag = etree.QName(element).localname


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


def sections_of(body: Element) -> Iterator[Element]:
    """Every section in reading order, nested ones after the section that they are in; no recursion."""
    waiting = [*reversed(body.findall("component/section"))]
    while waiting:
        section = waiting.pop()
        yield section
        waiting += reversed(section.findall("component/section"))


def heading_of(section: Element, names: dict[str, str]) -> str:
    """The section's own title, else the name of its LOINC code."""
    code = attribute(section, "code", "code")
    return title_text(section.find("title")) or names.get(code) or attribute(section, "code", "displayName")


def title_text(title: Element | None) -> str:
    """A title as one line, its line breaks as spaces."""
    for line_break in title.iter("br") if title is not None else ():
        line_break.tail = f" {line_break.tail or ''}"
    return text_of(title)
