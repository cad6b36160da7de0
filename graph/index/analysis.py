"""How the indexes cut text into terms: stems for words, and what a drug code is written as."""

from __future__ import annotations

import re

import tantivy

# "BAY 43-9006", "BAY43-9006", "ICI-182,780", "SCH 23390": letters, then groups of digits. A blank before the digits
# makes a code only of capitals: "aged 10" is none.
_CODE = re.compile(
    r"(?<![^\W_])(?P<letters>[A-Za-z]{1,6}(?=[-\u2010\u2011]?\d)|[A-Z]{2,6}(?=[ \u00a0]\d))[-\u2010\u2011 \u00a0]?"
    r"(?P<digits>\d{1,8}(?:[-,\u2010\u2011]\d{2,6})*)(?P<tail>[A-Za-z]?)(?![^\W_]|[.,]\d)"
)
_DIGIT = re.compile(r"\d")
_SEPARATORS = re.compile(r"[^A-Za-z0-9]")


def stemming_analyzer() -> tantivy.TextAnalyzer:
    """Terms lower-cased, folded to ASCII and stemmed (Snowball's English stemmer)."""
    return _builder().filter(tantivy.Filter.stemmer("english")).build()


def word_analyzer() -> tantivy.TextAnalyzer:
    """Terms lower-cased and folded to ASCII, as written otherwise."""
    return _builder().build()


def _builder() -> tantivy.TextAnalyzerBuilder:
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(60))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
    )


def code_spans(text: str) -> list[tuple[int, int, str]]:
    """The codes of drugs, cell lines and the like: `(start, end, one term however the code is written)`."""
    if not _DIGIT.search(text):
        return []
    return [(m.start(), m.end(), _SEPARATORS.sub("", m.group()).lower()) for m in _CODE.finditer(text)]


def joined_codes(text: str) -> list[str]:
    """The terms of the codes that the analysis cuts into several terms: "BAY 43-9006" is "bay439006"."""
    return [term for start, end, term in code_spans(text) if _SEPARATORS.search(text, start, end)]
