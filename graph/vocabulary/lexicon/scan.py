"""Caches from pieces of text to their normal forms and dictionary entries: a few thousand pieces make up most text."""

from __future__ import annotations

from collections.abc import Mapping

from graph.vocabulary.lexicon.compiled import BY_SURFACE, CASED, CONCEPT_SHIFT, GOES_ON, SILENT
from graph.vocabulary.names.spelling import normal_word
from graph.vocabulary.names.tokens import token_of

_MOST = 200_000  # entries kept; bounds the memory of a long ingest


class NormalForms(dict[str, str]):
    """piece -> normal form."""

    def __missing__(self, piece: str) -> str:
        if len(self) >= _MOST:
            self.clear()
        self[piece] = word = normal_word(token_of(piece))
        return word


# Of a piece that may begin a name: (normal form, its entry, exact-case key, the normal form and a space when longer
# names begin so, whether it is a name by itself or must be looked at for another reason); '' and 0 where there is none.
NameStart = tuple[str, int, str, str, bool]


class NameStarts(dict[str, "NameStart | None"]):
    """piece -> how a name may begin with it; None when none does."""

    def __init__(self, entries: Mapping[str, int]) -> None:
        super().__init__()
        self._entries = entries

    def __missing__(self, piece: str) -> NameStart | None:
        if len(self) >= _MOST:
            self.clear()
        word = token_of(piece)
        key = normal_word(word)
        value, cased = self._entries.get(key, 0), self._cased(word)
        # An everyday word that begins nothing longer (SILENT alone) is as good as unknown.
        useful = value & (GOES_ON | BY_SURFACE) or (value >> CONCEPT_SHIFT and not value & SILENT)
        alone = bool(cased or value & BY_SURFACE or (value >> CONCEPT_SHIFT and not value & SILENT))
        further = key + " " if value & GOES_ON else ""
        self[piece] = start = (key, value, cased, further, alone) if useful or cased else None
        return start

    def _cased(self, word: str) -> str:
        """The exact-case key of the word, or of the singular of a plural acronym (NSAIDs)."""
        for form in (word, word[:-1] if word[-1:] == "s" and word[:-1].isupper() else ""):
            if form and CASED + form in self._entries:
                return CASED + form
        return ""
