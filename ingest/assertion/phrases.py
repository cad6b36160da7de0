"""The phrases of `triggers.tsv` as a tree of words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
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


@dataclass(slots=True)
class Node:
    """What may follow in a phrase, and the triggers whose phrase ends here."""

    next: dict[str, Node] = field(default_factory=dict)
    ends: list[Trigger] = field(default_factory=list)


@cache
def phrase_tree() -> Node:
    """The tree of all phrases."""
    root = Node()
    macros = _macros()
    for line in _lines():
        if line.startswith("@"):
            continue
        phrase, kind, *rest = line.split("\t")
        trigger = Trigger(rest[0], Assertion(kind), rest[1]) if rest else Trigger(kind)
        for node in _paths(root, phrase.split(" "), macros):
            node.ends.append(trigger)
    return root


@cache
def group_words() -> frozenset[str]:
    """The words for those whom a text is about: patients, women, rats."""
    return frozenset(_macros()["<group>"])


def _lines() -> list[str]:
    text = files("ingest.assertion").joinpath("triggers.tsv").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def _macros() -> dict[str, list[str]]:
    split = (line[1:].split("\t") for line in _lines() if line.startswith("@"))
    return {f"<{name}>": words.split("|") for name, words in split}


def _paths(root: Node, phrase: Sequence[str], macros: Mapping[str, Sequence[str]]) -> list[Node]:
    """Where the wordings of a phrase end in the tree; grows what is missing."""
    nodes = [root]
    for word in phrase:
        optional = word.startswith("[")
        choices = [c for each in word.strip("[]").split("|") for c in macros.get(each, (each,))]
        grown = [
            node.next.setdefault(_key(choice, len(phrase)), Node()) for node in nodes for choice in choices
        ]
        nodes = grown + nodes if optional else grown
    return nodes


def _key(choice: str, length: int) -> str:
    """The key of a word: `-` in a longer phrase is the hyphen between two words, `--` a dash on its own."""
    if choice == "--":
        return "-"
    return JOINT if choice == "-" and length > 1 else choice
