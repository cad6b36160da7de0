"""IRIs of concepts as CURIEs: OBO PURLs and the addresses other sources use for the same things."""

from __future__ import annotations

import re

from graph.vocabulary.names.curies import normalise_curie

_OBO = re.compile(r"https?://purl\.obolibrary\.org/obo/([A-Za-z][A-Za-z0-9]*)_(\w+)")
_IDENTIFIERS = re.compile(r"https?://(?:www\.)?identifiers\.org/([A-Za-z][\w.]*)[/:](?:[A-Za-z]+:)?([\w.-]+)")
_PLACES = (
    (re.compile(r"https?://id\.nlm\.nih\.gov/mesh/(?:\d{4}/)?([CD]\d{6,9})"), "MESH"),
    (re.compile(r"https?://linkedlifedata\.com/resource/umls/id/(C\d{7})"), "UMLS"),
    (re.compile(r"https?://uts\.nlm\.nih\.gov/(?:\S*/)?(C\d{7})"), "UMLS"),
    (re.compile(r"https?://purl\.bioontology\.org/ontology/MESH/([CD]\d{6,9})"), "MESH"),
    (re.compile(r"https?://purl\.bioontology\.org/ontology/RXNORM/(\d+)"), "RXNORM"),
    (re.compile(r"https?://(?:www\.)?omim\.org/entry/(\d+)"), "OMIM"),
    (re.compile(r"https?://www\.orpha\.net/ORDO/Orphanet_(\d+)"), "ORDO"),
)


def curie_of_iri(iri: str) -> str | None:
    """`DOID:1612` of `http://purl.obolibrary.org/obo/DOID_1612`, None for an address that is not known."""
    if found := _OBO.fullmatch(iri):
        return f"{found[1]}:{found[2]}"
    if found := _IDENTIFIERS.fullmatch(iri):
        return normalise_curie(f"{found[1]}:{found[2]}")
    for place, prefix in _PLACES:
        if found := place.fullmatch(iri):
            return f"{prefix}:{found[1]}"
    return None


def curie_of(text: str) -> str:
    """The CURIE of an IRI that is known, else the text itself."""
    text = text.strip().removeprefix("<").removesuffix(">")
    return (curie_of_iri(text) if "://" in text else None) or text
