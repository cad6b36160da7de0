"""Which medicines of a line are no longer taken, and which of them a later line stopped or replaced."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from graph import Span, dates_in
from retrieval.record.categories import MedicationList
from retrieval.record.lines import RecordLine, drug_mentions, names_drug
from retrieval.record.names import pattern_of
from retrieval.record.replaced import CHANGED, replacements
from retrieval.record.terms import Term
from retrieval.record.wording import DOSE, pieces_of

# What ended a medicine; in the past, since "do not stop without advice" ends none.
_STOP = (
    r"(?:stopped|discontinued|d/?c'?d|ceased|withdrawn|held|on[ -]hold|withheld|paused|omitted|suspended|no longer"
    r"|not (?:been )?tak\w+|never (?:been )?(?:took|taken|tak\w+|on|used|had|started|given|prescribed)"
    r"|(?<!until )(?<!when )(?:completed|finished)|cancell?ed|declined|refused|inactive|revoked"
    r"|used to (?:take|use|be on|have)|(?:formerly|previously) (?:on|took|taking|taken|used)"
    r"|(?:came|come|weaned|tapered|taken|went|got|been|stays?|remains?|kept) off|quit"
    r"|does(?:n['\u2019]?t| not) want|(?:not|isn['\u2019]?t) keen|would rather not"
    r"|gave (?:it|this|that|them|him|her)? ?up|given up|not given|not to be given|took\b[^.;]{1,60}\buntil)"
)
_STOPPED = re.compile(
    rf"\b{_STOP}\b|^\W*(?:[A-Z]\w{{0,12}}:\s*)?(?:\d+[.)]\s*)?(?:stop|discontinue|hold|d/c)\b(?! (?:date|if|when))",
    re.IGNORECASE,
)
# A day on which it ends or ended: "StopDate: 2007-08-06", "until 2012-10-13".
_ENDS = re.compile(
    r"\b(?:(?:stop|end) ?date|ended|until)\b\W{0,3}(?:on )?(?=\d|[A-Z][a-z]{2})", re.IGNORECASE
)
# "Previous DMARDs": what the line itself shows to be over, as a section may go on into what is taken now.
_PAST_LIST = re.compile(r"\b(?:previous|past|prior|former|tried|failed)\b", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:19|20)\d\d ?[-\u2013] ?(?:19|20)\d\d\b|\bfail(?:ed|ure)\b|\bno (?:use|benefit|response|effect|help)\b"
    r"|\bineffective\b|\bintoler|\bside[- ]effects?\b|\blost (?:response|effect)\b"
    r"|\bdid(?:n['\u2019]t| not) (?:help|work)\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(rf"\b(?:was|were|been|being|are|is) (?:\w+ )?{_STOP}", re.IGNORECASE)
_STARTED = re.compile(
    r"\b(?:start\w*|began|initiated|continu\w+|switched to|changed to|takes?|taking|resumed|restarted|added"
    r"|prescribed|given)\b",
    re.IGNORECASE,
)
# A line that says only what took the place of a medicine named before it.
_GAVE_WAY = re.compile(
    rf"\W*(?:(?:so|therefore|hence|then|now|was|has been|is|were|he|she|pt|patient|we|i|have)\s+)*{CHANGED}\s+"
    r"(?:(?:it|this|him|her|them|that)\s+)?(?:over\s+)?(?:to|for|by|with|onto)\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"(?<!\s)\s++\d\S*$")  # that a recogniser took for a part of the name
# A piece that tells more of the one before it, and names nothing of its own: "and has declined it", "stopped in May".
_GOES_ON = re.compile(
    r"[\s,;]*(?:(?:and|but|then|so|which|who|we|i)\s+)*(?:(?:has|had|have|was|were|is|are|it|this|that|he|she|they|pt"
    r"|later|since|subsequently|now|again|not|never|given|held|off|gave|took|made|felt|no longer|outgrown"
    r"|(?:de-?)?label\w*|oral challenge|\w+ed)\b)",
    re.IGNORECASE,
)
# A bracket that says of another what it says: "(HCTZ stopped)", but not "(recently stopped)".
_BRACKET = re.compile(
    rf"\((?!(?:(?:was|is|has|been|now|recently|since|then|temporarily|currently|already|self|pt|patient|he|she|they|on)"
    rf"\b[\s-]*)*{_STOP})[A-Za-z][^()]*?\b{_STOP}[^()]*\)?",
    re.IGNORECASE,
)


def has_stopped(line: RecordLine) -> bool:
    """Whether the line says of anything that it was ended."""
    return (
        line.medication_list is MedicationList.STOPPED
        or _STOPPED.search(line.text) is not None
        or _has_ended(line)
        or bool(_replaced(line))
    )


def is_stopped(line: RecordLine, place: tuple[int, int] | None) -> bool:
    """Whether the medicine at a place of the line is no longer taken; without one, whether all of the line's are."""
    text = line.text
    if line.medication_list is MedicationList.STOPPED or _has_ended(line):
        return True
    replaced = _replaced(line)
    if place is not None and replaced:
        return any(start <= place[0] < end for start, end in replaced)
    if not _STOPPED.search(text):
        return False
    pieces = _pieces(line)
    drugs = [number for number, (start, end) in enumerate(pieces) if _is_drug(line, start, end)]
    if len(drugs) < 2:
        return not (_STARTED.search(text) and _restarted(text))
    if place is None:
        return all(_piece_stopped(line, pieces, number) for number in drugs)
    number = next((n for n, (start, end) in enumerate(pieces) if start <= place[0] < end), 0)
    return _piece_stopped(line, pieces, number)


