"""Claims that nobody had to label: titles which state a finding, with the sentence of their abstract that tells it.

"Naloxone reverses the effect of clonidine" is supported by the conclusion of its own abstract. Turned round ("does not
reverse", "increases" for "reduces") it is refuted by it, and a like title of another paper is neither. That negated
claims are supported too keeps a model from taking every "not" for a refutation (Pan et al. 2021,
zero-shot fact verification by claim generation, has the idea).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

_OPPOSITES = {
    "accelerate": "delay",
    "activate": "suppress",
    "aggravate": "ameliorate",
    "attenuate": "enhance",
    "decrease": "increase",
    "enhance": "attenuate",
    "impair": "improve",
    "improve": "worsen",
    "increase": "decrease",
    "induce": "prevent",
    "inhibit": "promote",
    "prevent": "cause",
    "promote": "inhibit",
    "reduce": "increase",
    "stimulate": "block",
    "suppress": "activate",
}
_OTHER_VERBS = (
    "affect|alter|bind|block|cause|confer|control|delay|determine|downregulate|drive|facilitate|influence|limit|mediate"
    "|modulate|potentiate|predict|protect|regulate|require|restore|reverse|trigger|upregulate"
)
_VERB = re.compile(rf"\b(?P<verb>{'|'.join(_OPPOSITES)}|{_OTHER_VERBS})(?:s|es)\b(?P<rest>.*)", re.IGNORECASE)
_IS = re.compile(
    r"\b(?P<is>is|are) (?P<not>not )?(?P<rest>(?:(?:independent|strong|significant)ly )?"
    r"(?:associated|linked|related|required|essential|necessary|sufficient|effective|safe|involved|dependent"
    r"|a risk factor|increased|reduced|expressed|regulated|mediated)\b.*)",
    re.IGNORECASE,
)
_CLAUSES = re.compile(r"[:;?]| - |\bwhether\b|\bhow\b|\bwhy\b", re.IGNORECASE)
_OPEN = re.compile(r"\b(?:that|which|who|by|and)$", re.IGNORECASE)
_LONGEST_SUBJECT = 12  # words before the verb; longer ones are hardly one thing
_LAST, _SHARED, _LONGEST = (
    4,
    0.4,
    400,
)  # sentences; share of a title's words; characters of a sentence. Set by hand.


@dataclass(frozen=True, slots=True)
class TitleClaim:
    """Of one paper: forms of its title that its `sentence` supports, those that it refutes, and those of another."""

    sentence: str
    supported: tuple[str, ...]
    refuted: tuple[str, ...]
    foreign: tuple[str, ...]


def title_claims(papers: Sequence[tuple[str, Sequence[str]]]) -> Iterator[TitleClaim]:
    """Claims from titles and the sentences of abstracts; papers whose title states nothing are passed over."""
    stated = []
    for title, sentences in papers:
        forms, sentence = forms_of(title), _telling(title, sentences)
        if forms and sentence:
            stated.append((*forms, sentence))
    claims = [supported[0] for supported, _, _ in stated]
    if not claims:
        return
    matrix: Any = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(claims)
    for place, (supported, refuted, sentence) in enumerate(stated):
        near = np.argsort(-(matrix[place] @ matrix.T).toarray()[0])[1:3]
        foreign = (stated[i][0] for i in near if stated[i][2] != sentence)
        yield TitleClaim(sentence, supported, refuted, tuple(f[place % len(f)] for f in foreign))


def forms_of(title: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Claims and questions that say what a title says, and those that say the opposite; None if it states nothing."""
    title = title.strip().rstrip(".").strip()
    found = None if _CLAUSES.search(title) else _IS.search(title) or _VERB.search(title)
    if not found or not _is_subject(subject := title[: found.start()].strip()):
        return None
    inside, rest = _lowered(subject), found["rest"]
    if found.re is _IS:
        be = found["is"].lower()
        plain = (f"{subject} {be} {rest}.", f"{be.capitalize()} {inside} {rest}?")
        denied = (f"{subject} {be} not {rest}.",)
        return (denied, plain) if found["not"] else (plain, denied)
    verb = found["verb"].lower()
    other = _OPPOSITES.get(verb)
    turned = (f"{subject} {other}s{rest}.", f"Does {inside} {other}{rest}?") if other else ()
    plain = (f"{subject} {found.group(0)}.", f"Does {inside} {verb}{rest}?")
    return plain, (f"{subject} does not {verb}{rest}.", *turned)


def _is_subject(subject: str) -> bool:
    """Whether what stands before the verb may be one thing."""
    return 0 < len(subject.split()) <= _LONGEST_SUBJECT and not _OPEN.search(subject)


def _lowered(subject: str) -> str:
    """A subject inside a sentence: its first letter is small unless it begins with a name of capitals or digits."""
    first = subject.split(maxsplit=1)[0]
    return subject if any(c.isupper() or c.isdigit() for c in first[1:]) else subject[0].lower() + subject[1:]


def _telling(title: str, sentences: Sequence[str]) -> str:
    """Of an abstract's last sentences the one that shares most words with its title; '' where none shares enough."""
    wanted = words_of(title)
    share, best = max(
        ((len(wanted & words_of(s)) / max(1, len(wanted)), s) for s in sentences[-_LAST:]), default=(0.0, "")
    )
    return best if share >= _SHARED and len(best) <= _LONGEST else ""


def words_of(text: str) -> set[str]:
    """The words of four letters and more, in small letters."""
    return set(re.findall(r"\w{4,}", text.lower()))
