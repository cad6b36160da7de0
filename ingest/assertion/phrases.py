"""The phrases of `triggers.tsv` as a finite automaton over words, whose states are made when a text first needs them.

Written out as a tree, phrases with several optional words would have a million nodes (M. Mohri et al., "Weighted
finite-state transducers in speech recognition", 2002, has determinisation on demand).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import takewhile
from typing import NamedTuple

from graph import Assertion
from ingest.assertion.tokens import JOINT


class Trigger(NamedTuple):
    """A line of the file.

    `kind` is `after` or `before` (the side of its scope), `none`, or a mark: `end`, `soft`, `verb`, `act` or `spare`.
    `state` and `reach` (`next`, `list`, `clause` or `predicate`) are those of `after` and `before`.
    """

    kind: str
    state: Assertion = Assertion.AFFIRMED
    reach: str = ""


class Word(NamedTuple):
    """A word of a phrase: what it may be, and whether it may be left out."""

    keys: frozenset[str]
    is_optional: bool


class Phrase(NamedTuple):
    """The words of a line, and what they trigger."""

    words: tuple[Word, ...]
    trigger: Trigger


class State:
    """What may follow in a phrase, and the triggers whose phrase ends here, in the order of the file."""

    __slots__ = ("_places", "_states", "ends")

    def __init__(self, places: Iterable[tuple[int, int]]) -> None:
        self._states: dict[str, State] = {}
        self._places: dict[str, list[tuple[int, int]]] = {}
        self.ends: list[Trigger] = []
        phrases = _phrases()
        for line, at in sorted(places):
            words, trigger = phrases[line]
            if at == len(words):
                self.ends.append(trigger)
                continue
            for key in words[at].keys:
                self._places.setdefault(key, []).append((line, at + 1))

    @property
    def is_last(self) -> bool:
        """Whether nothing follows."""
        return not self._places

    def __contains__(self, key: str) -> bool:
        return key in self._places

    def __getitem__(self, key: str) -> State:
        """The state after a word that may follow."""
        if key not in self._states:
            self._states[key] = _state(frozenset(_reached(self._places[key])))
        return self._states[key]


@cache
def first_state() -> State:
    """The state before any phrase."""
    return _state(frozenset(_reached((line, 0) for line in range(len(_phrases())))))


@cache
def group_words() -> frozenset[str]:
    """The words for those whom a text is about: patients, women, rats."""
    return frozenset(_macros()["<group>"])


@cache
def _state(places: frozenset[tuple[int, int]]) -> State:
    return State(places)


def _reached(places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """These places in phrases, and those reached from them where optional words are left out."""
    phrases = _phrases()
    for line, at in places:
        yield line, at
        left_out = takewhile(lambda word: word.is_optional, phrases[line].words[at:])
        yield from ((line, after) for after, _ in enumerate(left_out, at + 1))


@cache
def _phrases() -> tuple[Phrase, ...]:
    macros = _macros()
    split = (line.split("\t") for line in _lines() if not line.startswith("@"))
    return tuple(
        Phrase(
            tuple(_words(phrase.split(" "), macros)),
            Trigger(rest[0], Assertion(kind), rest[1]) if rest else Trigger(kind),
        )
        for phrase, kind, *rest in split
    )


def _lines() -> list[str]:
    text = files("ingest.assertion").joinpath("triggers.tsv").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def _macros() -> dict[str, list[str]]:
    split = (line[1:].split("\t") for line in _lines() if line.startswith("@"))
    return {f"<{name}>": words.split("|") for name, words in split}


def _words(phrase: Sequence[str], macros: Mapping[str, Sequence[str]]) -> Iterator[Word]:
    for word in phrase:
        choices = [c for each in word.strip("[]").split("|") for c in macros.get(each, (each,))]
        yield Word(frozenset(_key(choice, len(phrase)) for choice in choices), word.startswith("["))


def _key(choice: str, length: int) -> str:
    """The key of a word: `-` in a longer phrase is the hyphen between two words, `--` a dash on its own."""
    if choice == "--":
        return "-"
    return JOINT if choice == "-" and length > 1 else choice
