"""The cues of `cues.tsv`: phrases that say what a clause does, each with how far it reaches."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_EVERYDAY = frozenset(
    "a and as at be been by can could for had has have if in is it may no not of on or patients should some that "
    "the to was were will with".split()
)
_SKIP = r"\s[^\s;:]+"
_GAP = r"\s+[(\"“‘']?"
# What stands for words that are not listed.
_ANY = {"*": r"[^\s;:]+", "*ly": r"\w+ly"}


@dataclass(frozen=True, slots=True)
class Cue:
    """A line of the file; `pattern` begins with a word of `first` and holds one of each of `needs`.

    `kind` is empty for what only looks like a cue; `reach` is `after`, `clause` or `before`, as the file explains.
    """

    kind: str
    reach: str
    first: tuple[str, ...]
    needs: tuple[frozenset[str], ...]
    pattern: str

    def match(self, sentence: str, at: int) -> re.Match[str] | None:
        """The cue at a place of a sentence."""
        return _compiled(self.pattern).match(sentence, at)


def possible_cues(words: frozenset[str]) -> list[Cue]:
    """The cues of which a sentence of these words, in lower case, has all; most sentences have those of none."""
    by_rarest = _cues()
    candidates = {cue for word in words & by_rarest.keys() for cue in by_rarest[word]}
    return [cue for cue in candidates if not any(words.isdisjoint(choice) for choice in cue.needs)]


@cache
def _cues() -> dict[str, list[Cue]]:
    """The cues by each word that stands for the rarest of its words."""
    macros: dict[str, str] = {}
    by_rarest: dict[str, list[Cue]] = {}
    lines = files("graph.framing").joinpath("cues.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line.startswith("@"):
            name, words = line[1:].split("\t")
            macros[f"<{name}>"] = words
        elif line and not line.startswith("#"):
            kind, reach, phrase = line.split("\t")
            parts = [_choices(word, macros) for word in phrase.split(" ")]
            needs, pattern = _parse(parts)
            cue = Cue("" if kind == "none" else kind, reach, tuple(parts[0][0]), needs, pattern)
            for word in min(needs, key=lambda choice: (len(choice & _EVERYDAY), len(choice))):
                by_rarest.setdefault(word, []).append(cue)
    return by_rarest


def _choices(word: str, macros: Mapping[str, str]) -> tuple[list[str], bool]:
    """The words that a part of a phrase stands for, and whether it may be left out."""
    inside = word.strip("[]").split("|")
    return [choice for each in inside for choice in macros.get(each, each).split("|")], word.startswith("[")


def _parse(parts: Sequence[tuple[Sequence[str], bool]]) -> tuple[tuple[frozenset[str], ...], str]:
    """The words of which a sentence must hold one each, and the expression, of a phrase."""
    needs, pattern = [], ""
    for choices, optional in parts:
        if choices == ["^"]:
            continue
        if choices == ["..."]:
            pattern += rf"(?:{_SKIP}){{0,12}}?"
            continue
        mark = choices == [":"]
        one = "|".join(_ANY.get(choice, re.escape(choice)) for choice in choices)
        gap = r"\s*" if mark else _GAP if pattern else ""
        one = rf"{gap}(?:{one})" + ("" if mark else r"\b")
        pattern += f"(?:{one})?" if optional else one
        if not optional and not _ANY.keys() & choices:
            needs.append(frozenset(choices))
    return tuple(needs), pattern


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
