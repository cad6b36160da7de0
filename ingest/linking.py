"""Names of a document from what its recognisers found: one set of candidates, linked to concepts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from graph.linking import Link, Linker, UnlinkedMention, is_ambiguous
from ingest.abbreviations import find_abbreviations, long_forms
from ingest.recognize.base import Candidate
from ingest.recognize.dictionary import DictionaryRecogniser
from ingest.recognize.extents import mended
from ingest.recognize.merge import merge
from ingest.recognize.short_forms import resolve_abbreviations
from ingest.shorthand import is_shorthand


def find_names(
    text: str, found: Sequence[Sequence[Candidate]], linker: Linker, is_record: bool = False
) -> list[Candidate]:
    """What the recognisers found, as one set of linked candidates in order of `start`.

    The document's own abbreviations count before any list; `is_record` says that it may be a patient's record, where
    clinicians' shorthand has the meaning that clinicians agree on.
    """
    abbreviations = find_abbreviations(text)
    forms = long_forms(text, abbreviations)
    unknown = [short for short, long in forms.items() if not long and is_ambiguous(short)]
    resolved = resolve_abbreviations(
        text, merge(mended(text, each) for each in found), abbreviations, unknown
    )
    return link_candidates(text, resolved, forms, linker, is_record and is_shorthand(text))


def link_candidates(
    text: str,
    candidates: Sequence[Candidate],
    forms: Mapping[str, str],
    linker: Linker,
    clinical: bool = False,
) -> list[Candidate]:
    """The candidates with the concepts that the linker gives them, in order; one that names several is one of each.

    A dictionary's concept stays unless the linker knows better: "hepatitis" is drug-induced where the text says so, and
    an acronym nothing where it does not speak of what it stands for. The score of a candidate whose concept is the
    linker's is its recogniser's times its link's; its method names both. `forms` are the document's abbreviations.
    """
    mentions = [
        UnlinkedMention(c.start, c.end, c.category, c.concept_id, c.method != DictionaryRecogniser.name)
        for c in candidates
    ]
    links = linker.link(text, mentions, forms, clinical=clinical)
    return [
        made for candidate, link in zip(candidates, links, strict=True) for made in _linked(candidate, link)
    ]


def _linked(candidate: Candidate, link: Link | None) -> Iterator[Candidate]:
    if link is None:
        # What only a dictionary found is nothing but its concept.
        if candidate.concept_id is None or candidate.method != DictionaryRecogniser.name:
            yield replace(candidate, concept_id=None)
        return
    if link.concept_id == candidate.concept_id:
        yield candidate
        return
    for concept_id in (link.concept_id, *link.also):
        score, method = candidate.score * link.score, f"{candidate.method}+{link.method}"
        yield replace(candidate, concept_id=concept_id, score=score, method=method)
