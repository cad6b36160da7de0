"""Concept ids of annotated corpora as CURIEs: corpora write MeSH's and NCBI's without saying whose they are."""

from __future__ import annotations

import re

from ingest.readers.compose import clean_line

_NONE = {"", "-", "-1", "none", "null", "n/a"}
# tmVar's names of variants have the marks inside that separate ids elsewhere.
_VARIANT = re.compile(r"[a-z]\||tmVar:", re.ASCII)
_SEPARATOR = re.compile(r"[|,;+]")
_MESH = re.compile(r"[DC]\d{6}(?:\d{3})?", re.ASCII)
_TYPED = re.compile(r"[A-Za-z]{3,}\|(?P<id>.+)")
_OF_TYPE = {"gene": "NCBIGene", "organism": "NCBITaxon", "species": "NCBITaxon", "taxon": "NCBITaxon"}


class ConceptIds:
    """The ids in one document: those of its mentions are remembered, since relations name them without a type."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def of_mention(self, value: str, type: str) -> tuple[str, ...]:
        """The CURIEs in what a mention of a type has for its id, in order, each once."""
        found = {raw: _curie(raw, type) for raw in _split(value)}
        self._known |= found
        return tuple(dict.fromkeys(found.values()))

    def of_end(self, value: str) -> str:
        """The CURIE that an end of a relation is (`D016651`, `Chemical|MESH:D016651`); '' when it is none."""
        value = clean_line(value)
        typed = _TYPED.fullmatch(value)
        raw = typed["id"] if typed else value
        return "" if raw.casefold() in _NONE else self._known.get(raw) or _curie(raw, "")


def _split(value: str) -> list[str]:
    value = clean_line(value)
    parts = [value] if _VARIANT.match(value) else _SEPARATOR.split(value)
    return [part for part in map(clean_line, parts) if part.casefold() not in _NONE]


def _curie(raw: str, type: str) -> str:
    if _MESH.fullmatch(raw):
        return f"MESH:{raw}"
    prefix, colon, local = raw.partition(":")
    if colon:
        return f"MESH:{local}" if prefix.upper() == "MESH" else raw
    if raw.isdecimal():
        scheme = next((scheme for word, scheme in _OF_TYPE.items() if word in type.casefold()), "")
        return f"{scheme}:{raw}" if scheme else raw
    return raw
