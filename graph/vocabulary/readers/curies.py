"""CURIEs: how sources spell prefixes, and how medgraph does."""

from __future__ import annotations

import re

# Prefixes a `same_as` may point to; everything else a source cross-references is not followed.
LINKED = frozenset({"MESH", "DOID", "HP", "UMLS", "MONDO", "CHEBI"})

_SPELLINGS = {"MSH": "MESH", "UMLS_CUI": "UMLS", "CUI": "UMLS", "HPO": "HP"}
_SHAPES = {
    "MESH": re.compile(r"[CD]\d{6,9}"),
    "UMLS": re.compile(r"C\d{7}"),
    "DOID": re.compile(r"\d+"),
    "HP": re.compile(r"\d{7}"),
    "MONDO": re.compile(r"\d{7}"),
    "CHEBI": re.compile(r"\d+"),
}
_CURIE = re.compile(r"[A-Za-z][\w.-]*:\S+")


def is_curie(text: str) -> bool:
    """Whether the text looks like `PREFIX:local`."""
    return _CURIE.fullmatch(text) is not None


def prefix_of(curie: str) -> str:
    """`MESH` of `MESH:D009203`."""
    return curie.partition(":")[0]


def equivalent(curie: str) -> str | None:
    """The CURIE in our spelling when it names a concept of a linked vocabulary, else None."""
    prefix, _, local = curie.strip().partition(":")
    name = prefix.upper()
    name = _SPELLINGS.get(name, name)
    # Cross-references are typed by hand in some sources: a malformed one must not become an identity.
    if name not in LINKED or not _SHAPES[name].fullmatch(local.strip()):
        return None
    return f"{name}:{local.strip()}"
