"""From tokens to a tree.

    query   = operand { [operator] operand }
    operand = "(" query ")" | term [tag]
    term    = quoted | word { word }

As in PubMed (https://pubmed.ncbi.nlm.nih.gov/help/#combining-with-boolean-operators) operators are taken from left to
right, whichever they are, and two operands beside each other are joined by AND.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from retrieval.search.syntax.tokens import Token, TokenKind, syntax_error, tokens_of

_DEEPEST = 50  # parentheses within each other; set by hand, far below where Python's stack ends


class Field(StrEnum):
    """What a tag restricts a term to."""

    TITLE = "title"
    ABSTRACT = "title or abstract"
    TEXT = "all text"
    MESH = "MeSH heading"
    AUTHOR = "author"
    JOURNAL = "journal"
    YEAR = "year"
    TYPE = "publication type"
    LANGUAGE = "language"
    IDENTIFIER = "identifier"


TAGS = {
    tag: field
    for field, tags in {
        Field.TITLE: "ti title",
        Field.ABSTRACT: "tiab title/abstract ab abstract",
        Field.TEXT: "tw all textword text",
        Field.MESH: "mh mesh majr mj meshterms sh",
        Field.AUTHOR: "au author 1au lastau fau",
        Field.JOURNAL: "ta jour journal so",
        Field.YEAR: "dp pdat date year edat crdt dateofpublication",
        Field.TYPE: "pt publicationtype ptyp",
        Field.LANGUAGE: "la lang language",
        Field.IDENTIFIER: "pmid uid doi aid lid pmc pmcid",
    }.items()
    for tag in tags.split()
}
_USUAL = "ti, tiab, tw, mh, au, ta, dp, pt, la, pmid, doi"
_YEARS = re.compile(r"(?P<first>\d{4})(?:/\d{1,2}){0,2}(?:\s*[:-]\s*(?P<last>\d{4})(?:/\d{1,2}){0,2})?")
_LAST_YEAR = 3000  # how PubMed writes "until now"


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand in a field: as a phrase where `quoted`, the last cut off where `truncated`."""

    text: str
    field: Field
    quoted: bool = False
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Years:
    """Documents of these years; None leaves a side open."""

    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Combined:
    """Two queries and the operator between them: AND, OR, NOT."""

    operator: str
    left: Node
    right: Node


Node = Term | Years | Combined


def parse(text: str) -> Node:
    """The tree of a query; raises QuerySyntaxError, which says where."""
    parser = _Parser(tuple(tokens_of(text)), len(text))
    node = parser.query(0)
    parser.end()
    return node


class _Parser:
    def __init__(self, tokens: Sequence[Token], length: int) -> None:
        self._tokens = tokens
        self._length = length
        self._at = 0

    def _next(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def end(self) -> None:
        """Raises where a closing parenthesis is left."""
        if token := self._next():
            raise syntax_error("a closing parenthesis without an opening one", token.start)

    def query(self, depth: int) -> Node:
        """Operands up to the end or a closing parenthesis."""
        node = self._operand(depth)
        while (token := self._next()) and token.kind is not TokenKind.CLOSE:
            operator = "AND"
            if token.kind is TokenKind.OPERATOR:
                operator = token.text
                self._at += 1
                following = self._next()
                if operator in ("AND", "OR") and following and following.text == "NOT":
                    operator = "NOT" if operator == "AND" else operator
                    self._at += operator == "NOT"
            node = Combined(operator, node, self._operand(depth))
        return node

    def _operand(self, depth: int) -> Node:
        token = self._next()
        if token is None:
            raise syntax_error("a term is missing", self._length)
        if token.kind is TokenKind.OPEN:
            return self._parenthesis(token, depth)
        if token.kind is TokenKind.QUOTED:
            self._at += 1
            if not token.text:
                raise syntax_error("nothing stands between the quotation marks", token.start)
            return self._tagged(token.text, token.start, quoted=True)
        if token.kind is TokenKind.WORD:
            return self._words(token)
        missing = (
            "a term is missing" if token.kind is not TokenKind.TAG else "a field without a term before it"
        )
        raise syntax_error(missing, token.start)

    def _parenthesis(self, opening: Token, depth: int) -> Node:
        if depth == _DEEPEST:
            raise syntax_error(f"more than {_DEEPEST} parentheses within each other", opening.start)
        self._at += 1
        node = self.query(depth + 1)
        closing = self._next()
        if closing is None:
            raise syntax_error("a parenthesis is never closed", opening.start)
        self._at += 1
        return node

    def _words(self, first: Token) -> Node:
        """Words up to the next token of another kind; a tag is of all of them, a cut word is a term of its own."""
        words = []
        while (token := self._next()) and token.kind is TokenKind.WORD:
            words.append(token.text)
            self._at += 1
            if token.text.endswith("*"):
                break
        return self._tagged(" ".join(words), first.start, quoted=False)

    def _tagged(self, text: str, start: int, *, quoted: bool) -> Node:
        field, token = Field.TEXT, self._next()
        if token is not None and token.kind is TokenKind.TAG:
            self._at += 1
            name = re.sub(r"[\s:~0-9]+", "", token.text.lower()) or token.text
            if name not in TAGS:
                raise syntax_error(f"[{token.text}] is no field", token.start, f"fields are: {_USUAL}")
            field = TAGS[name]
        if field is Field.YEAR:
            return _years(text, start)
        truncated = text.endswith("*")
        return Term(text.rstrip("*").strip(), field, quoted, truncated)


def _years(text: str, start: int) -> Years:
    match = _YEARS.fullmatch(text.strip())
    if match is None:
        raise syntax_error(f"{text!r} is no year", start, "write 2016[dp], or 2010:2016[dp]")
    first, last = int(match["first"]), int(match["last"] or match["first"])
    if first > last:
        raise syntax_error(f"{first} is after {last}", start, "write the earlier year first")
    return Years(first, None if last >= _LAST_YEAR else last)
