"""Whether letters abbreviate words, and from which word on: the alignment of a short form with its long form.

Schwartz and Hearst's right-to-left search (Pac Symp Biocomput 2003), tried from strict to loose as Ab3P does (Sohn et
al., BMC Bioinformatics 2008): first the initials of the last words, then any characters, the first one always at the
start of a word. Initials in another order count too, where they are those of exactly the last words: "dystrophia
myotonica (MD)" is "DM" in other papers, and English papers keep the letters of another language ("SIDA").
"""

from __future__ import annotations

import re

from graph import Span

_WORD = re.compile(r"[^\W_]+")
_NUMBERS = {
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
}
_LINK_WORDS = frozenset("a an and as at by de del for from in la of on or that the to with".split())


def align(text: str, short: str, start: int, end: int, any_order: bool = False) -> Span | None:
    """The long form of `short` that ends at `end` and begins at or after `start`.

    With `any_order` only initials count, in whatever order.
    """
    letters = "".join(filter(str.isalnum, short.lower()))
    words = [(m[0], m.start() + start) for m in _WORD.finditer(text[start:end].lower())]
    if any_order:
        at = _fit_any_order(letters, words) if words and sum(map(str.isupper, short)) > 1 else -1
    else:
        at = _fit_in_order(text, short, letters, words, start, end)
    if at < 0:
        return None
    while at > start and not (text[at - 1].isspace() or text[at - 1] in "([/"):
        at -= 1  # the locants and prefixes of its first word are part of a name: "2,6-diaminopurine"
    long = text[at:end]
    if (
        len(long) <= len(short)
        or long[-1] in "-,"
        or long.count("(") != long.count(")")
        or long.count("[") != long.count("]")
    ):
        return None
    return None if re.search(rf"(?<!\w){re.escape(short)}(?!\w)", long) else Span(at, end)


def _fit_in_order(
    text: str, short: str, letters: str, words: list[tuple[str, int]], start: int, end: int
) -> int:
    """Where the long form begins, by the loosest alignment that is needed; or -1."""
    at = _fit_initials(letters, words, 0) if words else -1
    if at < 0 and not short.islower():
        at = _fit_initials(letters, words, 1)
        if at < 0 and len(letters) > 2:
            at = _fit_initials(letters, words, 1, last=False)
        if at < 0 and len(letters) > 2:
            at = _fit_letters(letters, text[start:end].lower(), start)
    return at


def spells(short: str, long: str) -> bool:
    """Whether the initials of all words but link words are the short form, letter for letter."""
    words = [word for word in _WORD.findall(long.lower()) if word not in _LINK_WORDS]
    return len(words) > 1 and "".join(word[0] for word in words) == short.lower()


def _fit_initials(letters: str, words: list[tuple[str, int]], skips: int, last: bool = True) -> int:
    """Where words begin whose initials, each perhaps with letters inside its word, spell `letters`; or -1.

    Works from the right; prefers initials alone; passes over link words, and over `skips` others, but not
    over the last word. `words` are lower case with their offsets.
    """
    if not words:
        return -1
    *before, (word, at) = words
    for first in range(len(letters) - 1, -1, -1):
        if first == len(letters) - 1 and letters[first] == _NUMBERS.get(word):
            return at if first == 0 else _fit_initials(letters[:first], before, skips, False)
        if letters[first] != word[0] or not _is_inside(letters[first + 1 :], word):
            continue
        if first == 0:
            return at
        if (found := _fit_initials(letters[:first], before, skips, False)) >= 0:
            return found
    free = word in _LINK_WORDS or len(word) == 1 or word.isdigit()
    if last or not (skips or free):
        return -1
    return _fit_initials(letters, before, skips if free else skips - 1, False)


def _fit_any_order(letters: str, words: list[tuple[str, int]]) -> int:
    """Where the last words begin whose initials are these letters in another order; or -1."""
    telling = [(word, at) for word, at in words if word not in _LINK_WORDS][-len(letters) :]
    same = sorted(word[0] for word, _ in telling) == sorted(letters)
    return telling[0][1] if same and telling[-1] == words[-1] else -1


def _is_inside(letters: str, word: str) -> bool:
    """Whether `letters` occur in this order after the word's initial."""
    at = 0
    for letter in letters:
        at = word.find(letter, at + 1)
        if at < 0:
            return False
    return True


def _fit_letters(letters: str, long: str, start: int) -> int:
    """Schwartz and Hearst's own search: each letter as far right as it goes, the first at a word's start; or -1.

    Only where no more words than letters are needed: in running text a longer match is chance.
    """
    at = len(long)
    for letter in reversed(letters[1:]):
        at = long.rfind(letter, 0, at)
        if at < 0:
            return -1
    at = long.rfind(letters[0], 0, at)
    while at > 0 and long[at - 1].isalnum():
        at = long.rfind(letters[0], 0, at)
    return start + at if at >= 0 and len(long[at:].split()) <= len(letters) else -1
