"""A record that says less than the one that is stored is kept beside it, and does not take its place.

An export of one laboratory value has the id of the patient whose allergies an earlier export told of.
"""

from __future__ import annotations

from dataclasses import replace

from graph import Document, Tier

# Of the stored record's lines, those that an export which says that it is newer may lack; set by hand.
_MAY_LACK = 0.5


def lacking_lines(document: Document, stored: Document) -> int:
    """How many lines of a stored record a new one of the same id has not."""
    lines = _lines(stored)
    return len(lines - _lines(document))


def is_partial(document: Document, stored: Document, is_torn: bool) -> bool:
    """Whether a patient's record is not to replace the stored one; `is_torn`: its file could not be read whole.

    From the same file it is the record as somebody edited it, and from another one that says that it is newer and has
    most of the stored lines, the record as it is now.
    """
    if document.tier is not Tier.USER or not document.patient:
        return False
    if document.source == stored.source and not is_torn:
        return False
    is_newer = bool(stored.revised) and document.revised > stored.revised and not is_torn
    return lacking_lines(document, stored) > (_MAY_LACK * len(_lines(stored)) if is_newer else 0)


def beside(document: Document) -> Document:
    """The document under an id of its own, by its content."""
    id_ = f"{document.id}~{document.content_hash[:12]}"
    return replace(document, id=id_, identifiers=(id_,))


def _lines(document: Document) -> set[str]:
    return {line.strip() for line in document.text.split("\n") if line.strip()}
