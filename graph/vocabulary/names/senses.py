"""From a word to its sense: `hypertensive` and `hypertension` are one, as `renal` and `kidney` are.

Adjectives become their nouns by rules of suffixes; textbook synonyms follow `word_groups`; words built of Greek parts
come apart: a nephropathy is a disease of the kidney.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from graph.vocabulary.names.tokens import key_of
from graph.vocabulary.names.word_groups import BROADER, DISORDERS, EMPTY, MODIFIERS, SENSES

_NOUNS = tuple(
    (re.compile(rf"(\w{{{least}}}){ending}$"), rf"\1{noun}")
    for ending, noun, least in (
        ("tensive", "tension", 3),
        ("[eo]mic", "emia", 2),
        ("otic", "osis", 4),
        ("plegic", "plegia", 3),
        ("pathic", "pathy", 3),
        ("trophic", "trophy", 3),
        ("phrenic", "phrenia", 3),
        ("lytic", "lysis", 3),
        ("leptic", "lepsy", 3),
        ("phobic", "phobia", 3),
        ("algic", "algia", 3),
        ("algesic", "algesia", 3),
        ("mnest?ic", "mnesia", 1),
        ("urysmal", "urysm", 0),
        ("syncopal", "syncope", 0),
        ("philic", "philia", 4),
        ("uric", "uria", 4),
        ("penic", "penia", 3),
        ("megalic", "megaly", 3),
        ("matous", "ma", 3),
        ("rythmic|rhythmic", "rhythmia", 2),
        ("thermic", "thermia", 3),
        ("plastic", "plasia", 3),
        ("plasic", "plasia", 3),
        ("kinetic", "kinesia", 1),
        ("static", "stasis", 4),
        ("phasic", "phasia", 1),
        ("praxic", "praxia", 1),
        ("taxic", "taxia", 1),
        ("hypoxic", "hypoxia", 0),
        ("anoxic", "anoxia", 0),
        ("thrombic", "thrombosis", 0),
        ("embolic", "embolism", 0),
        ("embolus", "embolism", 0),
        ("rrhotic", "rrhosis", 2),
        ("crotic", "crosis", 2),
        ("hritic", "hritis", 2),
        ("atitic", "atitis", 3),
        ("asthmatic", "asthma", 0),
        ("diabetic", "diabete", 0),
        ("acromegalic", "acromegaly", 0),
        ("epileptic", "epilepsy", 0),
        ("psoriatic", "psoriasis", 0),
        ("anginal", "angina", 0),
        ("asystolic", "asystole", 0),
        ("migraineur", "migraine", 0),
        ("athetoid", "athetosis", 1),
        ("akinesia", "hypokinesia", 0),
        ("uremic", "uremia", 0),
        ("toxic", "toxicity", 0),
        ("ionic", "ion", 4),
        ("cessive", "cess", 2),
        ("sive", "sion", 4),
        ("tive", "tion", 4),
        ("ated", "ation", 4),
        ("cted", "ction", 3),
        ("paired", "pairment", 2),
        ("deficient", "deficiency", 2),
        ("lucinatory", "lucination", 3),
        ("(?<!tox)icity", "ic", 4),
        ("ical", "ic", 4),
        ("ing", "", 4),
        ("e", "", 5),
    )
)
_PARTS = {
    "nephr": "kidney",
    "ren": "kidney",
    "glomerul": "glomerulus",
    "tubul": "tubule",
    "hepat": "liver",
    "cardi": "heart",
    "neur": "nerve",
    "my": "muscle",
    "myel": "bone marrow",
    "encephal": "brain",
    "cerebr": "brain",
    "gastr": "stomach",
    "enter": "bowel",
    "pneum": "lung",
    "dermat": "skin",
    "arthr": "joint",
    "oste": "bone",
    "angi": "vessel",
    "vascul": "vessel",
    "hemat": "blood",
    "ophthalm": "eye",
    "ocul": "eye",
    "ot": "hearing",
    "retin": "retina",
    "cyst": "bladder",
    "lymph": "lymph",
    "psych": "mental",
    "immun": "immune",
    "coagul": "coagulation",
    "vestibul": "vestibular",
    "cochle": "cochlear",
    "pancreat": "pancreas",
    "laryng": "larynx",
}
_WHOLES = {
    "toxicity": "toxicity",
    "pathy": "disease",
    "megaly": "enlargement",
    "algia": "pain",
    "suppression": "suppression",
    "spasm": "spasm",
    "necrosis": "necrosis",
    "damage": "injury",
    "injury": "injury",
}
_BUILT = re.compile(rf"(?:{'|'.join(sorted(_PARTS, key=len, reverse=True))})o?(?:{'|'.join(_WHOLES)})")


@lru_cache(maxsize=200_000)
def sense_of(word: str) -> str:
    """The sense of a word in normal form; the word itself when nothing is known of it."""
    if (sense := SENSES.get(word)) is not None:
        return sense
    if len(word) < 6 or not word.isalpha() or classify_word(word) is not WordClass.CONTENT:
        return word
    for pattern, noun in _NOUNS:
        changed = pattern.sub(noun, word)
        if changed != word:
            return sense_of(changed)  # the noun may have a sense of its own: akinetic, akinesia, hypokinesia
    return word


@lru_cache(maxsize=50_000)
def component_senses(word: str) -> tuple[str, ...]:
    """The senses a word is built of (`nephropathy`: kidney, disease); empty when it is not."""
    noun = sense_of(word)
    if len(noun) < 7 or _BUILT.fullmatch(noun) is None:
        return ()
    for ending, meaning in _WHOLES.items():
        stem = noun.removesuffix(ending)
        if stem != noun:
            part = _PARTS.get(stem) or _PARTS.get(stem.removesuffix("o"))
            return (*part.split(), meaning) if part else ()
    return ()


def broader_senses(word: str) -> tuple[str, ...]:
    """The senses that a word is a kind or a part of; empty when none are known."""
    return BROADER.get(word, ())


class WordClass(Enum):
    """The role of a word in a name."""

    CONTENT = "content"
    NUMBER = "number"
    DISORDER = "disorder"
    MODIFIER = "modifier"
    EMPTY = "empty"


@lru_cache(maxsize=200_000)
def classify_word(word: str) -> WordClass:
    """The role of a word, or of a sense, in a name."""
    if word in DISORDERS:
        return WordClass.DISORDER
    if word in EMPTY:
        return WordClass.EMPTY
    if word in MODIFIERS:
        return WordClass.MODIFIER
    if word.isdigit() or len(word) == 1:
        return WordClass.NUMBER
    return WordClass.CONTENT


def is_more_specific(name: str, other: str) -> bool:
    """Whether a name has every informative word of another and at least one more, so that it names a subtype of it."""
    # "With or without" says nothing.
    keys = (key_of(text).partition(" with or without ")[0] for text in (name, other))
    mine, its = ({sense_of(word) for word in key.split() if _is_informative(word)} for key in keys)
    return its < mine


def _is_informative(word: str) -> bool:
    return classify_word(word) not in (WordClass.EMPTY, WordClass.DISORDER) and any(map(str.isalnum, word))
