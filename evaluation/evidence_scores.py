"""What of the gold an answer's sentences say: overlap, words, short answers, ROUGE-L."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

_WORD = re.compile(r"[^\W_]+")
_RUN = 3  # words in a row that are compared
_ENOUGH = 0.5  # of the shorter text's runs that both must have; set by hand
_SMALL = frozenset(
    "a an the of in on at to for with by from and or as is are was were be been that this these those it its their"
    " which who what how when where why than then there has have had do does did not no can may might could should"
    " would will".split()
)


def words(text: str) -> list[str]:
    """Lower-cased words without accents."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    return _WORD.findall("".join(c for c in folded if not unicodedata.combining(c)))


def overlaps(sentence: str, gold: Iterable[str]) -> bool:
    """Whether a sentence and one of the texts say the same in the same words: one holds half of the other's runs."""
    own = _runs(sentence)
    for text in gold:
        other = _runs(text)
        least = min(len(own), len(other))
        if least and len(own & other) >= _ENOUGH * least:
            return True
    return False


def _runs(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    size = min(_RUN, max(1, len(found)))
    return {tuple(found[i : i + size]) for i in range(len(found) - size + 1)} - {()}


def words_said(said: str, gold: str, question: str) -> float | None:
    """The share of the gold text's content words, but those of the question, that were said; None where it has none."""
    asked = set(words(question))
    wanted = {word for word in words(gold) if word not in _SMALL and word not in asked}
    return len(wanted & set(words(said))) / len(wanted) if wanted else None


def is_said(answer: Collection[str], text: str) -> bool:
    """Whether one of an answer's names stands in a text, as whole words."""
    within = f" {' '.join(words(text))} "
    return any((name := " ".join(words(each))) and f" {name} " in within for each in answer)


def rouge_l(said: str, ideal: str) -> float:
    """ROUGE-L F1 (Lin 2004): by the longest common subsequence of words."""
    ours, theirs = words(said), words(ideal)
    if not ours or not theirs:
        return 0.0
    common = _longest_common(ours, theirs)
    return 2 * common / (len(ours) + len(theirs))


def _longest_common(first: Sequence[str], second: Sequence[str]) -> int:
    row = [0] * (len(second) + 1)
    for word in first:
        before = 0
        for place, other in enumerate(second, 1):
            kept = row[place]
            row[place] = before + 1 if word == other else max(row[place], row[place - 1])
            before = kept
    return row[-1]


def macro_f1(pairs: Iterable[tuple[str, str]]) -> float | None:
    """The mean F1 over the classes of `(gold, said)` pairs' gold side; None for no pair."""
    counts = Counter(pairs)
    classes = sorted({gold for gold, _ in counts})
    if not classes:
        return None
    scores = []
    for each in classes:
        right = counts[each, each]
        told = sum(n for (_, said), n in counts.items() if said == each)
        real = sum(n for (gold, _), n in counts.items() if gold == each)
        scores.append(2 * right / (told + real) if told + real else 0.0)
    return sum(scores) / len(scores)
