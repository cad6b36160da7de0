"""Notices: what one record says of another that changes how it may be used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class NoticeKind(StrEnum):
    """A published link between two records that changes how one of them may be used.

    The values are PubMed's CommentsCorrections RefTypes.
    """

    RETRACTION_IN = "RetractionIn"
    RETRACTION_OF = "RetractionOf"
    ERRATUM_IN = "ErratumIn"
    ERRATUM_FOR = "ErratumFor"
    CONCERN_IN = "ExpressionOfConcernIn"
    CONCERN_FOR = "ExpressionOfConcernFor"
    UPDATE_IN = "UpdateIn"
    UPDATE_OF = "UpdateOf"


@dataclass(frozen=True, slots=True)
class Notice:
    """A retraction, erratum, expression of concern or update; `target` is the other record's document id, or ''."""

    kind: NoticeKind
    target: str = ""
    note: str = ""


_RETRACTION_NOTICES = {
    "retraction of publication",
    "retraction notice",
    "retraction",
}  # PubMed, Crossref, Web of Science


def is_retraction_notice(kinds: Iterable[NoticeKind], publication_types: Iterable[str]) -> bool:
    """Whether a record with these notices, of these types, is the notice that retracts a paper."""
    return NoticeKind.RETRACTION_OF in kinds or any(
        name.casefold() in _RETRACTION_NOTICES for name in publication_types
    )
