"""A case that is told before the question: what is asked, and what is only context."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph import split_sentences
from retrieval.question.facets import is_general_word

_ASKS = re.compile(
    r"^\W*(?:(?:and|but|so|then|now|also|please|if so|given this|doctor),? )*(?:what|which|who|whom|whose|when|where|"
    r"why|how|is|are|was|were|do|does|did|can|could|should|would|will|may|might|must|has|have|had|am|shall|list|name|"
    r"explain|describe|tell me|any|isn't|aren't|can't|shouldn't)\b",
    re.IGNORECASE,
)
# Somebody's case, not the topic of a paper: "Carotid stenosis before bypass surgery. Is it necessary?" has none.
_CASE = re.compile(
    r"\b(?:I|I['\u2019]m|I['\u2019]ve|[Mm]y|me|[Ww]e|[Oo]ur|[Hh]e|[Ss]he|[Hh]is|[Hh]er|him|"
    r"patient (?:is|was|has|with|who|takes)|\d{1,3}[- ](?:years?|months?|weeks?|days?|y/?o|yr)\b[- ]?(?:old)?|"
    r"(?:man|woman|boy|girl|child|baby|infant|toddler|lady|gentleman|mother|father|son|daughter|husband|wife|grand\w+) "
    r"(?:\w+ )?(?:is|was|has|had|with|who|takes|took|on|presents|presented|weigh\w+|aged|,)|"
    r"[Pp]resent(?:s|ed|ing)? (?:with|to)|was admitted|been diagnosed)\b"
)
# "In a 67-year-old man with an eGFR of 28, is metformin contraindicated?"
_AFTER_CASE = re.compile(
    r"(?<=,)\s+(?=(?:what|which|when|how|is|are|do|does|did|can|could|should|would|will|may|might|must|has|have)\b)",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\b(?:it|its|this|that|these|those|they|them|"
    r"the (?:drug|disease|condition|medicine|medication|treatment|dose)\b(?! (?:of|for|in|with)\b))",
    re.IGNORECASE,
)

# What questions about a case ask for: "the next step", "imaging study". They name nothing of their own.
_GENERAL = frozenset(
    """next step steps best better most likely initial final first second third line option options choice choices
    appropriate suitable diagnosis diagnostic diagnoses cause causes management management treatment treatments therapy
    therapies drug drugs medicine medicines medication medications agent agents class dose doses dosage dosing test
    tests testing workup imaging modality laboratory lab labs study studies scan procedure procedures
    surgery intervention interventions approach approaches plan care measure measures finding findings complication
    complications side effect effects adverse event events outcome outcomes risk risks factor factors prognosis
    mechanism action explanation antibiotic antibiotics vaccine vaccines route duration course days weeks months need
    needed required indicated contraindicated preferred recommended useful safe safely right correct advice specialist
    referral follow up evidence guideline guidelines sign signs symptom symptoms condition disease disorder problem
    common important severe serious acute chronic long short term immediate urgent emergency additional further new
    current standard gold""".split()
)
_PERSON = re.compile(r"\b(?:I|me|my|we|our|us|he|she|his|her|him|patient|patient's)\b", re.IGNORECASE)
_NEIGHBOURS = re.compile(r"(?=\b([^\W\d_]{3,})[ -]([^\W\d_]{3,})\b)")


@dataclass(frozen=True, slots=True)
class Parts:
    """`asked` is the question itself, `context` what was told before (or after) it, '' mostly."""

    asked: str
    context: str

    @property
    def points_back(self) -> bool:
        """Whether the question speaks of something that only the context names."""
        return bool(self.context) and _POINTS_BACK.search(self.asked) is not None

    @property
    def names_topic(self) -> bool:
        """Whether the question has a topic of two everyday words side by side, and is not about the person told of.

        "Which drug reduces blood loss?", but not "Can she drink alcohol?".
        """
        return not _PERSON.search(self.asked) and any(
            _is_telling(first) and _is_telling(last) for first, last in _NEIGHBOURS.findall(self.asked)
        )


def _is_telling(word: str) -> bool:
    return word.lower() not in _GENERAL and not is_general_word(word)


def split_context(text: str) -> Parts:
    """The last sentence that asks, and the others; the whole text where only one sentence stands there."""
    sentences = [span.of(text) for span in split_sentences(text, 0, len(text))]
    if len(sentences) > 1:
        asking = [n for n, s in enumerate(sentences) if s.rstrip("\"') ").endswith("?")]
        asking = asking or [n for n, s in enumerate(sentences) if _ASKS.match(s)]
        if asking:
            last = asking[-1]
            context = " ".join(s for n, s in enumerate(sentences) if n != last)
            if not _CASE.search(context):
                return Parts(text, "")
            inner = _split_case(sentences[last])
            return Parts(inner.asked, " ".join(each for each in (context, inner.context) if each))
    return _split_case(text)


def _split_case(sentence: str) -> Parts:
    """A case told in the same sentence, before a comma."""
    cut = next(_AFTER_CASE.finditer(sentence), None)
    if cut is not None and _CASE.search(sentence[: cut.start()]) and not _ASKS.match(sentence):
        return Parts(sentence[cut.end() :], sentence[: cut.start()].rstrip(","))
    return Parts(sentence, "")
