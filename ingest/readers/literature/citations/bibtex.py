"""BibTeX and BibLaTeX libraries (`.bib`): titles, authors and abstracts in LaTeX, an entry a reference.

Format: https://www.bibtex.org/Format/ and https://ctan.org/pkg/biblatex
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph import Tier
from graph.parsing import Problem, Source, decode_head
from ingest.readers.base import ReadResult
from ingest.readers.literature.citations.bibtex_entries import Entry, entries
from ingest.readers.literature.citations.citation import Citation
from ingest.readers.literature.citations.latex import text_of_latex
from ingest.readers.literature.citations.publication_types import known_types, type_of_code

_BEGINS = re.compile(r"^[^\S\n]*+@\s*+(?!import|media|charset|font-face)[A-Za-z]+\s*[{(]", re.MULTILINE)
_HAS_FIELD = re.compile(r"\b(?:title|author|editor|year|doi|journal|abstract)\s*=\s*[{\"\d]", re.IGNORECASE)
_AND = re.compile(r"[{}]|(?<!\s)\s++and\s+", re.IGNORECASE)
_FAMILY = re.compile(r"(?P<first>.*?)\s*(?P<last>(?:\b[a-z\u00df-\u00ff']+\s+)*\S+)")
_LONGEST_NAME = 200
_PLAIN = str.maketrans("", "", "{}\\")


class BibtexReader:
    """Reads one document an entry."""

    name = "bibtex"
    tier = Tier.LITERATURE

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether an entry begins a line and a field of one follows."""
        text = decode_head(head)
        begins = _BEGINS.search(text)
        return begins is not None and _HAS_FIELD.search(text, begins.end()) is not None

    def read(self, source: Source, tier: Tier) -> Iterator[ReadResult]:
        """A Document an entry."""
        found = False
        for location, entry in entries(source):
            found = True
            yield (
                entry
                if isinstance(entry, Problem)
                else _citation(entry).document(location, source.name, tier)
            )
        if not found:
            yield Problem(source.name, "", "holds no entry that begins with @article{ or the like")


def _citation(entry: Entry) -> Citation:
    values = entry.fields

    def first(*names: str) -> str:
        return next((value for name in names if (value := values.get(name, "").strip())), "")

    title = " ".join(filter(None, (first("title").rstrip(), first("subtitle"))))
    return Citation(
        title=text_of_latex(title or first("booktitle", "maintitle", "shorttitle")),
        abstract=text_of_latex(first("abstract", "annote", "annotation")),
        year=first("year", "date", "issued", "urldate") if first("year", "date", "issued") else "",
        journal=text_of_latex(first("journal", "journaltitle", "fjournal", "booktitle", "maintitle")),
        authors=_authors(first("author") or first("editor")),
        types=tuple(
            filter(None, (type_of_code(entry.type), *known_types([first("type"), first("howpublished")])))
        ),
        language=first("language", "langid"),
        dois=[values.get("doi", "").translate(_PLAIN)],
        pmids=[values.get(name, "").translate(_PLAIN) for name in ("pmid", "pubmedid", "pmcid", "pmc")],
        links=[
            values.get(name, "").translate(_PLAIN) for name in ("url", "ee", "link", "bdsk-url-1", "biburl")
        ],
        notes=[text_of_latex(values.get(name, "")) for name in ("note", "notes", "eprint", "extra")],
    )


def _authors(value: str) -> list[str]:
    names = (_name(name.strip()) for name in _names(value))
    return [name for name in names if name and name.casefold() != "others"]


def _names(value: str) -> Iterator[str]:
    """The names between "and"s; one in braces belongs to the name ("{Health and Partners}")."""
    begin = depth = 0
    for mark in _AND.finditer(value):
        depth += {"{": 1, "}": -1}.get(mark.group(), 0)
        if depth <= 0 and mark.group() not in "{}":
            yield value[begin : mark.start()]
            begin = mark.end()
    yield value[begin:]


def _name(name: str) -> str:
    """`Last First`, of `Last, First`, `Last, Jr, First` or `First von Last`; what stands in braces is one name."""
    plain = " ".join(text_of_latex(name).split())
    if name.startswith("{") and name.endswith("}") and name.find("}") == len(name) - 1:
        return plain
    if "," in plain or len(plain) > _LONGEST_NAME:
        return " ".join(filter(None, map(str.strip, plain.split(","))))
    family = _FAMILY.fullmatch(plain)
    return f"{family['last']} {family['first']}".strip() if family else plain
