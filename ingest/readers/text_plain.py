"""The outline of a plain text: clinical headings on lines of their own, a title when one is there."""

from __future__ import annotations

import re

from ingest.readers.compose import Part
from ingest.readers.headings import kind_of
from ingest.readers.paragraphs import continues, join_lines

_TITLE_CHARS = 120
# "HISTORY OF PRESENT ILLNESS:", "Discharge Medications:"; small words may stay small.
_LABEL = re.compile(
    r"(?=.{2,60}$)[A-Z][\w'/().-]*(?:[ ,/&-]+(?:[A-Z(][\w'/().-]*|of|and|or|on|at|in|the|for|to|&)){0,7}:"
)
# "ASSESSMENT AND PLAN" without a colon.
_CAPITALS = re.compile(r"(?=.{4,60}$)(?=(?:[^A-Z]*[A-Z]){4})[A-Z][A-Z '/&,()-]*[A-Z)]")
_FIELD = re.compile(r"\S:\s")


def plain_outline(text: str) -> tuple[str, list[Part]]:
    """The title ('' when no line is one) and the sections."""
    lines = text.split("\n")
    title = _title(lines)
    parts: list[Part] = []
    heading, block = "", list[str]()
    for number, line in enumerate(lines):
        if is_heading(line, lines[number - 1] if number else ""):
            parts.append(_part(heading, block))
            heading, block = line.strip().rstrip(":"), []
        elif not (title and line.strip() == title and not parts and not any(block)):
            block.append(line)
    parts.append(_part(heading, block))
    return title, parts


def is_heading(line: str, previous: str = "") -> bool:
    """Whether a line is nothing but a heading; in capitals without a colon only after a blank line."""
    stripped = line.strip()
    if _LABEL.fullmatch(stripped):
        return True
    return not previous.strip() and bool(_CAPITALS.fullmatch(stripped))


def _part(heading: str, block: list[str]) -> Part:
    return Part(heading, kind_of(heading), join_lines(block))


def _title(lines: list[str]) -> str:
    """The first line with text, if short and no sentence, fields ("Sex: F") or heading."""
    number = next(i for i, line in enumerate(lines) if line.strip())
    first = lines[number].strip()
    following = lines[number + 1] if number + 1 < len(lines) else ""
    if len(first) > _TITLE_CHARS or first[-1] in ".,;:" or continues(first, following):
        return ""
    if len(_FIELD.findall(first)) > 1 or _LABEL.fullmatch(first) or "[**" in first:
        return ""
    return first
