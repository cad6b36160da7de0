"""The parse of a paper as S2ORC and CORD-19 write it: paragraphs with the name of their section, captions.

Format: https://github.com/allenai/s2orc-doc2json and https://github.com/allenai/cord19. Left out: bibliography, cells
of tables, formulas that only LaTeX has.
"""

from __future__ import annotations

from itertools import groupby

from graph import SectionKind
from ingest.readers.compose.canonical import Part, clean_line
from ingest.readers.compose.headings import kind_of
from ingest.readers.streams.json_fields import Object, objects_at, text_at, value_at

_FLOATS = {"figure", "table"}
_ABOVE = ":::"
"""Between a section's name and those of the sections it stands in, innermost first."""


def has_text(parse: object) -> bool:
    """Whether it is a parse with paragraphs."""
    return bool(objects_at(parse, "body_text") or objects_at(parse, "abstract"))


def parts_of(parse: object, abstract: str = "") -> list[Part]:
    """Abstract (the parse's own, else the one given), body, captions, back matter."""
    parts = _sections(objects_at(parse, "abstract"), SectionKind.ABSTRACT)
    if not any(clean_line(part.body) for part in parts):
        own = value_at(parse, "abstract")
        parts = [
            Part("", SectionKind.ABSTRACT, own if isinstance(own, str) and clean_line(own) else abstract)
        ]
    parts += _sections(objects_at(parse, "body_text"), SectionKind.OTHER)
    parts += _captions(value_at(parse, "ref_entries"))
    return parts + _sections(objects_at(parse, "back_matter"), SectionKind.OTHER)


def _sections(paragraphs: list[Object], kind: SectionKind) -> list[Part]:
    """Paragraphs of one section put together, in order; an abstract's are all of its kind."""
    parts: list[Part] = []
    for section, group in groupby(paragraphs, _section):
        names = [clean_line(name) for name in section.split(_ABOVE)]
        heading = "" if kind is SectionKind.ABSTRACT and names[0].casefold() == "abstract" else names[0]
        kinds = (kind_of(name) for name in names if kind is SectionKind.OTHER)
        found = next((own for own in kinds if own is not SectionKind.OTHER), kind)
        parts.append(Part(heading, found, "\n".join(text_at(paragraph, "text") for paragraph in group)))
    return parts


def _section(paragraph: Object) -> str:
    """LaTeX parses give a section as `[[number, name], ...]`, outermost first."""
    section = paragraph.get("section")
    while isinstance(section, list) and section:
        section = section[-1]
    return section if isinstance(section, str) else ""


def _captions(entries: object) -> list[Part]:
    """What figures and tables say below them; other entries are sections, formulas and footnotes."""
    found = (
        [entry for entry in entries.values() if isinstance(entry, dict)] if isinstance(entries, dict) else []
    )
    return [
        Part("", SectionKind.CAPTION, text_at(entry, "text"))
        for entry in found
        if (text_at(entry, "type") or text_at(entry, "type_str")) in _FLOATS
    ]


def authors_of(value: object) -> tuple[str, ...]:
    """`Last First Middle` of every author in the list at `authors`."""
    names = []
    for author in objects_at(value, "authors"):
        middle = " ".join(part for part in _middle(author) if part)
        parts = (text_at(author, "last"), text_at(author, "first"), middle, text_at(author, "suffix"))
        names.append(clean_line(" ".join(parts)) or clean_line(text_at(author, "name")))
    return tuple(filter(None, names))


def _middle(author: Object) -> list[str]:
    middle = author.get("middle")
    return (
        [part for part in middle if isinstance(part, str)] if isinstance(middle, list) else [text_at(middle)]
    )
