"""Whether a record says of itself that it was retracted, in any of the ways that records say so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph import Notice, NoticeKind

_TYPES = {"retracted publication", "retracted article", "withdrawn publication"}
# Publishers and Cochrane put it before the title; in lower case it may be what the paper is about.
_TITLE = re.compile(
    r"\W*(?:RETRACTED|Retracted|WITHDRAWN|Withdrawn)(?: (?i:article|paper))?\s*[:\]\u2014\u2013]"
)


def says_retracted(types: Sequence[str], notices: Sequence[Notice], title: str) -> bool:
    """By its publication types, by a notice that it was retracted, or by its title."""
    # Every document passes here, nearly all without notices: an empty tuple need not be gone through.
    return bool(
        _TITLE.match(title)
        or (types and any(name.casefold() in _TYPES for name in types))
        or (notices and any(notice.kind is NoticeKind.RETRACTION_IN for notice in notices))
    )
