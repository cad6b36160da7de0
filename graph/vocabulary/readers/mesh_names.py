"""MeSH entry terms: which of the permuted ones are worth keeping, and which is the usual one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from graph.vocabulary.names.names import uninverted
from graph.vocabulary.names.tokens import key_of

_PLURALS = (("ses", "sis"), ("ides", "is"), ("mata", "ma"), ("ae", "a"), ("a", "um"), ("i", "us"))
_PER_WORD = 0.2  # what each further word costs a name; set by hand


def useful_synonyms(name: str, terms: Iterable[str]) -> tuple[str, ...]:
    """The entry terms without the name itself, repeats, and inversions whose natural order is there as well.

    MeSH lists "House, Slaughter" beside "Slaughter House": only the second is ever written.
    """
    kept = dict.fromkeys(term.strip() for term in terms)
    kept.pop("", None)
    kept.pop(name, None)
    natural = {text.lower() for text in (name, *kept)}
    return tuple(term for term in kept if not _inverts(term, natural))


def _inverts(term: str, natural: set[str]) -> bool:
    head, comma, tail = term.partition(", ")
    return bool(comma) and ", " not in tail and f"{tail} {head}".lower() in natural


def usual_name(terms: Sequence[str]) -> str:
    """The likeliest heading among terms that are given in no order of preference (nor in capitals).

    The one whose words most of the others share: "amiodarone" of a dozen brands of amiodarone hydrochloride. Of equals
    the one that is given in most forms (plural, inverted), then the first; no plural of another. Against MeSH 2019's
    headings it is right for about half of the descriptors with three terms or more, the first in the alphabet for a
    third; documents say it better.
    """
    keys = {term: key_of(uninverted(term) or term) for term in terms}
    forms: dict[frozenset[str], int] = defaultdict(int)
    for key in keys.values():
        forms[frozenset(key.split())] += 1
    votes = Counter(word for words in forms for word in words)

    written = {(uninverted(term) or term).lower() for term in terms}

    def order(term: str) -> tuple[bool, bool, bool, bool, float, int, str, int]:
        words = keys[term].split()
        shared = sum(votes[word] for word in words) / max(1, len(words)) - _PER_WORD * (len(words) - 1)
        times = forms[frozenset(words)]
        has_digits = any(map(str.isdigit, term))
        is_plural = not written.isdisjoint(_singulars(term.lower()))
        return (
            "," in term,
            "brand of" in term,
            has_digits,
            is_plural,
            -shared,
            -times,
            keys[term],
            len(term),
        )

    return min(terms, key=order)


def _singulars(term: str) -> set[str]:
    """What the term may be the plural of, as Greek and Latin have it: thromboses, dermatitides, carcinomata."""
    return {term.removesuffix(plural) + singular for plural, singular in _PLURALS if term.endswith(plural)}
