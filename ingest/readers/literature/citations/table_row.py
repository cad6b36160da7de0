"""One row of a table of references as a citation."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.readers.literature.citations.citation import Citation, addresses, people
from ingest.readers.literature.citations.publication_types import known_types, type_of_code
from ingest.readers.metadata.years import year_in

# Embase: "Cancer (2004) 102:4 (253-258). Date of Publication: 25 Aug 2004".
_SOURCE = re.compile(r"(?P<journal>[^(]{2,200}?)\s*+(?:[,.]\s*+)?\(?(?P<year>(?:19|20)\d\d)\b")
_SEVERAL = re.compile(r"(?<!\s)\s*+(?:;|\||\band\b|&)\s*")
_COMMAS = re.compile(r"(?<!\s)\s*+,\s*")
_INITIALS = re.compile(r"(?:[A-Z]\.?[ -]?){1,4}")


def citation_of(pairs: Iterable[tuple[str, str]]) -> Citation:
    """The citation of values by the names of `columns`; of several of one name the first that is not empty counts."""
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        if name and value.strip():
            found.setdefault(name, []).append(value.strip())

    def first(name: str) -> str:
        return found.get(name, [""])[0]

    source = _SOURCE.match(first("source"))
    codes = filter(None, map(type_of_code, found.get("types", ())))
    return Citation(
        title=first("title"),
        abstract=first("abstract"),
        year=next((year for year in found.get("year", ()) if year_in(year)), "")
        or (source["year"] if source else ""),
        journal=first("journal") or (source["journal"] if source else ""),
        authors=authors_of(first("authors")),
        types=tuple(dict.fromkeys((*codes, *known_types(found.get("types", ()))))),
        language=first("language"),
        dois=found.get("dois", []),
        pmids=[*found.get("pmids", ()), *found.get("pmcs", ())],
        links=[link for value in found.get("links", ()) for link in addresses(value)],
        notes=[*found.get("notes", ()), *found.get("source", ())],
    )


def authors_of(value: str) -> list[str]:
    """Names as `Last First` out of one field: between semicolons, or between commas where no name holds one."""
    if value.count(".") == 1 and "," in value:
        value = value.removesuffix(".")  # PubMed ends the list with a full stop
    if ";" in value or "|" in value:
        return people(_SEVERAL.split(value))
    if " and " in value and all(name.count(",") < 2 for name in _SEVERAL.split(value)):
        return people(_SEVERAL.split(value))
    parts = [part for part in _COMMAS.split(value) if part]
    # "Doe, J., Roe, R.": last names and initials take turns.
    if len(parts) > 1 and len(parts) % 2 == 0 and all(map(_INITIALS.fullmatch, parts[1::2])):
        return [f"{last} {initials}" for last, initials in zip(parts[::2], parts[1::2], strict=True)]
    return [" ".join(parts)] if len(parts) == 2 and " " not in parts[0] else parts
