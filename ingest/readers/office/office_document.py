"""An office document's walk and properties as a Document."""

from __future__ import annotations

from graph import Document, SectionKind, Tier
from graph.parsing import Problem, Source, plain_name, read_whole
from ingest.readers.compose.canonical import Part, compose
from ingest.readers.compose.document import Metadata, build_document
from ingest.readers.metadata.identity import content_id
from ingest.readers.metadata.languages import language_code
from ingest.readers.office.office_meta import Properties
from ingest.readers.office.office_walk import OfficeWalk

_MAX_BYTES = 512 * 2**20  # with pictures; it is held once, to make the id


def office_document(
    source: Source, tier: Tier, walk: OfficeWalk, meta: Properties, language: str = ""
) -> Document | Problem:
    """The document; notes of the whole text are its last section. `language` is that of its styles."""
    parts = walk.outline.parts()
    if walk.notes:
        parts.append(Part("Notes", SectionKind.OTHER, "\n".join(walk.notes)))
    if not parts and not walk.title:
        return Problem(
            source.name, "", "no text: what it shows may be pictures of text, which need OCR first"
        )
    composed = compose(walk.title or meta.title or plain_name(source).stem, parts)
    return build_document(
        content_id(read_whole(source, _MAX_BYTES)),
        composed,
        tier,
        source.name,
        Metadata(
            year=meta.year,
            authors=meta.authors,
            language=language_code(meta.language or language),
            revised=meta.revised,
        ),
    )
