"""A document out of its composed text and what its source says about it: every reader ends here."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model import Document, MeshHeading, Notice, Tier
from ingest.readers.compose.canonical import Composed
from ingest.readers.metadata.retraction import says_retracted


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a source says about a document beside its text; see `Document` for the forms.

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


_NOTHING_STATED = Metadata()


def build_document(
    identifier: str, composed: Composed, tier: Tier, source: str, metadata: Metadata = _NOTHING_STATED
) -> Document:
    """The document `identifier` of a composed text; `source` is the name of the file or member it was read from."""
    types, notices = metadata.publication_types, metadata.notices
    return Document(
        id=identifier,
        text=composed.text,
        tier=tier,
        title=composed.title,
        sections=composed.sections,
        year=metadata.year,
        journal=metadata.journal,
        authors=metadata.authors,
        publication_types=types,
        mesh=metadata.mesh,
        language=metadata.language,
        url=metadata.url,
        licence=metadata.licence,
        retracted=metadata.retracted or says_retracted(types, notices, composed.title),
        revised=metadata.revised,
        notices=notices,
        source=source,
    )
