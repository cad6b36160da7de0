"""Finds abbreviations where a text defines them: "tumour necrosis factor (TNF)" and "TNF (tumour necrosis factor)".

The method is Schwartz & Hearst (Pac Symp Biocomput 2003): a short form in brackets is aligned with the words before
it (`alignment`). Beyond them, one capital letter stands for the word before it that begins with it, "S. aureus" for
the species, "2" for "two"; and a text may say it without brackets: "hormone therapy, abbreviated HT", a list of
abbreviations with "HT, hormone therapy;" or "HT = hormone therapy".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph import Span
from ingest.alignment import align, spells

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
_SAID = (
    r"(?:hereafter|hereinafter|henceforth|abbreviat(?:ed|ion)|abbr\.|referred to|known|denoted|designated|termed|"
    r"called)(?: (?:here|hereafter|in the following|simply|as|to|by)){0,3}[,:]? "
)
_LEADING = re.compile(
    rf"(?:also |here )?{_SAID}|or |= ?|so-called |i\.e\.,? |in short,? |acronym:? ", re.IGNORECASE
)
# "hormone therapy, hereafter called HT", "hormone therapy, or HT,"
_APPOSITION = re.compile(
    rf"(?<=\w)(?:,? (?:also )?(?i:{_SAID})(?P<said>[A-Z][A-Z0-9/-]{{1,8}})(?=[\s,.;)])|, or (?P<other>[A-Z]{{2,8}}),)"
)
# "HT stands for hormone therapy"; "HT = hormone therapy" and "HT, hormone therapy;" of a list.
_GLOSSARY = re.compile(
    r"(?<![\w(-])(?P<short>[A-Z]{2,8})(?P<mark> ?[=:] ?|, | \u2013 | (?:stands for|is short for|denotes|means) )"
    r"(?P<long>[a-zA-Z][a-z'-]+(?: [a-zA-Z][a-z'-]+){0,8})(?=[\n.;,:)]|$)"
)
_LISTING = re.compile(r"abbreviations?\b", re.IGNORECASE)
_ACRONYM_IN_BRACKETS = re.compile(r"(?<=[a-z]) ?[(\[](?P<short>[A-Z][A-Z0-9]{1,5})s?[)\]]")
# A letter for the one word before it; a genus for its initial.
_LETTER_WORD = re.compile(r"(?<![\w-])([A-Za-z])[a-z]{3,}$")
_SPECIES = re.compile(r"([A-Z])\. ([a-z]{3,})")


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """One definition: where the short form and its long form stand."""

    short: Span
    long: Span


def find_abbreviations(text: str) -> list[Abbreviation]:
    """Every definition in `text`, in order of its bracket."""
    found = [*_appositions(text), *_glossary(text)]
    if "(" not in text and "[" not in text:
        return sorted(found, key=lambda one: one.short.start)
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
    return sorted(found, key=lambda one: one.short.start)


def _appositions(text: str) -> Iterator[Abbreviation]:
    for match in _APPOSITION.finditer(text):
        group, end = match.lastgroup or "", match.start()
        if long := align(text, match[group], _window(text, end, 2 * len(match[group])), end):
            yield Abbreviation(Span(*match.span(group)), long)


def _glossary(text: str) -> Iterator[Abbreviation]:
    """What stands after a short form, when its initials are the short form.

    After a comma it only counts where the text says that it lists abbreviations.
    """
    listed = _LISTING.search(text)
    for match in _GLOSSARY.finditer(text):
        is_plain = match["mark"] != ", " or (listed is not None and listed.start() < match.start())
        if is_plain and spells(match["short"], match["long"]):
            yield Abbreviation(Span(*match.span("short")), Span(*match.span("long")))


def _head(text: str, start: int, end: int) -> Span:
    """What stands in the bracket up to a separator, without quotes and spaces."""
    if (lead := _LEADING.match(text, start, end)) is not None:
        start = lead.end()
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
    while end and text[end - 1] in " \n\"'‘’“”":
        end -= 1
    window = _window(text, end, min(length + 5, 2 * length))
    ways = ((letters, any_order) for any_order in (False, True) for letters in short_forms_of(name))
    longs = (align(text, letters, window, end, any_order) for letters, any_order in ways)
    long = next((found for found in longs if found), None) if end > window else None
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
    found = align(text, name, long.start, long.end)
    return Abbreviation(Span(*match.span(1)), found) if found and found.start == long.start else None


def _both_inside(text: str, start: int, end: int) -> Abbreviation | None:
    """The bracket holds both: "(blood-brain barrier, BBB)"."""
    match = _SHORT_AT_END.search(text, start, end)
    if match is None or match.start() - start < _MAX_SHORT or _NOT_SHORT.match(match[1]):
        return None
    long = align(text, match[1], start, match.start())
    return Abbreviation(Span(*match.span(1)), long) if long and long.start == start else None


def _window(text: str, end: int, words: int) -> int:
    """Where the last `words` words of the sentence that `end` is in begin."""
    start = max(0, end - _MAX_LONG)
    for stop in _SENTENCE_END.finditer(text, start, end):
        start = stop.end()
    spaces = [m.end() for m in re.finditer(r"\s+", text[start:end])]
    return start + spaces[-words] if len(spaces) >= words else start


def long_forms(text: str, abbreviations: Iterable[Abbreviation] | None = None) -> dict[str, str]:
    """What each short form stands for, by the first definition of it, in singular and plural.

    A letter alone is too often another thing. '' where the text has it in brackets right after words that it does not
    spell ("Steinert's disease (DM)"): it stands for something, and nobody else's list says what. `abbreviations` are
    those of the text, where they have been found already.
    """
    found: dict[str, str] = {}
    for abbreviation in find_abbreviations(text) if abbreviations is None else abbreviations:
        for short in short_forms_of(abbreviation.short.of(text)):
            found.setdefault(short, abbreviation.long.of(text))
    for match in _ACRONYM_IN_BRACKETS.finditer(text):
        found.setdefault(match["short"], "")
    return found


def short_forms_of(short: str) -> list[str]:
    """A short form and the singular of a plural one; none for a letter alone, which is too often another thing."""
    if len(short) < 2:
        return []
    return [short, short[:-1]] if len(short) > 2 and short[-1] == "s" and short[-2].isupper() else [short]
