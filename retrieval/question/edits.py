"""Words that are one slip of the hand or ear away from a word, and which slips are likely."""

from __future__ import annotations

from collections.abc import Iterator

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SOUNDS = (("f", "ph"), ("ph", "f"), ("x", "cz"), ("y", "i"), ("i", "y"), ("s", "z"), ("z", "s"))
# Letters that are written for one another.
_ALIKE = tuple(map(frozenset, ("aeiouy", "csz", "st", "kqx", "fv", "bp", "dt", "gj", "mn", "lr")))


def edits(word: str) -> Iterator[str]:
    """Every word that is one letter inserted, deleted, replaced or exchanged with its neighbour away."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        for letter in _LETTERS:
            yield head + letter + tail
            if tail and letter != tail[0]:
                yield head + letter + tail[1:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1 and tail[0] != tail[1]:
            yield head + tail[1] + tail[0] + tail[2:]


def sound_alikes(word: str) -> Iterator[str]:
    """The word with one sound written otherwise: "glucofage"."""
    for written, other in _SOUNDS:
        at = word.find(written)
        while at >= 0:
            yield word[:at] + other + word[at + len(written) :]
            at = word.find(written, at + 1)


def is_other_letter(word: str, meant: str) -> bool:
    """Whether one letter stands for another that nobody writes for it: lactose is no misspelling of lactone."""
    if len(word) != len(meant):
        return False
    changed = [(a, b) for a, b in zip(word, meant, strict=True) if a != b]
    return len(changed) == 1 and not any(alike.issuperset(changed[0]) for alike in _ALIKE)


def typing_slips(word: str) -> list[str]:
    """The words that may be meant by one: with a letter more, a double letter less, or two letters exchanged.

    Those with its first and last letter; of one with an s after it too ("alzhiemers"), where two are exchanged.
    """
    found = set()
    for each in edits(word):
        more = len(each) > len(word)
        double = len(each) < len(word) and _without_doubles(each) == _without_doubles(word)
        exchanged = sorted(each) == sorted(word)
        if each[0] == word[0] and (((more or double) and each[-1] == word[-1]) or exchanged):
            found.add(each)
    plain = word.removesuffix("s")
    if plain != word:
        found |= {each for each in edits(plain) if each[0] == word[0] and sorted(each) == sorted(plain)}
    return sorted(found)


def _without_doubles(word: str) -> str:
    return "".join(a for a, b in zip(word, word[1:] + " ", strict=True) if a != b)
