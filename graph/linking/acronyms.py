"""Acronyms that the document does not define: which mean one thing wherever they stand, and which it must speak of.

An acronym of two letters has as many meanings as there are fields, and so have common ones of three letters and words
in capitals. They are linked only where the document names what they stand for, or something next to it in the
hierarchy; docs/linking.md has what that gains and loses.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from graph.linking.short_names import AMBIGUOUS_SHORT_NAMES, SHORT_NAMES
from graph.vocabulary.names.common_words import COMMON, SHOUTED

_FORM = re.compile(r"(?<![\w-])(?=(?:[^A-Z\s]{0,30}[A-Z]){2})[A-Za-z][A-Za-z0-9]{1,6}(?![\w-])")
_GENES = frozenset({"Gene", "Protein", "GeneOrGeneProduct"})
# Letters and digits, both set by hand; the figures of docs/linking.md are with them.
_SHORTEST_UNAMBIGUOUS, _SHORTEST_LISTED = 4, 3
# Of three letters, and one thing in all of medicine: no abstract of 7,820 defines them as another.
_UNAMBIGUOUS = frozenset(
    "DNA RNA PCR MRI ECG EKG EEG EMG HIV HCV HBV HPV HSV CMV EBV RSV HDL LDL TSH FSH PTH HLA ATP GTP GDP TNF EGF NGF "
    "IgA IgE IgG IgM".split()
)
_SKIPPED = frozenset("of the and in or to for with by".split())
_WORD = re.compile(r"[^\W_]+")


def is_acronym(written: str) -> bool:
    """Whether a mention can be an acronym: one word with two capitals."""
    return _FORM.fullmatch(written) is not None


def initials(phrase: str) -> str:
    """The capitals that would stand for a phrase: `ALF` of "acute liver failure"."""
    return "".join(word[0] for word in _WORD.findall(phrase.lower()) if word not in _SKIPPED).upper()


def singular(form: str) -> str:
    """`HT` of `HTs`."""
    return form[:-1] if len(form) > 2 and form[-1] == "s" and form[:-1].isupper() else form


def open_acronyms(
    phrase: str, category: str, read_in_context: bool, long_forms: Mapping[str, str], clinical: bool
) -> list[str]:
    """The acronyms of a phrase whose meaning only the document can tell, and does not define.

    `long_forms` has '' for what the document uses for something unknown; in a patient's record (`clinical`) acronyms
    are else those that clinicians agree on.
    """
    return [
        form
        for form in _FORM.findall(phrase)
        if is_ambiguous(form, category, read_in_context)
        and (
            long_forms.get(form, long_forms.get(singular(form))) == "" or not (clinical or form in long_forms)
        )
    ]


def is_ambiguous(form: str, category: str = "", read_in_context: bool = False) -> bool:
    """Whether an acronym means more than one thing in medical texts, taken as this kind of thing.

    That it is a gene, a recogniser that reads the context knows from more than the letters.
    """
    listed = form if form in SHORT_NAMES else singular(form)
    if listed in SHORT_NAMES:
        return listed in AMBIGUOUS_SHORT_NAMES or (len(listed) < _SHORTEST_LISTED and not read_in_context)
    if category in _GENES and read_in_context:
        return False
    if listed in _UNAMBIGUOUS or (len(listed) >= _SHORTEST_LISTED and any(map(str.isdigit, listed))):
        return False
    word = listed.lower()
    return len(listed) < _SHORTEST_UNAMBIGUOUS or word in COMMON or word in SHOUTED


def replace_acronyms(phrase: str, forms: Collection[str], readings: Mapping[str, str]) -> str:
    """The phrase with those of the forms that have a reading spelled out."""
    known = [form for form in forms if form in readings]
    return _FORM.sub(lambda found: readings[found[0]] if found[0] in known else found[0], phrase)
