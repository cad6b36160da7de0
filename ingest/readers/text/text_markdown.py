"""The outline of a Markdown text: its headings, with the marks of emphasis, links and images taken off."""

from __future__ import annotations

import re

from ingest.readers.compose.canonical import Part
from ingest.readers.compose.headings import kind_of
from ingest.readers.compose.paragraphs import join_lines

_ATX = re.compile(r" {0,3}#{1,6}[ \t]+")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_FRONT_MATTER = re.compile(r"\s*---\n(?P<fields>.*?)\n---[ \t]*(?:\n|$)", re.DOTALL)
_FRONT_TITLE = re.compile(r"^title:[ \t]*(?P<title>.+)$", re.MULTILINE)
_LINK = re.compile(r"!?\[(?P<text>[^\[\]\n]*)\]\([^()\s]*(?:\s\"[^\"\n]*\")?\)")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|`)(?=\S)(?P<text>[^*`\n]+?)(?<=\S)\1(?![\w*])")


def markdown_outline(text: str) -> tuple[str, list[Part]]:
    """The title (front matter's, else the first heading when nothing stands before it) and the sections."""
    title = ""
    if front := _FRONT_MATTER.match(text):
        found = _FRONT_TITLE.search(front["fields"])
        title = found["title"].strip().strip("\"'") if found else ""
        text = text[front.end() :]
    sections = _sections(_without_comments(text).split("\n"))
    if not title and len(sections) > 1 and not any(line.strip() for line in sections[0][1]):
        title = sections[1][0]
        sections[1] = ("", sections[1][1])
    return title, [Part(heading, kind_of(heading), join_lines(lines)) for heading, lines in sections]


def _sections(lines: list[str]) -> list[tuple[str, list[str]]]:
    """Heading and lines of every section; the first is what stands before any heading."""
    sections: list[tuple[str, list[str]]] = [("", [])]
    fenced = False
    for line in lines:
        block = sections[-1][1]
        if _FENCE.match(line):
            fenced = not fenced
            block.append("")
        elif fenced:
            block.append(line)
        elif found := _ATX.match(line):
            heading = line[found.end() :].rstrip(" \t").rstrip("#").rstrip(" \t")
            sections.append((without_marks(heading), []))
        elif (
            _UNDERLINE.fullmatch(line)
            and block
            and block[-1].strip()
            and not any(map(str.strip, block[-2:-1]))
        ):
            sections.append((block.pop(), []))
        else:
            block.append(without_marks(line))
    return sections


def _without_comments(text: str) -> str:
    """The text without comments; one that nothing closes is none."""
    kept: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        kept.append(text[at:start])
        at = end + 3
    return "".join([*kept, text[at:]])


def without_marks(line: str) -> str:
    """A line without the marks of links, images, emphasis and code; their text stays."""
    return _EMPHASIS.sub(r"\g<text>", _EMPHASIS.sub(r"\g<text>", _LINK.sub(r"\g<text>", line)))
