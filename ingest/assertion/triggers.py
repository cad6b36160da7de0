"""The triggers of `triggers.tsv`, found in a sentence: at each place the longest phrase counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from graph import Assertion
from ingest.assertion.phrases import Trigger, first_state
from ingest.assertion.tokens import JOINT, SEPARATORS, Token

_NEAR_WORDS = 3  # within which a name follows directly; set by hand, see `scopes`
_WITH = frozenset({"with", "of", "for", "as", "via"})
# What `*` does not stand for.
_NO_FILLING = SEPARATORS | {"not", "no", "never", "but", "a", "an", "the"}
# What `~`, a word before that for a group, does not stand for.
_NO_ATTRIBUTE = SEPARATORS | frozenset(
    "in on of with without for to at by from among during after between against than that who whom "
    "whose which as is are was were be been has have had do does did can could may might will would "
    "not no never but a an the if when".split()
)
_LEAST_NAME = 3  # letters; "NO", nitric oxide, is not the word "no"
_CLAUSE_END = frozenset(".;,!)¦")


class TriggerMatch(NamedTuple):
    """A trigger at the words `[start, end)`."""

    start: int
    end: int
    trigger: Trigger


def find_triggers(words: Sequence[Token], owner: Sequence[int]) -> Iterator[TriggerMatch]:
    """Every trigger and mark, in order; `owner` says which name each word is part of, -1 for none.

    A longer phrase hides a shorter one that begins at the same place, and those that begin inside it.
    """
    taken = [name >= 0 for name in owner]
    keys = [_keys(word.text, name >= 0) for word, name in zip(words, owner, strict=True)]
    starts = first_state()
    found = [
        _longest(words, keys, owner, at) if at == 0 or word.text in starts else {}
        for at, word in enumerate(words)
    ]
    free = dict.fromkeys(("after", "before", "mark"), 0)
    for at, here in enumerate(found):
        if here:
            if "before" in here and _speaks_forwards(here["before"], found, words, taken):
                del here["before"]
            yield from _select_matches(here, at, free)


def _select_matches(found: dict[str, TriggerMatch], at: int, free: dict[str, int]) -> Iterator[TriggerMatch]:
    """Of the longest phrases of each kind that begin at a word, those that count; moves where the next may begin."""
    ends = {kind: match.end for kind, match in found.items()}
    after, before, none = (ends.get(kind, 0) for kind in ("after", "before", "none"))
    mark = max(ends.get("end", 0), ends.get("soft", 0))
    if at >= free["after"] and none and none >= after and none >= before:
        free.update(after=none, before=none, mark=none)
        return
    if at >= free["mark"]:
        yield from (found[kind] for kind in ("verb", "act", "spare") if kind in found)
        if mark and mark > max(after, before):
            yield found["end"] if ends.get("end", 0) == mark else found["soft"]
            free["mark"] = mark
    if before and at >= free["before"] and before >= max(after, mark):
        yield found["before"]
        free.update(before=before, after=max(free["after"], before))
    if after and at >= free["after"] and after > none and after >= mark:
        yield found["after"]
        free.update(after=after, before=max(after, free["before"]), mark=after)


def _speaks_forwards(
    match: TriggerMatch,
    found: Sequence[dict[str, TriggerMatch]],
    words: Sequence[Token],
    taken: Sequence[bool],
) -> bool:
    """Whether a trigger that could apply to the words before it applies to those after: "is likely pneumonia"."""
    state, reach = match.trigger.state, match.trigger.reach
    if reach == "predicate":
        return match.start == 0
    if state not in (Assertion.NEGATED, Assertion.UNCERTAIN):
        return False
    inside = [found[at]["after"].end for at in range(match.start, match.end) if "after" in found[at]]
    if max(inside, default=0) > match.end:  # "is unlikely to cause"
        return True
    near = range(match.end, min(match.end + _NEAR_WORDS, len(words)))
    name = next((at for at in near if taken[at]), None)
    if name is None or match.end not in inside:
        return False
    between = range(match.end, name)
    return all(words[at].text.isalnum() and not found[at] and words[at].text not in _WITH for at in between)


def _longest(
    words: Sequence[Token], keys: Sequence[tuple[str, ...]], owner: Sequence[int], start: int
) -> dict[str, TriggerMatch]:
    """The longest phrase of each kind that begins at a word.

    A phrase may name a thing, as "no patients" does, but never a part of a name, nor nothing else.
    """
    best: dict[str, TriggerMatch] = {}
    first = first_state()
    firsts = [first, first["^"]] if start == 0 else [first]
    todo = [(state[key], start + 1) for state in firsts for key in keys[start] if key in state]
    while todo:
        state, at = todo.pop()
        for trigger in state.ends:
            if (trigger.kind not in best or best[trigger.kind].end < at) and _is_apart(owner, start, at):
                best[trigger.kind] = TriggerMatch(start, at, trigger)
        if state.is_last:
            continue
        over = at == len(words)
        if "$" in state and (over or words[at].text in _CLAUSE_END):
            todo.append((state["$"], at))
        if over:
            continue
        for key in keys[at]:
            if key in state:
                todo.append((state[key], at + 1))
        if words[at].text == JOINT:
            todo.append((state, at + 1))
    return best


def _is_apart(owner: Sequence[int], start: int, end: int) -> bool:
    """Whether the words `[start, end)` are not all names, and hold no part of one."""
    if all(name < 0 for name in owner[start:end]):
        return True
    begins = start == 0 or owner[start] < 0 or owner[start - 1] != owner[start]
    ends = end == len(owner) or owner[end - 1] < 0 or owner[end] != owner[end - 1]
    return begins and ends and any(name < 0 for name in owner[start:end])


@lru_cache(maxsize=50_000)
def _keys(text: str, is_name: bool) -> tuple[str, ...]:
    """What a phrase may call a word; itself last, to be tried first: of phrases as long it is the more telling."""
    attribute = ("~",) if text not in _NO_ATTRIBUTE and (text.isalnum() or text == JOINT) else ()
    if is_name:
        return (*attribute, text) if len(text) >= _LEAST_NAME else attribute
    if text.isalpha() and text not in _NO_FILLING:
        return (*attribute, "*", text)
    return (*attribute, "#", text) if text[0].isdigit() else (*attribute, text)
