"""Which documents are one paper: the same record under two ids, or the same text from a PDF and from its XML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from graph.model import Tier

_LEAST_WORDS = (
    5  # of a title that tells papers apart: "Editorial" and "Reply to the authors" do not; set by hand
)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Record:
    """What tells of a document which paper it is; `identifiers` are those of `Document`, or none."""

    document: str
    tier: str
    title: str
    year: int | None
    identifiers: tuple[str, ...] = ()


def papers(records: Iterable[Record]) -> Mapping[str, str]:
    """`{document: the smallest id among the documents of its paper}`.

    One paper are documents that share an identifier, and those of the literature with one title of at least five words,
    whose years are the same, adjacent (online before print) or unknown. A person's notes may all be called alike.
    """
    groups = _Groups()
    titled: dict[str, list[Record]] = {}
    for record in sorted(records, key=lambda r: r.document):
        groups.join(record.document, record.document)
        for identifier in record.identifiers:
            groups.join(record.document, f"id {identifier}")
        words = _WORD.findall(record.title.casefold())
        if record.tier == Tier.LITERATURE and len(words) >= _LEAST_WORDS:
            titled.setdefault(" ".join(words), []).append(record)
    for alike in titled.values():
        dated = sorted((r for r in alike if r.year), key=lambda r: (r.year or 0, r.document))
        for one, other in pairwise(dated):
            if (other.year or 0) - (one.year or 0) <= 1:
                groups.join(one.document, other.document)
        for record in (r for r in alike if not r.year):
            groups.join(alike[0].document, record.document)
    return groups.smallest()


class _Groups:
    """Sets that are joined (union-find); names that begin with `id ` are no documents."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def join(self, one: str, other: str) -> None:
        first, second = self._root(one), self._root(other)
        self._above[first] = second

    def _root(self, name: str) -> str:
        self._above.setdefault(name, name)
        while self._above[name] != name:
            self._above[name] = name = self._above[self._above[name]]
        return name

    def smallest(self) -> dict[str, str]:
        documents = sorted(name for name in self._above if not name.startswith("id "))
        first: dict[str, str] = {}
        for document in documents:
            first.setdefault(self._root(document), document)
        return {document: first[self._root(document)] for document in documents}
