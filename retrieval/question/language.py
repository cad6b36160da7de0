"""In which language a question is written: by its script, and by its function words.

Telling languages of short texts by closed classes of words (Grefenstette 1995): such words are in every question, and
neither drug names nor medical Latin are among them.
"""

from __future__ import annotations

import re
import unicodedata

from retrieval.question.language_words import ENGLISH, FOREIGN, MARKS, SHARED

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")
# The first word of the Unicode name of a letter, for scripts other than Latin.
_SCRIPTS = {
    "CJK": "Chinese",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
    "CYRILLIC": "Russian or another language in Cyrillic letters",
    "ARABIC": "Arabic or another language in Arabic letters",
    "HEBREW": "Hebrew",
    "DEVANAGARI": "Hindi or another language in Devanagari letters",
    "BENGALI": "Bengali",
    "THAI": "Thai",
    "GREEK": "Greek",
    "TAMIL": "Tamil",
    "TELUGU": "Telugu",
    "GEORGIAN": "Georgian",
    "ARMENIAN": "Armenian",
}
_SURE = 2  # words that English has not, which one quoted name does not hold
_OTHER_SCRIPT = (
    0.5  # the share of letters from which a text is in another script: a Greek letter in a name is not
)


def foreign_language(question: str) -> str:
    """The language of a question that is not in English, as a reader is told it; '' for English or where unsure."""
    if script := _script(question):
        return script
    words = [word.lower().replace("\u2019", "'") for word in _WORD.findall(question)]
    evidence = {language: _evidence(words, language, question.lower()) for language in FOREIGN}
    best = max(evidence, key=lambda language: evidence[language])
    return best if evidence[best] > (0, 0) else ""


def _evidence(words: list[str], language: str, text: str) -> tuple[int, int]:
    """How many words and marks speak for a language, of which the first count words of no other meaning; (0, 0): none.

    One such word is enough only beside another sign of the language, and where nothing is English.
    """
    own = FOREIGN[language] | SHARED[language]
    sure = sum(word in FOREIGN[language] for word in words)
    shared = sum(word in SHARED[language] for word in words)
    english = sum(word in ENGLISH and word not in own for word in words)
    opening = words[:1] and words[0] in FOREIGN[language]
    signs = shared + bool(opening) + (language in MARKS and MARKS[language].search(text) is not None)
    if (sure >= _SURE and sure > english) or (sure and signs and not english):
        return sure + signs, sure
    return 0, 0


def _script(text: str) -> str:
    letters = [character for character in text if character.isalpha()]
    counts: dict[str, int] = {}
    for letter in letters:
        script = unicodedata.name(letter, "").partition(" ")[0]
        if script in _SCRIPTS:
            counts[_SCRIPTS[script]] = counts.get(_SCRIPTS[script], 0) + 1
    if not counts or sum(counts.values()) < _OTHER_SCRIPT * len(letters):
        return ""
    # Japanese is written in Chinese characters too, and with its own between them.
    return "Japanese" if "Japanese" in counts else max(counts, key=lambda script: counts[script])
