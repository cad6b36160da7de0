"""The normal form of a word: case, accents, Greek letters, British spelling, plurals.

A closed list of orthographic rules, applied the same way to names and to text, so two words are equal only when a
rule says so. Nothing here measures similarity: `hypertension` and `hypotension` differ in letters no rule touches.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρστυφχψω",
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon "
        "phi chi psi omega".split(),
        strict=True,
    )
)
# V and X are left alone: they are also a drug, a chromosome and a vitamin's letter.
_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "VI": "6", "VII": "7", "VIII": "8", "IX": "9"}
_ROMAN_LOWER = {"ii": "2", "iii": "3", "vii": "7", "viii": "8"}

_BRITISH = (
    (re.compile(r"ae$"), "a"),  # vertebrae
    (re.compile(r"[ao]e(?=.)(?!s$)(?!$)"), "e"),  # anaemia, oedema; not toe(s)
    (re.compile(r"(tum|col|behavi|od|hum|lab|vap|fav|flav|rig|harb|neighb)our"), r"\1or"),
    (re.compile(r"(\w{3})is(e[ds]?|ing|ations?|ers?)$"), r"\1iz\2"),
    (re.compile(r"(\w{3})ys(e[d]?|ing)$"), r"\1yz\2"),
    (re.compile(r"sulph"), "sulf"),
    (re.compile(r"(fib|lit|cent|tit|calib|goit|met)re(s?)$"), r"\1er\2"),
    (re.compile(r"leuco(?=cyt|pen|derm|plak|tri|dys|enc|vor)"), "leuko"),
    (re.compile(r"aluminium"), "aluminum"),
    (re.compile(r"neurone(s?)$"), r"neuron\1"),
    (re.compile(r"ageing$"), "aging"),
    (re.compile(r"programme(s?)$"), r"program\1"),
)
# -oses is the plural of -osis, but of -ose in sugars and everyday words.
_OSE = (
    "gluc|fruct|lact|malt|sucr|ket|ald|hex|pent|tri|tetr|hept|rib|xyl|galact|mann|cellul|trehal|dextr|arabin|"
)
_OSE += "raffin|fuc|rhamn|treh|purp|supp|exp|overd|cho|cl|d|n|r|h|p|l|g"
_PLURALS = (
    (re.compile(rf"(?<!\w)({_OSE})oses$"), r"\1ose"),
    (re.compile(r"oses$"), "osis"),  # diagnoses, thromboses
    (re.compile(r"(st|i)ases$"), r"\1asis"),  # metastases, psoriases
    (re.compile(r"(the|re|ne|ge|cente|phore)ses$"), r"\1sis"),  # prostheses, pareses, electrophoreses
    (re.compile(r"yses$"), "ysis"),
    (re.compile(r"crises$"), "crisis"),
    (re.compile(r"(ab|ca|ref|exc|f|acc|inf)uses$"), r"\1use"),
    (re.compile(r"uses$"), "us"),  # viruses, sinuses
    (re.compile(r"(\w{2})ies$"), r"\1y"),
    (re.compile(r"(ss|x)es$"), r"\1"),
    (re.compile(r"aches$"), "ache"),
    (re.compile(r"(ch|sh)es$"), r"\1"),
    (re.compile(r"omata$"), "oma"),
    (re.compile(r"(embol|thromb|bronch|calcul|foc|bacill|nucle|stimul|fung|tars)i$"), r"\1us"),
    (re.compile(r"([^sui])s$"), r"\1"),
)
# Words that only look like a British form or a plural.
_EXACT = {"heroes": "hero"}
_SHORTEST = 4  # letters of a word that the rules are for; set by hand


@lru_cache(maxsize=200_000)
def normal_word(word: str) -> str:
    """The normal form of one word (letters and digits, no spaces).

    A lower-case `a` is the article and becomes a form no name has, so "hepatitis A" never matches
    "hepatitis a year later".
    """
    if word == "a":
        return "a_"
    if word in _ROMAN:
        return _ROMAN[word]
    lower = word.lower()
    if lower in _GREEK:
        return _GREEK[lower]
    if lower in _ROMAN_LOWER:
        return _ROMAN_LOWER[lower]
    if not lower.isascii():
        lower = "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c))
    return _reduced(lower) if len(lower) >= _SHORTEST else lower


def _reduced(word: str) -> str:
    if word in _EXACT:
        return _EXACT[word]
    for pattern, replacement in _BRITISH:
        word = pattern.sub(replacement, word)
    for pattern, replacement in _PLURALS:
        changed = pattern.sub(replacement, word)
        if changed != word:
            return changed
    return word