class LaterStops:
    """Which medicines of a patient's lines were stopped after a line was written.

    After it is a later day, or further down in the same document.
    """

    def __init__(self, lines: Iterable[RecordLine]) -> None:
        own = [line for line in lines if not line.of_relative]
        # "Dry cough on ramipril. Changed to losartan": what the line before speaks of last gave way.
        self._before = {
            id(line): before
            for before, line in pairwise(own)
            if before.content.document.id == line.content.document.id and _GAVE_WAY.match(line.text)
        }
        self._lines = [line for line in own if id(line) in self._before or has_stopped(line)]

    def ended(self, line: RecordLine) -> tuple[tuple[str, ...], bool]:
        """The medicines of a line, as it writes them, that were stopped after it; and whether these are all."""
        later = [each for each in self._lines if _is_after(each, line)]
        drugs = list(drug_mentions(line.content, line.span.start, line.span.end)) if later else []
        ended = [drug for drug in drugs if any(self._stops(each, drug.entity_id) for each in later)]
        quotes = (line.content.quote(Span(drug.start, drug.end)) for drug in ended)
        names = tuple(dict.fromkeys(_AMOUNT.sub("", quote) for quote in quotes))
        return names, bool(ended) and len(ended) == len(drugs)

    def have_ended(self, line: RecordLine, terms: Sequence[Term]) -> bool:
        """Whether of the terms each medicine that a line names was stopped after it."""
        later = [each for each in self._lines if _is_after(each, line)]
        by_term = {place: term for term in terms for place in term.places(line)}
        return bool(by_term) and all(
            any(self._stops(each, medicine) for each in later for medicine in _known_as(line, place, term))
            for place, term in by_term.items()
        )

    def _stops(self, line: RecordLine, medicine: str | Term) -> bool:
        before = self._before.get(id(line))
        if before is None:
            return _stops(line, medicine)
        if _places(line, medicine) or not (named := _places(before, medicine)):
            return False
        return max(named) == max(place for place in _all_medicines(before, medicine))


def _known_as(line: RecordLine, place: tuple[int, int], term: Term) -> Iterator[str | Term]:
    """How the medicine at a place is found in other lines: by its entity, and by its term where that is no class."""
    start = line.span.start
    yield from (m.entity_id for m in drug_mentions(line.content, start + place[0], start + place[1]))
    name = line.text[slice(*place)]
    yield Term(name, (pattern_of(name),), frozenset()) if term.members is not None else term


def _stops(line: RecordLine, medicine: str | Term) -> bool:
    """Whether the last that a line says of an entity, or of what a term names, is that it is stopped."""
    places = _places(line, medicine)
    return bool(places) and is_stopped(line, max(places))


def _places(line: RecordLine, medicine: str | Term) -> list[tuple[int, int]]:
    if isinstance(medicine, Term):
        return medicine.places(line)
    return [place for place, entity in _drug_places(line) if entity == medicine]


def _all_medicines(line: RecordLine, medicine: str | Term) -> list[tuple[int, int]]:
    return [*_places(line, medicine), *(place for place, _ in _drug_places(line))]


