"""What a sentence does with what it says, where that is no finding: it tells a belief, an aim, a guess, or asks.

"It was long believed that X causes Y" states nothing of X. Cues (`cues.tsv`) say so for their clause; where the
clause ends, findings may follow: "X was thought to cause Y, but we found no effect". The idea is that of hedge cues and
their scopes (Vincze et al. 2008, "The BioScope corpus"); the cues are our own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from graph.framing.clauses import clause_extent
from graph.framing.cues import Cue, possible_cues


class Framing(StrEnum):
    """What is done with a clause that states no finding."""

    BELIEF = "belief"
    AIM = "aim"
    HYPOTHESIS = "hypothesis"
    UNKNOWN = "unknown"
    QUESTION = "question"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Frame:
    """The characters `[start, end)` of a sentence that are so framed."""

    kind: Framing
    start: int
    end: int

    def covers(self, start: int, end: int) -> bool:
        """Whether some characters of the sentence all stand in the frame."""
        return self.start <= start and end <= self.end


_MARKS = str.maketrans({mark: f" {mark} " for mark in ":?"} | dict.fromkeys('.,;()[]"“”‘/', " "))
_QUOTES = frozenset('"\u201c')
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[:?]")
_QUESTION = re.compile(
    r"(?:^|[:;.,–—-]\s)\W*(?:so\s|and\s|but\s)?(?:does|do|did|is|are|was|were|can|could|may|might|will|would|should|has"
    r"|have|had|what|which|who|whom|whose|how|why|when|where|whether)\b[^?]*\?",
    re.IGNORECASE,
)
# What an erratum takes back: '"X cured Y" has been corrected to "X cured Z"'.
_ERROR = re.compile(
    r"""["\u201c](?P<quoted>[^"\u201c\u201d]{3,})["\u201d][.,]?\s(?:was|were|is|are|has\sbeen|have\sbeen|should\sbe
    |should\shave\sbeen|should)\s(?:\w+ly\s)?(?:wrong|incorrect|in\serror|an\serror|erroneous|mistaken|corrected|replaced
    |amended|changed|deleted|removed|retracted|withdrawn|read)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_LEAST_QUESTION = 4  # words; "Migraine?" in a note is an entry, not a question to the reader


def frames(sentence: str) -> list[Frame]:
    """The frames of a sentence, by their start; none where it states what it says. They may overlap.

    What a frame covers is not stated by the verb of its clause; what its words take for granted is: "to study the fate
    of isoniazid-induced hepatitis" is an aim, and isoniazid induces hepatitis.
    """
    words = frozenset(sentence.lower().translate(_MARKS).split())
    cues = possible_cues(words)
    found = list(_by_cues(sentence, cues)) if cues else []
    if "?" in words and len(words) > _LEAST_QUESTION:
        found += [Frame(Framing.QUESTION, 0, match.end()) for match in _QUESTION.finditer(sentence)][:1]
    if not _QUOTES.isdisjoint(sentence):
        found += [Frame(Framing.ERROR, *match.span("quoted")) for match in _ERROR.finditer(sentence)]
    return sorted(found, key=lambda frame: (frame.start, -frame.end))


def _by_cues(sentence: str, cues: Collection[Cue]) -> Iterator[Frame]:
    matches = sorted(_matches(sentence, cues), key=lambda each: (each[0], -each[1]))
    hidden = [(start, end) for start, end, cue in matches if not cue.kind]
    seen: list[Frame] = []
    for start, end, cue in matches:
        if not cue.kind or any(low <= start < high and end <= high for low, high in hidden):
            continue
        frame = Frame(Framing(cue.kind), *clause_extent(sentence, start, end, cue.reach))
        if not any(frame.kind is each.kind and each.covers(frame.start, frame.end) for each in seen):
            seen.append(frame)
            yield frame


def _matches(sentence: str, cues: Collection[Cue]) -> Iterator[tuple[int, int, Cue]]:
    """The places `[start, end)` of the cues."""
    places: dict[str, list[int]] = {}
    is_first = True
    for word in _WORD.finditer(sentence):
        places.setdefault(word[0].lower(), []).append(word.start())
        if is_first:
            places.setdefault("^", []).append(word.start())
        is_first = word[0] == ":"
    for cue in cues:
        for at in {at for first in cue.first for at in places.get(first, ())}:
            if match := cue.match(sentence, at):
                yield at, match.end(), cue
