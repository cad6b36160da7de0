"""Where a text has the short forms that its document defines; a book defines thousands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from graph.model import Span

_WORD = re.compile(r"(?<!\w)\w++")
_END = re.compile(r"s?(?!\w)")  # a plural's


class DefinedForms:
    """Short forms by their first word: a text is looked through once, however many there are."""

    def __init__(self, forms: Iterable[str]) -> None:
        self._by_word: dict[str, list[str]] = {}
        for form in sorted(forms, key=lambda form: (-len(form), form)):
            if word := _WORD.match(form):
                self._by_word.setdefault(word[0], []).append(form)

    def spans(self, text: str) -> Iterator[Span]:
        """Whole-word, same-case occurrences, the longest first; a plural `s` after one is no part of it."""
        at = 0
        while word := _WORD.search(text, at):
            form = self._form(text, word)
            at = word.start() + len(form) if form else word.end()
            if form:
                yield Span(word.start(), at)

    def _form(self, text: str, word: re.Match[str]) -> str:
        start, found = word.start(), word[0]
        forms = self._by_word.get(found, []) + self._by_word.get(found.removesuffix("s"), [])
        for form in forms:
            if text.startswith(form, start) and _END.match(text, start + len(form)):
                return form
        return ""
