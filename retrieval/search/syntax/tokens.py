"""The tokens of a query in PubMed's language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from graph import MedgraphError


class QuerySyntaxError(MedgraphError):
    """A query that PubMed's language does not allow; the message says at which character."""

    code = "query_syntax"


class TokenKind(StrEnum):
    """What a token is."""

    OPEN = "("
    CLOSE = ")"
    OPERATOR = "operator"
    QUOTED = "quoted"
    TAG = "tag"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Token:
    """A token and where it begins, from 0; `text` is without quotes and brackets."""

    kind: TokenKind
    text: str
    start: int


_TOKEN = re.compile(
    r"\s*(?:(?P<open>\()|(?P<close>\))|[\"\u201c](?P<quoted>[^\"\u201c\u201d]*)[\"\u201d]|\[(?P<tag>[^\[\]]*)\]|"
    r"(?P<bad>[\"\u201c\u201d\[\]])|(?P<word>[^\s()\[\]\"\u201c\u201d]+))"
)
_OPERATORS = frozenset({"AND", "OR", "NOT"})
_FIELD = re.compile(r"\[[a-z /]{2,40}\]", re.IGNORECASE)
_OPERATOR = re.compile(r"(?<!\S)\(*(?:AND|OR|NOT)(?=\s|\(|$)")
_TRUNCATED = re.compile(r"(?<![^\W\d_])[^\W\d_]{2,}+\*(?!\w)")
_PHRASE = re.compile(r"[\"\u201c][^\"\u201d]+[\"\u201d]")


def is_query(text: str) -> bool:
    """Whether a text is written in the query language: it has a field, an operator, a truncation or a phrase.

    A sentence that ends with a question mark is a question, whatever stands in it but a field.
    """
    if _FIELD.search(text):
        return True
    if text.rstrip().endswith("?"):
        return False
    return any(pattern.search(text) for pattern in (_OPERATOR, _TRUNCATED, _PHRASE))


def tokens_of(text: str) -> Iterator[Token]:
    """The tokens in order; raises QuerySyntaxError for a quote or bracket that is never closed."""
    at = 0
    while text[at:].strip():
        match = _TOKEN.match(text, at)
        assert match is not None and match.lastgroup is not None
        kind, value, start = match.lastgroup, match[match.lastgroup], match.start(match.lastgroup)
        at = match.end()
        if kind == "bad":
            what = "bracket" if value in "[]" else "quotation mark"
            raise syntax_error(f"a {what} without its other half", start)
        if kind in ("quoted", "tag"):
            yield Token(TokenKind(kind), value.strip(), start - 1)
        elif kind == "word":
            yield Token(TokenKind.OPERATOR if value in _OPERATORS else TokenKind.WORD, value, start)
        else:
            yield Token(TokenKind.OPEN if kind == "open" else TokenKind.CLOSE, value, start)


def syntax_error(problem: str, start: int, hint: str = "") -> QuerySyntaxError:
    """The error for a problem at the character `start`, counted from 0."""
    return QuerySyntaxError(
        f"{problem}, at character {start + 1}", hint or 'write e.g. metformin[ti] AND "lactic acidosis"'
    )
