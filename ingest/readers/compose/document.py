"""A document out of its composed text and what its source says about it: every reader ends here."""

from __future__ import annotations

from typing import NamedTuple

from graph import Document, MeshHeading, Notice, Tier
from ingest.readers.compose.canonical import Composed
from ingest.readers.metadata.retraction import says_retracted, with_told_types


class Metadata(NamedTuple):
    """What a source says about a document beside its text; see `Document` for the forms.

    `identifiers` are the other ids of the paper; `build_document` adds the document's own.

    `retracted` is for sources that say so in a field of its own: publication types, notices and title are looked at
    by `build_document`.
    """

    year: int | None = None
    journal: str = ""
    authors: tuple[str, ...] = ()
    publication_types: tuple[str, ...] = ()
    mesh: tuple[MeshHeading, ...] = ()
    language: str = "en"
    url: str = ""
    licence: str = ""
    retracted: bool = False
    revised: str = ""
    notices: tuple[Notice, ...] = ()
    identifiers: tuple[str, ...] = ()
    patient: str = ""
    date: str = ""
    trials: tuple[str, ...] = ()


_NOTHING_STATED = Metadata()


def build_document(
    identifier: str, composed: Composed, tier: Tier, source: str, metadata: Metadata = _NOTHING_STATED
) -> Document:
    """The document `identifier` of a composed text; `source` is the name of the file or member it was read from."""
    body = composed.text.removeprefix(composed.title)
    retracted = metadata.retracted or says_retracted(
        metadata.publication_types, metadata.notices, composed.title, body
    )
    types = with_told_types(metadata.publication_types, composed.title)
    identifiers = tuple(dict.fromkeys((identifier, *metadata.identifiers)))
    return Document(
        id=identifier,
        text=composed.text,
        tier=tier,
        title=composed.title,
        sections=composed.sections,
        source=source,
        **metadata._replace(retracted=retracted, publication_types=types, identifiers=identifiers)._asdict(),
    )
