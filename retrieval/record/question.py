"""What a question asks of a record: a kind of entry, the things it names, and whether all, the last or a course.

A small grammar: words that ask of a kind of entry ("allergic", "medicines", "operated") name its category; function
words and those of people ("she", "the patient", "take") ask for nothing; what is left is what the lines must name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from graph import years_in
from graph.vocabulary.lexicon import Lexicon
from retrieval.question.groups import ANIMALS
from retrieval.question.population import groups_in
from retrieval.record.categories import Category, MedicationList, medication_list_of
from retrieval.record.terms import Term, terms_of

# One person, or what is written of one; "type I" is nobody.
_PERSON = re.compile(
    r"\b(?:(?:the|this|our|my|that|a) (?:patients?|pt)|(?:patient|pt)(?:['\u2019]s)?|she|he|hers?|his|him|my|me"
    r"|m(?:r|rs|s)\.? [A-Z]\w+|they|their|them|(?:the |any )?(?:record|chart)(?: of)?"
    r"|(?:am|do|did|have|was|should|can) i|i (?:am|have|had|was|take|took|ever))\b",
    re.IGNORECASE,
)
# The first that is asked for counts: "any allergies to medicines" are allergies.
_CATEGORIES = tuple(
    (category, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for category, words in (
        (
            Category.ALLERGY,
            r"allerg(?:y|ies|ic|en|ens)|intoleran(?:t|ces?)|hypersensitiv\w*|anaphyla\w+|nkd?a|adverse reactions?",
        ),
        (
            Category.FAMILY,
            r"family|relatives?|mother|father|parents?|siblings?|brothers?|sisters?|hereditary|inherited",
        ),
        (Category.IMMUNISATION, r"vaccin\w+|immuni[sz]\w+|shots?|jabs?|boosters?"),
        (
            Category.SOCIAL,
            r"social history|smok\w+|tobacco|cigarettes?|alcohol|drinks?|drinking|illicit|recreational drugs?"
            r"|occupation|(?:does|do|did) \w+ (?:\w+ )?(?:work|live)|employ\w+|married|living situation|marital status",
        ),
        (
            Category.MEDICATION,
            r"medications?|medicines?|meds?|drugs?|pills?|tablets?|prescri\w+|doses?|dosage|dosing|take|takes|taking|took"
            r"|taken|(?:is|was|are|still|been|currently) (?:\w+ )?on|(?:put|discharged|started) on|uses?|using"
            r"|receiv\w+|stopped|discontinued|allowed|give|giving|given|ok|okay|safe(?:ly)?|tolerat\w+|contraindicated",
        ),
        (
            Category.PROCEDURE,
            r"procedures?|surger(?:y|ies)|surgical|operations?|operated|underwent|undergone",
        ),
        (
            Category.IMAGING,
            r"imaging|x-?rays?|radiographs?|films?|scans?|scanned|mri|ct|ultrasounds?|echo\w*|ekg|ecg|radiology",
        ),
        (
            Category.VITAL,
            r"vitals?(?: signs)?|blood pressure|bp|heart rate|pulse|temperature|temp|weight|weigh|height|tall|bmi"
            r"|oxygen saturation|spo2|respiratory rate",
        ),
        (
            Category.RESULT,
            r"labs?|laborator(?:y|ies)|results?|values?|levels?|trends?|measured|blood (?:tests?|work)|tests?|tested",
        ),
        (
            Category.COMPLAINT,
            r"(?:chief|presenting|main) complaints?|why (?:was|is|did)|reasons? for|brought (?:her|him|the patient) in"
            r"|presenting symptoms?|present(?:ed)? with|come in|came in|complain\w*",
        ),
        (Category.COURSE, r"(?:hospital|clinical) course|condition (?:at|on) discharge|discharge condition"),
        (
            Category.PLAN,
            r"(?:the )?plan(?:s|ned)?|follow[- ]?ups?|appointments?|next steps|recommend\w*|instructions?|goals?"
            r"|due for|orders?",
        ),
        (Category.PERSON, r"how old|age|aged|sex|gender|male|female"),
        (
            Category.PROBLEM,
            r"diagnos\w+|conditions?|problems?|diseases?|illness(?:es)?|medical history|past history|history|pmh"
            r"|comorbidit\w+|suffer\w*|symptoms?|ill with|sick",
        ),
    )
)
# What is said of drugs and diseases as such, whoever has them.
_IN_GENERAL = re.compile(
    r"\b(?:caus(?:es?|ed|ing)|treat\w*|prevent\w*|affects?|reduc\w+|increas\w+|improv\w+|associated|risks?|effect\w*"
    r"|efficacy|safe\w*|interact\w*|mechanisms?|inhibit\w*|contraindicat\w*|side effects?|symptoms? of|compared?"
    r"|versus|vs|patients|people|women|men|children|adults|should|could|can"
    r"|inherited|hereditary|diagnose|how to)\b",
    re.IGNORECASE,
)
_LAST = re.compile(r"\b(?:last|latest|newest|(?:most )?recent(?:ly)?)\b", re.IGNORECASE)
_STOPPED = re.compile(
    r"\b(?:stopp\w+|discontinu\w+|no longer|ceased|held|come off|came off)\b", re.IGNORECASE
)
# "What is the latest INR, and the trend?"
_TREND = re.compile(
    r"\b(?:trends?|trending|chang(?:e|es|ed|ing)|over time|rising|falling|ris(?:e|en)|f[ae]ll(?:en)?|history of)\b",
    re.IGNORECASE,
)
_MOST_TERMS = 3  # of a question that speaks of nobody; set by hand, as is:
_MOST_WORDS = 4  # of a question that is only a name: "serum potassium?"
# "When was the biopsy?"
_OF_THE_PAST = re.compile(r"\W*(?:when|what|which) (?:was|were|did)\b", re.IGNORECASE)
_ASKS = re.compile(
    r"\W*(?:is|are|was|were|do|does|did|has|have|had|can|will|what|which|how|why|when|who|where)\b",
    re.IGNORECASE,
)

_WHO = re.compile(
    r"\W*(?:who|which (?:patients?|people|persons?)|whose|list (?:the |all )?patients)\b", re.IGNORECASE
)


class Wanted(StrEnum):
    """Which of the lines that fit are asked for."""

    ALL = "all"
    LAST = "last"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class RecordQuestion:
    """`category` None: any entry may answer. Lines must name every term of one of the `alternatives`.

    `personal`: of one person; `years` are those it names, `words` what was looked for, in its own words.
    """

    text: str
    category: Category | None
    alternatives: tuple[tuple[Term, ...], ...]
    wanted: Wanted
    medication_list: MedicationList | None
    personal: bool
    years: tuple[str, ...] = ()

    @property
    def asks_who(self) -> bool:
        """Whether it asks whose records say so, so that each is to be named."""
        return asks_who(self.text)

    @property
    def terms(self) -> tuple[Term, ...]:
        """All the things named."""
        return tuple(term for terms in self.alternatives for term in terms)

    @property
    def words(self) -> tuple[str, ...]:
        """What is told of as looked for: the things named, else the kind of entry."""
        named = tuple(term.text for term in self.terms)
        asked = (self.medication_list or self.category,) if self.category else ()
        return named or tuple(map(str, asked))


def parse(text: str, lexicon: Lexicon, of_patient: bool = False) -> RecordQuestion | None:
    """What a question asks of a record; None for one that asks of things in general.

    `of_patient`: it is asked of the records of a patient who was named beside it.
    """
    if groups_in(text) & ANIMALS:
        return None  # "for my cat": records are of people
    personal = _PERSON.search(text) is not None
    category = next((category for category, words in _CATEGORIES if words.search(text)), None)
    alternatives = terms_of(_PERSON.sub(" ", text), lexicon)
    terms = [term for each in alternatives for term in each]
    if not terms and category is None:
        return None
    measured = any(term.measured for term in terms)
    if measured and category in (None, Category.PROBLEM):
        category = Category.RESULT
    if category is None and any(term.members or term.relatives for term in terms):
        category = Category.MEDICATION  # "what antibiotics did she get?"
    # Of nobody in general is there a latest value.
    personal = personal or (measured and _LAST.search(text) is not None)
    if not (personal or of_patient) and not _is_of_record(text, category, len(terms)):
        return None
    if terms and not measured and category is Category.VITAL:
        category = None  # "high blood pressure" is a disease
    is_last = _LAST.search(text) and not _TREND.search(text)
    wanted = Wanted.LAST if is_last else Wanted.STOPPED if _STOPPED.search(text) else Wanted.ALL
    years = tuple(year.iso for year in years_in(text))
    named_list = medication_list_of(text) if category is Category.MEDICATION else None
    return RecordQuestion(text, category, alternatives, wanted, named_list, personal, years)


def asks_who(text: str) -> bool:
    """Whether a question asks for the people of whom something is so: "Who has diabetes?"."""
    return _WHO.match(text) is not None


def may_ask_of_record(text: str) -> bool:
    """Whether a question may ask of one person's record; a cheap look, as most questions ask of things in general."""
    return _PERSON.search(text) is not None or _LAST.search(text) is not None


def asks_beside(question: RecordQuestion, heading: str) -> bool:
    """Whether the question asks for more than what is under a heading that it names: "the follow-up plan"."""
    rest = question.text
    for word in re.findall(r"\w+", heading):
        rest = re.sub(rf"\b{re.escape(word)}\w{{0,3}}\b", " ", rest, flags=re.IGNORECASE)
    return any(words.search(rest) for _, words in _CATEGORIES)


def _is_of_record(text: str, category: Category | None, terms: int) -> bool:
    """Whether a question that speaks of nobody asks of a record: by its kind of entry, or as a mere name."""
    if _IN_GENERAL.search(text) or terms > _MOST_TERMS:
        return False
    if category is not None or _OF_THE_PAST.match(text):
        return True
    return len(text.split()) <= _MOST_WORDS and not _ASKS.match(text)
