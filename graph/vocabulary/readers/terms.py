"""A term of an OBO ontology, in whichever syntax it was written, as a concept.

OBO, OBO graphs and OWL say the same things; which of them count is decided here, once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.model import Concept
from graph.vocabulary.names.curies import is_curie, linkable_curie, prefix_of
from graph.vocabulary.readers.categories import category_of_id
from graph.vocabulary.readers.iris import curie_of

# Scopes whose strings name the term itself. RELATED is kept too: on BC5CDR and NCBI train it neither gains nor
# loses with DOID (533 of 15,269) and HP (769 of 6,949) but holds most lay names; ChEBI's RELATED strings are
# IUPAC fragments and database codes ("beta", "e"), so there only EXACT counts. NARROW and BROAD name other things.
_SCOPES = frozenset({"EXACT", "RELATED"})
_EXACT_ONLY = frozenset({"CHEBI", "GO", "MI", "UBERON", "CL"})
# Vocabularies that mean "the same" by a bare xref; others mean "see also".
XREF_IS_SAME = frozenset({"DOID", "HP", "MONDO", "CHEBI"})
_DEMO = "medgraph-demo"
_VERSION = re.compile(r"\d{4}-\d\d-\d\d")
_OBO = re.compile(r"https?://purl\.obolibrary\.org/obo/")


@dataclass(slots=True)
class Term:
    """What an ontology says of a term; `synonyms` are (scope, text), `xrefs` and `exact` CURIEs or IRIs."""

    id: str
    name: str
    definition: str = ""
    synonyms: list[tuple[str, str]] = field(default_factory=list)
    xrefs: list[str] = field(default_factory=list)
    exact: list[str] = field(default_factory=list)
    parents: list[str] = field(default_factory=list)
    category: str = ""


def concept_of(term: Term, vocabulary_id: str) -> Concept:
    """The concept, with the synonyms that name it and the cross-references that mean it."""
    prefix = prefix_of(term.id).upper()
    xrefs = term.xrefs if prefix in XREF_IS_SAME or vocabulary_id == _DEMO else []
    return Concept(
        id=term.id,
        name=term.name,
        synonyms=_synonyms(term, _SCOPES - {"RELATED"} if prefix in _EXACT_ONLY else _SCOPES),
        definition=term.definition,
        category=term.category or category_of_id(term.id),
        parents=tuple(p for p in dict.fromkeys(map(curie_of, term.parents)) if is_curie(p) and p != term.id),
        same_as=_same_as(term.id, [*xrefs, *term.exact]),
    )


def _synonyms(term: Term, scopes: frozenset[str]) -> tuple[str, ...]:
    texts = dict.fromkeys(text.strip() for scope, text in term.synonyms if scope in scopes)
    return tuple(text for text in texts if text and text != term.name)


def _same_as(identifier: str, references: Iterable[str]) -> tuple[str, ...]:
    found = dict.fromkeys(curie for text in references if (curie := linkable_curie(curie_of(text))))
    found.pop(identifier, None)
    return tuple(found)


def identity_of(ontology: str, first_term: str) -> str:
    """The short name of an ontology: of its own name (`doid/subsets/rare`, or the IRI), else of its first term.

    An import file's name is a path of its importer ("hp/imports/chebi_import"): its terms say more.
    """
    name = _OBO.sub("", ontology)
    if "/imports/" in name or not name or "://" in name:
        return prefix_of(first_term)
    return re.sub(r"\.(?:owl|json|obo)$", "", name.split("/")[0])


def version_of(*texts: str) -> str:
    """The first text that says something: the date in it when it is an IRI."""
    text = next((text for text in texts if text), "")
    found = _VERSION.search(text)
    return found.group() if found and "://" in text else text
