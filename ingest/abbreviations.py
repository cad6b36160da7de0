"""Finds abbreviations where a text defines them: "tumour necrosis factor (TNF)" and "TNF (tumour necrosis factor)".

The method is Schwartz & Hearst (Pac Symp Biocomput 2003): a short form in brackets is aligned with the words before
it, from right to left. Alignments are tried from strict to loose, as Ab3P does (Sohn et al., BMC Bioinformatics
2008): first the initials of the last words, then any characters, the first one always at the start of a word. Beyond
them, one capital letter stands for the word before it that begins with it, "S. aureus" for the species, "2" for "two".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from graph import Span

_MAX_SHORT = 10  # characters, as Schwartz and Hearst have it
_MAX_LONG = 160  # characters; bounds the search

# A bracket with up to three brackets inside; bounded, so that a bracket never closed costs little.
_BRACKET = re.compile(
    r"\(([^()]{0,120}(?:\([^()]{0,40}\)[^()]{0,80}){0,3})\)|\[([^\[\]]{0,120}(?:\[[^\[\]]{0,40}\][^\[\]]{0,80}){0,3})\]"
)
_HEAD_END = re.compile(r"[;:,] | or | and | = |=")
_SHORT = re.compile(r"(?=\S*[^\W\d_])[^\W_][^\s;]*(?: [\w+/-]{1,5})?")
_NAME_BEFORE = re.compile(r"(?:^|[\s(\[\"'])([A-Za-z0-9][\w/+.-]{1,9}) $")
_SHORT_AT_END = re.compile(r"[,;] ([A-Z0-9][\w/+-]{1,9})$")
_NOT_SHORT = re.compile(
    r"[a-z]\.? ?\d|(?i:figs?|tables?|refs?|eq)\b|[ivx]+$|e\.g|i\.e"
    r"|\d+(?:\.\d+)? ?(?:[kmµμnup]?[glM]|[cmk]m|h|hr|min|s|days?|years?|yr|%|mg/kg|Gy|U|IU|nm)$"
)
_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[.?!;]\s+(?=[A-Z0-9(])")
# A letter for the one word before it; a genus for its initial.
_LETTER_WORD = re.compile(r"(?<![\w-])([A-Za-z])[a-z]{3,}$")
_SPECIES = re.compile(r"([A-Z])\. ([a-z]{3,})")
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


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """One definition: where the short form and its long form stand."""

    short: Span
    long: Span


def find_abbreviations(text: str) -> list[Abbreviation]:
    """Every definition in `text`, in order of its bracket."""
    found: list[Abbreviation] = []
    if "(" not in text and "[" not in text:
        return found
    at = 0
    while match := _BRACKET.search(text, at):
        at = match.start() + 1  # brackets inside this one are looked at too
        start = match.start(match.lastindex or 1)
        head = _head(text, start, match.end() - 1)
        pair = (
            _short_in_bracket(text, head, match.start())
            or _long_in_bracket(text, head, match.start())
            or _both_inside(text, start, match.end() - 1)
        )
        if pair is not None:
            found.append(pair)
    return found


def _head(text: str, start: int, end: int) -> Span:
    """What stands in the bracket up to a separator, without quotes and spaces."""
    if (cut := _HEAD_END.search(text, start, end)) is not None:
        end = cut.start()
    while start < end and text[start] in " \"'‘’“”":
        start += 1
    while start < end and text[end - 1] in " \"'‘’“”":
        end -= 1
    return Span(start, end)


def _short_in_bracket(text: str, short: Span, bracket: int) -> Abbreviation | None:
    """The bracket holds the short form: its long form ends just before the bracket."""
    length = short.end - short.start
    name = text[short.start : short.end]
    if length == 1 or _SPECIES.fullmatch(name):
        long = _initial(text, name, bracket)
        return Abbreviation(short, long) if long else None
    if not 2 <= length <= _MAX_SHORT or not _SHORT.fullmatch(name) or _NOT_SHORT.match(name):
        return None
    end = bracket
    while end and text[end - 1] in " \"'‘’“”":
        end -= 1
    window = _window(text, end, min(length + 5, 2 * length))
    long = _align(text, name, window, end) if end > window else None
    if long is None and len(name) > 2 and name[-1] == "s" and name[-2].isupper():
        long = _align(text, name[:-1], window, end)
    return Abbreviation(short, long) if long else None


def _initial(text: str, name: str, bracket: int) -> Span | None:
    """The word before the bracket that begins with a capital letter's own, or the species whose genus is an initial."""
    end = bracket
    while end and text[end - 1] == " ":
        end -= 1
    if species := _SPECIES.fullmatch(name):
        full = re.compile(rf"\b(?i:{species[1]}[a-z]+ {species[2]})$")
        found = full.search(text, max(0, end - _MAX_LONG), end)
    else:
        found = _LETTER_WORD.search(text, max(0, end - _MAX_LONG), end)
        if found and found[1].upper() != name:
            return None
    return Span(*found.span()) if found else None


