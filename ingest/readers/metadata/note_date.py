"""The day that a note is of: what its head says, else what the name of its file says."""

from __future__ import annotations

import re

from graph import dates_in, has_day_first

_HEAD_LINES = 15  # in which notes say when they are of
# In order of preference: what a discharge summary says is of the discharge.
_LABELS = (
    r"discharge[d]?(?: date)?|date of discharge",
    r"(?:date of |visit |encounter |service |note |report |exam(?:ination)? |study |procedure |clinic )"
    r"(?:date|service|visit|encounter|note|report|exam(?:ination)?|study|procedure)(?:/time)?|dos|seen(?: on)?|visit",
    r"date(?:/time)?|dated|collected|performed",
    r"admi(?:ssion|tted)(?: date| on)?|date of admission",
)
_LABELLED = tuple(
    re.compile(rf"(?:^|[\s|])(?:{label})\s*+(?:(?:[:#]|on\b|-|=)\s*+)?$", re.IGNORECASE) for label in _LABELS
)
_NOT_OF_THE_NOTE = re.compile(
    r"\b(?:birth|born|dob|d\.o\.b|expir\w*|printed|due|until|next|appointment)\b", re.I
)
_FIRST = 60  # characters of the first line that may name the day; further on it is that of something told of
_LEAD = 40  # characters before a date in which its label stands


def note_date(text: str, name: str = "") -> str:
    """YYYY-MM-DD of a labelled date in the first lines, of a line that is only one, of the first line, or of `name`."""
    head = "\n".join([line for line in text.split("\n") if line.strip()][:_HEAD_LINES])
    found: dict[int, str] = {}
    for date in dates_in(head.replace("[**", "   "), has_day_first(text)):
        line_start = head.rfind("\n", 0, date.start) + 1
        before = head[max(line_start, date.start - _LEAD) : date.start].rstrip(" [*").replace("**]", "")
        if _NOT_OF_THE_NOTE.search(before):
            continue
        rank = next((rank for rank, label in enumerate(_LABELLED) if label.search(before)), None)
        if rank is None and not before.strip(" -\t") and head[date.end :].split("\n")[0].strip(" *]:-") == "":
            rank = len(_LABELLED)
        if rank is None and not line_start and date.start < _FIRST:
            rank = len(_LABELLED) + 1
        if rank is not None:
            found.setdefault(rank, date.iso)
    if found:
        return found[min(found)]
    return next((date.iso for date in dates_in(name.replace("_", " "))), "")
