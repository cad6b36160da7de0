"""Brands of common medicines: which medicine is meant, in the name that documents give it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from retrieval.question.medicine_names import medicine_names

_WHOLE = 5  # letters of a name that is no abbreviation; set by hand


@lru_cache(maxsize=1)
def _medicines_of() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The names of each medicine that a brand stands for, by the brand in lower case."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for names, brands in medicine_names():
        for brand in brands:
            found.setdefault(brand.lower(), []).append(names)
    return {brand: tuple(medicines) for brand, medicines in found.items()}


@lru_cache(maxsize=1)
def medicine_words() -> frozenset[str]:
    """Every name and brand of a medicine, in lower case: none of them is a misspelling of another."""
    return frozenset(word.lower() for names, brands in medicine_names() for word in (*names, *brands))


def medicines_meant(word: str, documents_with: Callable[[str], int]) -> tuple[str, ...]:
    """The medicines that a brand stands for and documents write, each as most of them call it.

    None for a word that is no brand, and for a brand that documents write more often than the medicine.
    """
    medicines = _medicines_of().get(word.lower(), ())
    # Not "lev", which is in many documents as something else.
    whole = ([n.lower() for n in names if n.isalpha() and len(n) >= _WHOLE] for names in medicines)
    named = (max(names, key=documents_with) for names in whole if names)
    written = documents_with(word.lower()) if medicines else 0
    return tuple(dict.fromkeys(name for name in named if documents_with(name) > written))
