"""How names and texts are cut into tokens.

A piece is one token with the soft separator after it: a run of white space, or a hyphen between two word characters,
so `type-2` and `type 2` are the same tokens. Every other mark is a token of its own and breaks a name unless the name
has it too. The pieces of a text, joined, are the text: offsets are running sums of their lengths.
"""

from __future__ import annotations

import re

from graph.vocabulary.names.spelling import normal_word

_HYPHENS = "\\-\u2010\u2011\u2013"
_GREEK = "\u03b1-\u03c9\u0391-\u03a9"
_PIECE = re.compile(
    rf"(?:[{_GREEK}]|[^\W_{_GREEK}]+(?:['\u2019]s(?!\w))?|[^\w\s]|_)(?:\s+|[{_HYPHENS}](?=\w))?|\s+"
)
_SOFT = " \t\r\n\f\v\u00a0\u2009\u202f-\u2010\u2011\u2013"
_POSSESSIVES = ("'s", "\u2019s")

# Most English text has no other characters, and then a plain class is twice as fast.
_ASCII_PIECE = re.compile(
    r"[A-Za-z0-9]+(?: |'s(?!\w)\s*|\s+|-(?=\w))?|[^\sA-Za-z0-9](?:\s+|-(?=\w))?|\s+", re.ASCII
)


def pieces_of(text: str) -> list[str]:
    """The pieces of a text; joined, they are the text."""
    return _ASCII_PIECE.findall(text) if text.isascii() else _PIECE.findall(text)


def token_of(piece: str) -> str:
    """The token of a piece, without its separator and without a possessive `'s`."""
    # A lone hyphen or space is its own core.
    word = piece.rstrip(_SOFT) or piece
    return word[:-2] if word.endswith(_POSSESSIVES) else word


def ends_paragraph(piece: str) -> bool:
    """Whether a paragraph ends after this piece, so that no name goes on beyond it."""
    return "\n\n" in piece


def key_of(name: str) -> str:
    """The normal form of a name: what it shares with every way of writing it that the rules know."""
    return " ".join(normal_word(token_of(piece)) for piece in pieces_of(name.strip()))


def surface_of(name: str) -> str:
    """The name's tokens as written, for names that must be found in exactly their own letters."""
    return " ".join(token_of(piece) for piece in pieces_of(name.strip()))
