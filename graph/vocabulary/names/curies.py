"""CURIEs: how sources spell prefixes, and how medgraph does."""

from __future__ import annotations

import re

# Prefixes a `same_as` may point to; everything else a source cross-references is not followed.
LINKED = frozenset({"MESH", "DOID", "HP", "UMLS", "MONDO", "CHEBI", "RXNORM"})

_SPELLINGS = {
    "MSH": "MESH",
    "UMLS_CUI": "UMLS",
    "CUI": "UMLS",
    "HPO": "HP",
    "RXCUI": "RXNORM",
    "MIM": "OMIM",
    "ORPHANET": "ORDO",
    "ORPHA": "ORDO",
    "TAXONOMY": "NCBITaxon",
    "NCBITAXON": "NCBITaxon",
    "NCBIGENE": "NCBIGene",
}
_SHAPES = {
    "MESH": re.compile(r"[CD]\d{6,9}"),
    "UMLS": re.compile(r"C\d{7}"),
    "DOID": re.compile(r"\d+"),
    "HP": re.compile(r"\d{7}"),
    "MONDO": re.compile(r"\d{7}"),
    "CHEBI": re.compile(r"\d+"),
    "RXNORM": re.compile(r"\d{1,8}"),
}
_CURIE = re.compile(r"[A-Za-z][\w.-]*:\S+")


def is_curie(text: str) -> bool:
    """Whether the text looks like `PREFIX:local`."""
    return _CURIE.fullmatch(text) is not None and "://" not in text


def prefix_of(curie: str) -> str:
    """`MESH` of `MESH:D009203`."""
    return curie.partition(":")[0]


def normalise_curie(curie: str) -> str:
    """The CURIE with its prefix in medgraph's spelling: `MESH:D009203` of `mesh:D009203`.

    Registries write every prefix small, ontologies write theirs tall or mixed, which is kept.
    """
    prefix, _, local = curie.strip().partition(":")
    name = _SPELLINGS.get(prefix.upper(), prefix.upper())
    known = name in LINKED or prefix.upper() in _SPELLINGS or prefix.islower()
    return f"{name if known else prefix}:{local.strip()}"


def linkable_curie(curie: str) -> str | None:
    """The CURIE in medgraph's spelling when it is well formed and of a vocabulary in `LINKED`, else None."""
    prefix, _, local = normalise_curie(curie).partition(":")
    # Cross-references are typed by hand in some sources: a malformed one must not become an identity.
    if prefix not in LINKED or not _SHAPES[prefix].fullmatch(local):
        return None
    return f"{prefix}:{local}"


def mapped_curie(curie: str) -> str | None:
    """The CURIE of one side of a mapping, of any vocabulary; None where it is malformed."""
    text = normalise_curie(curie)
    if prefix_of(text) in LINKED:
        return linkable_curie(text)
    return text if is_curie(text) else None