def _long_in_bracket(text: str, long: Span, bracket: int) -> Abbreviation | None:
    """The bracket holds the long form, all of it, and the short form stands before the bracket."""
    if long.end - long.start <= _MAX_SHORT or long.end - long.start > _MAX_LONG:
        return None
    match = _NAME_BEFORE.search(text, max(0, bracket - _MAX_SHORT - 3), bracket)
    if match is None:
        return None
    name = match[1]
    initials = "".join(word[0] for word in _WORD.findall(text, long.start, long.end))
    if (sum(map(str.isupper, name)) < 2 and name != initials) or len(
        _WORD.findall(text, long.start, long.end)
    ) > 2 * len(name):
        return None
    found = _align(text, name, long.start, long.end)
    return Abbreviation(Span(*match.span(1)), found) if found and found.start == long.start else None


def _both_inside(text: str, start: int, end: int) -> Abbreviation | None:
    """The bracket holds both: "(blood-brain barrier, BBB)"."""
    match = _SHORT_AT_END.search(text, start, end)
    if match is None or match.start() - start < _MAX_SHORT or _NOT_SHORT.match(match[1]):
        return None
    long = _align(text, match[1], start, match.start())
    return Abbreviation(Span(*match.span(1)), long) if long and long.start == start else None


def _window(text: str, end: int, words: int) -> int:
    """Where the last `words` words of the sentence that `end` is in begin."""
    start = max(0, end - _MAX_LONG)
    for stop in _SENTENCE_END.finditer(text, start, end):
        start = stop.end()
    spaces = [m.end() for m in re.finditer(r"\s+", text[start:end])]
    return start + spaces[-words] if len(spaces) >= words else start


def _align(text: str, short: str, start: int, end: int) -> Span | None:
    """The long form of `short` that ends at `end` and begins at or after `start`."""
    letters = "".join(filter(str.isalnum, short.lower()))
    words = [(m[0], m.start() + start) for m in _WORD.finditer(text[start:end].lower())]
    at = _fit_initials(letters, words, 0) if words else -1
    if at < 0 and not short.islower():
        at = _fit_initials(letters, words, 1)
        if at < 0 and len(letters) > 2:
            at = _fit_initials(letters, words, 1, last=False)
        if at < 0 and len(letters) > 2:
            at = _fit_letters(letters, text[start:end].lower(), start)
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


def long_forms(text: str, abbreviations: Iterable[Abbreviation] | None = None) -> dict[str, str]:
    """What each short form stands for, by the first definition of it; a letter alone is too often another thing.

    `abbreviations` are those of the text, where they have been found already.
    """
    found: dict[str, str] = {}
    for abbreviation in find_abbreviations(text) if abbreviations is None else abbreviations:
        short = abbreviation.short.of(text)
        if len(short) > 1:
            found.setdefault(short, abbreviation.long.of(text))
    return found
