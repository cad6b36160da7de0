"""The triggers of `triggers.tsv`, found in a sentence: at each place the longest phrase counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from graph import Assertion
from ingest.assertion.tokens import JOINT, SEPARATORS, Token

_NEAR_WORDS = 3  # within which a name follows directly; set by hand, see `scopes`
_WITH = frozenset({"with", "of", "for", "as", "via"})
# What `*` does not stand for.
_NO_FILLING = SEPARATORS | {"not", "no", "never", "but", "a", "an", "the"}
_CLAUSE_END = frozenset(".;,!)")


class Trigger(NamedTuple):
    """A line of the file. `kind` is `after` or `before` (side of its scope), or `none`, `end`, `soft`, `verb`, `act`.

    `state` and `reach` (`next`, `list` or `clause`) are those of `after` and `before`.
    """

    kind: str
    state: Assertion = Assertion.AFFIRMED
    reach: str = ""


class TriggerMatch(NamedTuple):
    """A trigger at the words `[start, end)`."""

    start: int
    end: int
    trigger: Trigger


@dataclass(slots=True)
class _Node:
    next: dict[str, _Node] = field(default_factory=dict)
    ends: list[Trigger] = field(default_factory=list)


def find_triggers(words: Sequence[Token], taken: Sequence[bool]) -> Iterator[TriggerMatch]:
    """Every trigger and mark, in order; words that are `taken` are parts of names and match nothing.

    A longer phrase hides a shorter one that begins at the same place, and those that begin inside it.
    """
    root = _trie()
    found = [_longest(root, words, taken, at) for at in range(len(words))]
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
        yield from (found[kind] for kind in ("verb", "act") if kind in found)
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
    if match.trigger.state not in (Assertion.NEGATED, Assertion.UNCERTAIN):
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
    root: _Node, words: Sequence[Token], taken: Sequence[bool], start: int
) -> dict[str, TriggerMatch]:
    """The longest phrase of each kind that begins at a word."""
    best: dict[str, TriggerMatch] = {}
    roots = [root, root.next["^"]] if start == 0 else [root]
    if taken[start] or not any(key in node.next for node in roots for key in _keys(words[start].text)):
        return best
    todo = [(node, start) for node in roots]
    while todo:
        node, at = todo.pop()
        for trigger in node.ends:
            if trigger.kind not in best or best[trigger.kind].end < at:
                best[trigger.kind] = TriggerMatch(start, at, trigger)
        over = at == len(words)
        if "$" in node.next and (over or words[at].text in _CLAUSE_END):
            todo.append((node.next["$"], at))
        if over or taken[at]:
            continue
        text = words[at].text
        todo += [(node.next[key], at + 1) for key in _keys(text) if key in node.next]
        if text == JOINT and at > start:
            todo.append((node, at + 1))
    return best


def _keys(text: str) -> Iterator[str]:
    """What a phrase may call a word; itself last, to be tried first: of phrases as long it is the more telling."""
    if text.isalpha() and text not in _NO_FILLING:
        yield "*"
    elif text.isdigit():
        yield "#"
    yield text


@cache
def _trie() -> _Node:
    root = _Node()
    lines = files("ingest.assertion").joinpath("triggers.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line and not line.startswith("#"):
            phrase, kind, *rest = line.split("\t")
            trigger = Trigger(rest[0], Assertion(kind), rest[1]) if rest else Trigger(kind)
            for node in _paths(root, phrase.split(" ")):
                node.ends.append(trigger)
    return root


def _paths(root: _Node, phrase: Sequence[str]) -> list[_Node]:
    """Where the wordings of a phrase end in the tree; grows what is missing."""
    nodes = [root]
    for word in phrase:
        optional = word.startswith("[")
        choices = word.strip("[]").split("|")
        grown = [
            node.next.setdefault(JOINT if choice == "-" and len(phrase) > 1 else choice, _Node())
            for node in nodes
            for choice in choices
        ]
        nodes = grown + nodes if optional else grown
    return nodes
