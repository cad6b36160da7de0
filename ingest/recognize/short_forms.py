"""A document's own abbreviations: every occurrence of a short form becomes the entity that its definition names.

Abbreviations are unambiguous within a document and ambiguous across documents (Schwartz and Hearst 2003), so a
definition in the text beats any vocabulary.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import attrgetter

from graph import Span
from graph.linking import DefinedForms
from ingest.abbreviations import Abbreviation, short_forms_of
from ingest.recognize.base import Candidate
from ingest.recognize.dictionary import DictionaryRecogniser

# A short form names its concept as surely as its definition does, less the rare wrong definition.
_METHOD = "abbreviation"
_ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)
_PLURAL = re.compile(r"e?s", re.IGNORECASE)


def resolve_abbreviations(
    text: str,
    candidates: Sequence[Candidate],
    abbreviations: Iterable[Abbreviation],
    undefined: Iterable[str] = (),
) -> list[Candidate]:
    """The candidates, which are disjoint, with every short form read as the document defines it; in order of `start`.

    Where a definition's long form is a candidate (give or take an article before it and a plural ending), each
    whole-word, same-case occurrence of the short form becomes that entity, in place of any candidate that is no longer
    than the short form. Where it is not, what a vocabulary says of the short form is not believed: the document means
    something else, which a recogniser that reads the context may have named, but not linked. A longer candidate that
    contains the short form stays. `undefined` are forms that the document uses for something unknown.
    """
    candidates = sorted(candidates, key=lambda candidate: candidate.start)
    long_forms: dict[str, Candidate | None] = {}
    for abbreviation in abbreviations:
        named = _candidate_of(text, candidates, abbreviation.long)
        for short in short_forms_of(abbreviation.short.of(text)):
            # The first definition counts, unless only a later one was recognised.
            if long_forms.get(short) is None:
                long_forms[short] = named
    for short in undefined:
        long_forms.setdefault(short, None)
    if not long_forms:
        return candidates
    return _replace_short_forms(text, candidates, long_forms)


def _replace_short_forms(
    text: str, candidates: Sequence[Candidate], long_forms: dict[str, Candidate | None]
) -> list[Candidate]:
    places = list(DefinedForms(long_forms).spans(text))
    kept = [candidate for candidate in candidates if not _is_part_of_one(candidate, places)]
    taken = {position for candidate in kept for position in range(candidate.start, candidate.end)}
    contextual = {(c.start, c.end): c for c in candidates if c.method != DictionaryRecogniser.name}
    for place in places:
        long_form = long_forms[place.of(text)]
        if not taken.isdisjoint(range(place.start, place.end)):
            continue
        if long_form is not None:
            kept.append(replace(long_form, start=place.start, end=place.end, method=_METHOD))
        elif (place.start, place.end) in contextual:
            kept.append(replace(contextual[place.start, place.end], concept_id=None))
    return sorted(kept, key=lambda candidate: candidate.start)


def _is_part_of_one(candidate: Candidate, places: Sequence[Span]) -> bool:
    """Whether the candidate is one of the short forms at some places, a part of it, or its plural."""
    last = bisect_right(places, candidate.start, key=attrgetter("start")) - 1
    return last >= 0 and candidate.start < places[last].end and candidate.end <= places[last].end + 1


def _candidate_of(text: str, candidates: Sequence[Candidate], long: Span) -> Candidate | None:
    """The candidate that names the long form, the best one if there are several."""
    first = bisect_right(candidates, long.start, key=attrgetter("end"))
    overlapping = candidates[first : bisect_left(candidates, long.end, first, key=attrgetter("start"))]
    same = [candidate for candidate in overlapping if _same_extent(text, candidate, long)]
    return max(same, key=lambda candidate: (candidate.concept_id is not None, candidate.score), default=None)


def _same_extent(text: str, candidate: Candidate, long: Span) -> bool:
    """Whether the spans are equal but for an article at the start and a plural ending, on either side."""
    first, last = sorted((candidate.start, long.start)), sorted((candidate.end, long.end))
    before, after = text[first[0] : first[1]], text[last[0] : last[1]]
    return (not before or _ARTICLE.fullmatch(before) is not None) and (
        not after or _PLURAL.fullmatch(after) is not None
    )
