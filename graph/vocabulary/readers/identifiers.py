"""Identifiers as tables write them: CURIEs, IRIs, or codes whose shape or column says which vocabulary's they are."""

from __future__ import annotations

import re

from graph.vocabulary.names.curies import is_curie, normalise_curie, prefix_of
from graph.vocabulary.readers.iris import curie_of

# MeSH's supplementary records have six or nine digits, UMLS' concepts seven.
_SHAPES = (
    (re.compile(r"[CD](?:\d{6}|\d{9})"), "MESH"),
    (re.compile(r"C\d{7}"), "UMLS"),
    (re.compile(r"DB\d{5}"), "DRUGBANK"),
)
_OBO = re.compile(r"(HP|MONDO|DOID|CHEBI|UBERON|CL|GO|EFO|NCIT)_(\w+)")
_ICD = re.compile(r"[A-Z]\d[0-9A-Z](?:\.?[0-9A-Z]{1,4})?")


def identifier_of(text: str, prefix: str = "") -> str:
    """The CURIE, or the text itself where nothing says whose identifier it is.

    `prefix` is that of the column: it goes before a code that has none.
    """
    text = curie_of(text.strip().lstrip("*"))
    if found := _OBO.fullmatch(text):
        return f"{found[1]}:{found[2]}"
    if is_curie(text):
        return normalise_curie(text)
    prefix = prefix or next((p for shape, p in _SHAPES if shape.fullmatch(text)), "")
    if prefix.startswith("ICD10"):
        text = dotted(text)
    return f"{prefix}:{text}" if prefix and text else text


def dotted(code: str) -> str:
    """An ICD-10 code with its dot: `A00.1` of `A001`."""
    return f"{code[:3]}.{code[3:]}" if len(code) > 3 and "." not in code else code


def is_icd10_code(text: str) -> bool:
    """Whether a text is written as ICD-10's codes are."""
    return _ICD.fullmatch(text) is not None


class CodeHierarchy:
    """Which code of ICD-10 is above another: the longest of those seen that begins it."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def parents(self, identifier: str) -> tuple[str, ...]:
        """The CURIE of the code above, if any; codes are given in the order of the book, those above first."""
        code = identifier.replace(".", "")
        self._seen.add(code)
        shortest = len(prefix_of(identifier)) + 4  # the colon and the three characters of a category
        for end in range(len(code) - 1, shortest - 1, -1):
            if code[:end] in self._seen:
                prefix, _, local = code[:end].partition(":")
                return (f"{prefix}:{dotted(local)}",)
        return ()
