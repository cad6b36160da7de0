"""A document's own abbreviations: every occurrence of a short form becomes the entity that its definition names.

Abbreviations are unambiguous within a document and ambiguous across documents (Schwartz and Hearst 2003), so a
definition in the text beats any vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph import Span
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
    """The candidates with every short form read as the document defines it, in order of `start`.

    Where a definition's long form is a candidate (give or take an article before it and a plural ending), each
    whole-word, same-case occurrence of the short form becomes that entity, in place of any candidate that is no longer
    than the short form. Where it is not, what a vocabulary says of the short form is not believed: the document means
    something else, which a recogniser that reads the context may have named, but not linked. A longer candidate that
    contains the short form stays. `undefined` are forms that the document uses for something unknown.
    """
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
        return sorted(candidates, key=lambda candidate: candidate.start)
    return _replace_short_forms(text, candidates, long_forms)


def _replace_short_forms(
    text: str, candidates: Sequence[Candidate], long_forms: dict[str, Candidate | None]
) -> list[Candidate]:
    places = list(_occurrences(text, long_forms))
    inside = set(places)
    kept = [
        candidate
        for candidate in candidates
        if not any(_is_part_of(candidate, start, end) for start, end in _near(inside, candidate))
    ]
    taken = {position for candidate in kept for position in range(candidate.start, candidate.end)}
    contextual = {(c.start, c.end): c for c in candidates if c.method != DictionaryRecogniser.name}
    for start, end in places:
        long_form = long_forms[text[start:end]]
        if not taken.isdisjoint(range(start, end)):
            continue
        if long_form is not None:
            kept.append(replace(long_form, start=start, end=end, method=_METHOD))
        elif (start, end) in contextual:
            kept.append(replace(contextual[start, end], concept_id=None))
    return sorted(kept, key=lambda candidate: candidate.start)


def _near(places: set[tuple[int, int]], candidate: Candidate) -> list[tuple[int, int]]:
    return [place for place in places if place[0] <= candidate.start and candidate.end <= place[1] + 1]


def _is_part_of(candidate: Candidate, start: int, end: int) -> bool:
    """Whether the candidate is the short form, a part of it, or its plural."""
    return start <= candidate.start and candidate.end <= end + 1 and candidate.start < end


def _occurrences(text: str, shorts: Iterable[str]) -> Iterable[tuple[int, int]]:
    """Whole-word, same-case occurrences of the short forms; a plural `s` after one is no part of it."""
    # Longest first, so that "HNPCC2" is not read as "HNPCC".
    choices = "|".join(re.escape(short) for short in sorted(shorts, key=lambda short: (-len(short), short)))
    for found in re.finditer(rf"(?<!\w)(?:{choices})(?=s?(?!\w))", text):
        yield found.span()


def _candidate_of(text: str, candidates: Sequence[Candidate], long: Span) -> Candidate | None:
    """The candidate that names the long form, the best one if there are several."""
    same = [candidate for candidate in candidates if _same_extent(text, candidate, long)]
    return max(same, key=lambda candidate: (candidate.concept_id is not None, candidate.score), default=None)


def _same_extent(text: str, candidate: Candidate, long: Span) -> bool:
    """Whether the spans are equal but for an article at the start and a plural ending, on either side."""
    first, last = sorted((candidate.start, long.start)), sorted((candidate.end, long.end))
    if first[1] >= last[0]:
        return False
    before, after = text[first[0] : first[1]], text[last[0] : last[1]]
    return (not before or _ARTICLE.fullmatch(before) is not None) and (
        not after or _PLURAL.fullmatch(after) is not None
    )
