"""Gold annotations of tagged tokens: JSON lines of `{"tokens": [...], "tags": ["O", "B-Disease", "I-Disease", ...]}`.

IOB1, IOB2 and IOBES tags. Each line, a sentence, is a document of its own. Its tokens are set as running text again,
as far as that can be told from them: the pipeline reads text, not tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evaluation.corpora.model import GoldDocument, GoldMention
from graph import Document, Section, SectionKind, Span, Tier
from graph.parsing import Problem, Source
from ingest.readers.compose import clean_line
from ingest.readers.metadata import content_id
from ingest.readers.streams import Object

_TAG = re.compile(r"O|(?P<place>[BIESLU])-(?P<type>\S.*)")
_FIRST, _LAST = frozenset("BSU"), frozenset("ESLU")
# Marks that stand without a space before them, after them, or on both sides, in all but rare texts.
_JOINS_LEFT = re.compile(r"[.,;:?!%)\]}+]|['’]\w+|n't")
_JOINS_RIGHT = re.compile(r"[(\[{]")
_JOINS_BOTH = re.compile(r"[-/–'’]")


def is_tagged(record: Object) -> bool:
    """Whether a JSON object is a sentence of tagged tokens."""
    return isinstance(record.get("tokens"), list) and isinstance(record.get("tags"), list)


def read_tagged(record: Object, source: Source, location: str) -> GoldDocument | Problem:
    """The sentence as a document with its mentions, or why it is none."""
    tokens, tags = _texts(record["tokens"]), _texts(record["tags"])
    if tokens is None or tags is None:
        return Problem(source.name, location, "`tokens` and `tags` must be lists of texts")
    if len(tokens) != len(tags):
        return Problem(source.name, location, f"{len(tokens)} tokens, but {len(tags)} tags")
    strange = next((tag for tag in tags if not _TAG.fullmatch(tag)), None)
    if strange is not None:
        return Problem(source.name, location, f"no IOB tag: {strange[:40]!r}")
    text, spans = running_text(tokens)
    if not text:
        return Problem(source.name, location, "no text")
    # Sentences recur in a corpus (headings do): the number of the line is part of the id.
    name = f"{content_id(text.encode())}:{location.rpartition(' ')[2]}"
    section = Section(0, len(text), "", SectionKind.ABSTRACT)
    document = Document(name, text, Tier.LITERATURE, sections=(section,), source=source.name)
    return GoldDocument(document, tuple(_mentions(tags, spans)), ())


def running_text(tokens: Sequence[str]) -> tuple[str, list[Span]]:
    """The tokens as text, and where each stands in it."""
    pieces: list[str] = []
    spans: list[Span] = []
    at, before = 0, ""
    for token in map(clean_line, tokens):
        space = " " if token and before and _needs_space(before, token) else ""
        at += len(space)
        pieces.append(space + token)
        spans.append(Span(at, at + len(token)))
        at += len(token)
        before = token or before
    return "".join(pieces), spans


def _needs_space(before: str, token: str) -> bool:
    return not (
        _JOINS_LEFT.fullmatch(token)
        or _JOINS_RIGHT.fullmatch(before)
        or _JOINS_BOTH.fullmatch(token)
        or _JOINS_BOTH.fullmatch(before)
    )


def _mentions(tags: Sequence[str], spans: Sequence[Span]) -> Iterator[GoldMention]:
    """The runs of tokens with the same type; one that begins inside (IOB1) begins there."""
    start, type, end = -1, "", 0
    for tag, span in zip([*tags, "O"], [*spans, Span(0, 0)], strict=True):
        place, found = tag[0], tag[2:]
        if start >= 0 and (place == "O" or place in _FIRST or found != type):
            if start < end:
                yield GoldMention((Span(start, end),), type)
            start = -1
        if place == "O":
            continue
        if start < 0:
            start, type = span.start, found
        end = span.end
        if place in _LAST:
            if start < end:
                yield GoldMention((Span(start, end),), type)
            start = -1


def _texts(value: object) -> list[str] | None:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return value
    return None
