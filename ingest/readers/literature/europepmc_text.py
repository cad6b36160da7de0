"""Titles and abstracts of Europe PMC, which hold some HTML: headings of parts, emphasis, character references."""

from __future__ import annotations

import html
import re

from graph import SectionKind
from ingest.readers.compose.canonical import Part
from ingest.readers.compose.headings import kind_of
from ingest.readers.compose.inline import are_apart, raised

# Only names of tags are tags: "p<0.05" and "<i>" both occur.
_INLINE = re.compile(
    r"</?(?:i|b|u|em|strong|sub|sup|small|span|a|italic|bold|underline|sc|tt|code|xref|ext-link)(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
# What stands around the end of a run and the beginning of the next in the same formatting.
_ADJACENT = re.compile(r"([^<>]{1,3})</(b|strong|bold|i|em|italic|u)><\2>([^<>]{1,6})", re.IGNORECASE)
_RAISED = re.compile(r"((?<![\d.,])10)<sup>([^<>]{1,5})</sup>", re.IGNORECASE)
_BLOCK = re.compile(r"</?(?:p|br|div|ul|ol|li|sec|title|list|list-item)(?:\s[^<>]{0,500})?/?>", re.IGNORECASE)
_HEADING = re.compile(r"<h[1-6](?:\s[^<>]{0,200})?>(.{0,300}?)</h[1-6]>", re.IGNORECASE | re.DOTALL)


def text_of_markup(text: str) -> str:
    """The text without tags; those of blocks become newlines."""
    if "<" in text:
        text = _RAISED.sub(lambda match: raised(match[1], match[2]).join((match[1], "")), text)
        text = _ADJACENT.sub(
            lambda match: match[1] + ("\n" if are_apart(match[1], match[3]) else "") + match[3], text
        )
        text = _BLOCK.sub("\n", _INLINE.sub("", text))
    return html.unescape(text) if "&" in text else text


def abstract_parts(abstract: str) -> list[Part]:
    """The parts that headings set apart; what stands before the first has none."""
    pieces = _HEADING.split(abstract)
    parts = [Part("", SectionKind.ABSTRACT, text_of_markup(pieces[0]))]
    for heading, text in zip(pieces[1::2], pieces[2::2], strict=True):
        name = text_of_markup(heading).strip().rstrip(":")
        parts.append(Part(name, kind_of(name, SectionKind.ABSTRACT), text_of_markup(text)))
    return parts
