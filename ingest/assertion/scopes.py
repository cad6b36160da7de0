"""The scopes of triggers in a sentence, and which of several decides."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from graph import Assertion
from ingest.assertion.backward import backward_scope
from ingest.assertion.doubts import Doubts
from ingest.assertion.forward import forward_scope
from ingest.assertion.reach import MAX_WORDS, Scope
from ingest.assertion.sentence import ScopedSentence

# Of several triggers with a mention in scope the highest decides: what is another person's is not the patient's at all.
_RANK = {
    state: rank
    for rank, state in enumerate(
        (
            Assertion.AFFIRMED,
            Assertion.HISTORICAL,
            Assertion.UNCERTAIN,
            Assertion.NEGATED,
            Assertion.HYPOTHETICAL,
            Assertion.OTHER_EXPERIENCER,
        )
    )
}
# What is said of the hepatitis in "isoniazid-induced hepatitis" only.
_OF_EFFECTS = (Assertion.NEGATED, Assertion.UNCERTAIN, Assertion.HYPOTHETICAL)


def assertions_by_triggers(text: str, spans: Sequence[tuple[int, int]]) -> list[Assertion]:
    """The assertion of each span by the triggers whose scope holds it, AFFIRMED where none does.

    Of those before it the nearest decides, with any whose scope holds that trigger itself ("denies a history of"); one
    after it counts besides.
    """
    sentence = ScopedSentence(text, spans)
    doubts = Doubts(text, sentence)
    forward = [match for match in sentence.matches if match.trigger.kind == "after"]
    forward = sorted([*forward, *doubts.triggers()], key=lambda match: match.end)
    after = [forward_scope(sentence, match, doubts.clause_end(match.start)) for match in forward]
    before = [backward_scope(sentence, match) for match in sentence.matches if match.trigger.kind == "before"]
    if not after and not before:
        return [Assertion.AFFIRMED] * len(spans)
    return [_decide(sentence, name, after, before) for name in sentence.names]


def _decide(
    sentence: ScopedSentence, name: tuple[int, int], after: Sequence[Scope], before: Sequence[Scope]
) -> Assertion:
    """The assertion of the name at the words `[first, last)`."""
    first, last = name
    near = bisect_right(after, first, key=_trigger_end)
    low = bisect_left(after, first - MAX_WORDS, hi=near, key=_trigger_end)
    holding = [scope for scope in after[low:near] if scope.start <= first < scope.end]
    low = bisect_right(before, first, key=_trigger_start)
    near = bisect_right(before, first + MAX_WORDS, lo=low, key=_trigger_start)
    found = [scope.match.trigger.state for scope in before[low:near] if scope.start <= first < scope.end]
    if holding:
        nearest = holding[-1].match
        found.append(nearest.trigger.state)
        found += [
            scope.match.trigger.state
            for scope in holding[:-1]
            if nearest.start < scope.end and not sentence.has_separator(scope.match.end, nearest.start)
        ]
    found += sentence.states_inside(first, last)
    state = max(found, key=_RANK.__getitem__, default=Assertion.AFFIRMED)
    # "No isoniazid-induced hepatitis" denies the hepatitis.
    return Assertion.AFFIRMED if state in _OF_EFFECTS and sentence.is_agent(last) else state


def _trigger_end(scope: Scope) -> int:
    return scope.match.end


def _trigger_start(scope: Scope) -> int:
    return scope.match.start
