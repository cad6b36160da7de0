"""What a question asks of a record: a kind of entry, the things it names, and whether all, the last or a course.

A small grammar: words that ask of a kind of entry ("allergic", "medicines", "operated") name its category; function
words and those of people ("she", "the patient", "take") ask for nothing; what is left is what the lines must name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph import years_in
from graph.vocabulary.lexicon import Lexicon
from retrieval.question.drug_classes import class_for
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
            r"allerg(?:y|ies|ic|en|ens)|intoleran(?:t|ces?)|hypersensitiv\w*|anaphyla\w+|nkd?a"
            r"|reactions?|react(?:s|ed)|side[- ]effects?|sensitivit\w+",
        ),
        (
            Category.FAMILY,
            r"family|fhx?|fam hx|relatives?|mother|father|parents?|siblings?|brothers?|sisters?|hereditary|inherited",
        ),
        (Category.IMMUNISATION, r"vaccin\w*|vaccs?|immuni[sz]\w+|imms|shots?|jabs?|boosters?"),
        (
            Category.SOCIAL,
            r"social history|shx|soc hx|smok\w+|tobacco|cigarettes?|alcohol|drinks?|drinking|illicit"
            r"|recreational drugs?|occupation|(?:does|do|did) \w+ (?:\w+ )?(?:work|live)|employ\w+|married"
            r"|living situation|marital status",
        ),
        (
            Category.MEDICATION,
            r"medications?|medicines?|meds?|drugs?|tto|ttas?|pills?|tablets?|prescri\w+|doses?|dosage|dosing|take|takes|taking|took"
            r"|taken|(?:is|was|are|still|been|currently) (?:\w+ )?on|(?:put|discharged|started) on|uses?|using"
            r"|receiv\w+|stopped|discontinued|allowed|give|giving|given|ok|okay|safe(?:ly)?|tolerat\w+"
            r"|contraindicated|started|restart\w*|held|withheld|paused|switched|swapped",
        ),
        (
            Category.PROCEDURE,
            r"procedures?|surger(?:y|ies)|surgical|operations?|(?<!post )(?<!post-)(?<!pre )(?<!pre-)ops?"
            r"|operated|underwent|undergone|pshx?",
        ),
        (
            Category.IMAGING,
            r"imaging|x-?rays?|radiographs?|films?|scans?|scanned|mri|ct|ultrasounds?|echo\w*|ekg|ecg|radiology",
        ),
        (
            Category.VITAL,
            r"vitals?(?: signs)?|blood pressure|bp|heart rate|pulse|temperature|temp|weights?|weighs?|height|tall|bmi"
            r"|oxygen saturation|spo2|respiratory rate",
        ),
        (
            Category.RESULT,
            r"labs?|bloods|laborator(?:y|ies)|results?|values?|levels?|trends?|measured|tests?|tested"
            r"|blood (?:tests?|work)",
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
            r"diagnos\w+|conditions?|problems?|diseases?|illness(?:es)?|medical history|past history|history|hx|pmhx?"
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
_STOPPED = re.compile(r"\b(?:stop\w*|discontinu\w+|no longer|ceased|held|come off|came off)\b", re.IGNORECASE)
# "What is the latest INR, and the trend?"
_TREND = re.compile(
    r"\b(?:trends?|trending|chang(?:e|es|ed|ing)|over time"
    r"|over (?:the )?(?:last|past)|baseline|previous(?:ly)?|rising|falling|ris(?:e|en)|f[ae]ll(?:en)?|history of)\b",
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

_VACCINE = re.compile(r"\b(?:vaccin\w*|vaccs?|immuni[sz]\w+|shots?|jabs?|boosters?)\b", re.IGNORECASE)
_VALUE_OF = re.compile(  # "What was EF on the last echo?"
    r"\W*what(?:['\u2019]?s| is| was| were) (?:the |her |his )?(?:last |latest )?\w+ (?:on|at|in|when)\b",
    re.IGNORECASE,
)
_FOR = re.compile(  # "for her blood pressure", "which BP meds"
    r"\bfor (?:(?:the|her|his|their|my) )?(?P<what>\w+(?: \w+)?)"
    r"|\b(?P<kind>\w{1,30}+(?: \w{1,30}+)?) (?:meds?|medications?|medicines?|tablets?|pills?|drugs?|treatments?)\b",
    re.IGNORECASE,
)
_MAY_TAKE = re.compile(
    r"\b(?:can|could|may|might|should|shall|ok|okay|safe|alright)\b.*\b(?:have|take|use|be given|give|start"
    r"|prescribe|for|to)\b",
    re.IGNORECASE,
)
# "On clobazam?", "still on it": what follows is taken.
_ON = re.compile(
    r"^\W*(?:(?:is|was|still|currently|now|he|she|already|the|patient|pt)\s+)*on\b", re.IGNORECASE
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
    named = _PERSON.sub(" ", text)
    alternatives = terms_of(_VACCINE.sub(" ", named) if category is Category.IMMUNISATION else named, lexicon)
    terms = [term for each in alternatives for term in each]
    if not terms and category is None:
        return None
    measured = any(term.measured for term in terms)
    if measured and (category in (None, Category.PROBLEM) or _VALUE_OF.match(text)):
        category = Category.RESULT
    category = _of_medicines(text, category, terms)
    if category is Category.MEDICATION:
        alternatives = _of_drugs(terms) or _medicines_for(text, lexicon) or alternatives
        terms = [term for each in alternatives for term in each]
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


def is_of_last(text: str) -> bool:
    """Whether a text speaks of the last of something: "her last seizure was in June"."""
    return _LAST.search(text) is not None


def asks_beside(question: RecordQuestion, heading: str) -> bool:
    """Whether the question asks for more than what is under a heading that it names: "the follow-up plan"."""
    rest = question.text
    for word in re.findall(r"\w+", heading):
        rest = re.sub(rf"\b{re.escape(word)}\w{{0,3}}\b", " ", rest, flags=re.IGNORECASE)
    return any(words.search(rest) for _, words in _CATEGORIES)


def _of_medicines(text: str, category: Category | None, terms: Sequence[Term]) -> Category | None:
    """Medicines where a medicine is named and no other kind of entry: "what antibiotics did she get?"."""
    if not terms or category is Category.ALLERGY:
        return category
    names_drug = any(term.is_drug for term in terms)
    if _MAY_TAKE.search(text) and (names_drug or category is None):
        return Category.MEDICATION
    may_be = category in (None, Category.PROCEDURE, Category.COMPLAINT, Category.COURSE)
    is_of_drug = may_be and (names_drug or (category is None and _ON.search(text) is not None))
    return Category.MEDICATION if is_of_drug else category


def _of_drugs(terms: Sequence[Term]) -> tuple[tuple[Term, ...], ...]:
    """Each medicine that is named, and each strange word, which may be one; not what is known as something else."""
    if not any(term.is_drug for term in terms):
        return ()
    return tuple((term,) for term in terms if term.is_drug or not term.known)


def _medicines_for(text: str, lexicon: Lexicon) -> tuple[tuple[Term, ...], ...]:
    """The class of medicines that is asked for by what it is for: "what is she on for her blood pressure?"."""
    found = _FOR.search(text)
    called = (found["what"] or found["kind"]).casefold().split() if found else []
    names = (" ".join(words) for words in (called, called[:1], called[-1:]))
    drug_class = next(filter(None, map(class_for, names)), "")
    return terms_of(drug_class, lexicon) if drug_class else ()


def _is_of_record(text: str, category: Category | None, terms: int) -> bool:
    """Whether a question that speaks of nobody asks of a record: by its kind of entry, or as a mere name."""
    if _IN_GENERAL.search(text) or terms > _MOST_TERMS:
        return False
    if category is not None or _OF_THE_PAST.match(text):
        return True
    return len(text.split()) <= _MOST_WORDS and not _ASKS.match(text)
