"""The outline of a plain text: headings on lines of their own, those of clinical notes also before text, a title."""

from __future__ import annotations

import re

from graph import SectionKind
from ingest.readers.compose.canonical import Part
from ingest.readers.compose.clinical_headings import (
    is_clinical_heading,
    is_unmistakable_heading,
    split_heading,
)
from ingest.readers.compose.headings import kind_of
from ingest.readers.compose.hyphens import mend_line_ends
from ingest.readers.compose.paragraphs import continues, join_lines, width_of
from ingest.readers.text.margin_numbers import without_margin

_TITLE_CHARS = 120  # a line of print; longer first lines are sentences
# "HISTORY OF PRESENT ILLNESS:", "Discharge Medications:"; small words may stay small.
_LABEL = re.compile(
    r"(?=.{2,60}$)[A-Z][\w'/().-]*(?:[ ,/&-]+(?:[A-Z(][\w'/().-]*|of|and|or|on|at|in|the|for|to|&)){0,7}:"
)
# "ASSESSMENT AND PLAN" without a colon.
_CAPITALS = re.compile(r"(?=.{4,60}$)(?=(?:[^A-Z]*[A-Z]){4})[A-Z][A-Z '/&,()-]*[A-Z)]")
# Who and when: the first line of many notes, and no title (nor a thing to be shown wherever the note is cited).
_IDENTITY = re.compile(
    r"(?:(?:patient|pt|account|unit|record|medical record|mr|visit|admission|discharge|service|birth)\b[\w .#]{0,20}"
    r"|name|mrn|dob|ssn|sex|gender|age|date(?: of [\w ]{1,20})?|attending|physician|provider|service)\s*[:#]",
    re.IGNORECASE,
)
_FIELD = re.compile(r"\S:\s")


def plain_outline(text: str) -> tuple[str, list[Part]]:
    """The title ('' when no line is one) and the sections."""
    lines = mend_line_ends("\n".join(without_margin(text.split("\n"))), between=" ").split("\n")
    title = _title(lines)
    width = width_of(lines)
    parts: list[Part] = []
    heading, block = "", list[str]()
    title_at = next(i for i, line in enumerate(lines) if line.strip()) if title else -1
    for number, line in enumerate(lines):
        if number == title_at:
            continue
        previous = lines[number - 1] if number else ""
        found = _heading(line, previous)
        if found is not None and not (found[1] and previous.rstrip().endswith(",")):
            parts.append(_part(heading, block, width))
            heading, block = found[0], [found[1]] if found[1] else []
        else:
            block.append(line)
    parts.append(_part(heading, block, width))
    return title, parts


def is_heading(line: str, previous: str = "") -> bool:
    """Whether a line is nothing but a heading; without a colon after a blank line.

    One that notes share needs no blank line where no sentence goes on: below "Allergies: none" a line "Medications" is
    no allergy.
    """
    stripped = line.strip()
    if _LABEL.fullmatch(stripped):
        return True
    if not previous.strip():
        return bool(_CAPITALS.fullmatch(stripped) or is_clinical_heading(stripped))
    return is_unmistakable_heading(stripped) and not continues(previous, line)


def _heading(line: str, previous: str) -> tuple[str, str] | None:
    """The heading that a line begins with and what else is on it; None for a line of text."""
    if is_heading(line, previous):
        return line.strip().rstrip(":").rstrip(), ""
    return split_heading(line)


def _part(heading: str, block: list[str], width: int) -> Part:
    """A section; a heading above nothing ("Allergies:", and no word) is text itself, lest it be lost."""
    if heading and not any(map(str.strip, block)):
        return Part("", SectionKind.OTHER, f"{heading}:")
    return Part(heading, kind_of(heading), join_lines(block, width))


def _title(lines: list[str]) -> str:
    """The first line with text, if short and no sentence, fields ("Sex: F") or heading."""
    number = next(i for i, line in enumerate(lines) if line.strip())
    first = lines[number].strip()
    following = lines[number + 1] if number + 1 < len(lines) else ""
    if len(first) > _TITLE_CHARS or first[-1] in ".,;:" or continues(first, following):
        return ""
    if len(_FIELD.findall(first)) > 1 or _LABEL.fullmatch(first) or "[**" in first:
        return ""
    if split_heading(first) or is_clinical_heading(first) or _IDENTITY.match(first):
        return ""
    return first