def _drug_places(line: RecordLine) -> Iterator[tuple[tuple[int, int], str]]:
    start = line.span.start
    drugs = drug_mentions(line.content, start, line.span.end)
    return (((m.start - start, m.end - start), m.entity_id) for m in drugs)


def _is_after(later: RecordLine, line: RecordLine) -> bool:
    exact = min(len(later.date), len(line.date))
    if exact and later.date[:exact] != line.date[:exact]:
        return later.date > line.date
    same_document = later.content.document.id == line.content.document.id
    return same_document and later.span.start > line.span.start


def _has_ended(line: RecordLine) -> bool:
    """Whether a day that the line names as the end is past, or it is of a list of what is past and shows it."""
    if _PAST_LIST.search(line.heading) and _PAST.search(line.text):
        return True
    found = _ENDS.search(line.text)
    day = next(dates_in(line.text[found.end() :]), None) if found else None
    return day is not None and day.start == 0 and day.iso <= (line.content.document.date or day.iso)


def _replaced(line: RecordLine) -> list[tuple[int, int]]:
    """Where the line names medicines that another one took the place of."""
    return [
        each.old
        for each in replacements(line.text)
        if _takes_place(_drugs(line, *each.old), _drugs(line, *each.new))
    ]


def _takes_place(old: set[str], new: set[str]) -> bool:
    """Whether a medicine gave way to another, and not its dose to another."""
    return bool(old and new and not old & new)


def _drugs(line: RecordLine, start: int, end: int) -> set[str]:
    first = line.span.start
    return {mention.entity_id for mention in drug_mentions(line.content, first + start, first + end)}


def _restarted(text: str) -> bool:
    """Whether what was stopped was begun again: the last word on it counts."""
    return max(m.start() for m in _STOPPED.finditer(text)) < max(
        (
            m.start()
            for m in re.finditer(r"\b(?:re-?started|resumed|start(?:ed)? again)\b", text, re.IGNORECASE)
        ),
        default=-1,
    )


def _pieces(line: RecordLine) -> list[tuple[int, int]]:
    """The line cut where one medicine ends: at commas and "and", and about a bracket that names another."""
    brackets = [m.span() for m in _BRACKET.finditer(line.text)]
    return whole_pieces(line, (place for span in brackets for place in span))


def whole_pieces(line: RecordLine, cuts: Iterable[int] = ()) -> list[tuple[int, int]]:
    """The pieces of a line, each with what goes on about it: "amoxicillin (rash), de-labelled in 2020" is one.

    A piece that names a medicine goes on about none: "aspirin, stopped warfarin" are two.
    """
    found: list[tuple[int, int]] = []
    for start, end in pieces_of(line.text, cuts):
        if not line.text[start:end].strip(" ,;."):
            continue
        if found and _GOES_ON.match(line.text, start, end) and not _is_drug(line, start, end):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _piece_stopped(line: RecordLine, pieces: Sequence[tuple[int, int]], number: int) -> bool:
    """By the piece's own words; else by the verb of a list after it ("A and B (were) stopped") or before it."""
    text = line.text
    own = text[slice(*pieces[number])]
    if _STOPPED.search(own):
        return True
    if _STARTED.search(own):
        return False
    for start, end in pieces[number + 1 :]:
        found = _STOPPED.search(text, start, end)
        if not found and not _STARTED.search(text, start, end):
            continue
        if _PASSIVE.search(text, start, end):
            return True
        is_list = text.startswith("and", start) and not DOSE.search(own)
        if found and is_list and _is_drug(line, start, found.start()):
            return True
        break
    for start, end in reversed(pieces[:number]):
        found = _STOPPED.search(text, start, end)
        if found or _STARTED.search(text, start, end):
            return found is not None and _is_of_what_follows(line, start, found.start())
    return False


def _is_of_what_follows(line: RecordLine, start: int, verb: int) -> bool:
    """Whether a verb of a piece has its medicines behind it: not in "A was stopped", "A stopped", "(stopped)"."""
    text = line.text[start:verb]
    return not (
        "(" in text or re.search(r"\b(?:was|were|been|being|are|is)\s+$", text) or _is_drug(line, start, verb)
    )


def _is_drug(line: RecordLine, start: int, end: int) -> bool:
    return names_drug(line.content, line.span.start + start, line.span.start + end)
