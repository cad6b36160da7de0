"""Which document replaces which: updates and corrections that their records name, and later versions of one text.

PubMed links a record to what updates, republishes or corrects it (CommentsCorrections). A Cochrane review keeps its
number from version to version (`10.1002/14651858.CD001234.pub3`), a preprint its DOI (`10.1101/2020.01.01.20012345v2`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from graph import Document, NoticeKind

_VERSION = re.compile(
    r"doi:(?P<work>10\.\d{4,9}/\S{1,200}?)(?:\.pub(?P<edition>\d{1,2})|v(?P<version>\d{1,2}))\Z"
)
_COCHRANE = re.compile(r"doi:(?P<work>10\.1002/14651858\.cd\d{6})\Z")
_REPLACED = frozenset({NoticeKind.UPDATE_IN})
_REPLACES = frozenset({NoticeKind.UPDATE_OF})
_CHANGED = frozenset({NoticeKind.UPDATE_IN, NoticeKind.ERRATUM_IN})
_CHANGES = frozenset({NoticeKind.UPDATE_OF, NoticeKind.ERRATUM_FOR})


def superseded(documents: Iterable[Document]) -> Mapping[str, str]:
    """`{document: the document among them that replaces it}`, by notices of either and by versions of one DOI.

    What outranks the text that it replaces: evidence of the first is best told from the second.
    """
    known = {document.id: document for document in documents}
    names = {name: d.id for d in known.values() for name in (*d.identifiers, d.id)}
    found: dict[str, str] = {}
    for document in known.values():
        for notice in document.notices:
            other = names.get(notice.target)
            if other is None or other == document.id:
                continue
            if notice.kind in _REPLACED:
                found[document.id] = other
            elif notice.kind in _REPLACES:
                found[other] = document.id
    for newest, older in _versions(known.values()):
        found.setdefault(older, newest)
    return found


def updates_of(document: Document, others: Iterable[Document] = ()) -> tuple[str, ...]:
    """The ids of what corrects or replaces a document: those that it names, and those of the others that name it."""
    own = {document.id, *document.identifiers}
    named = [n.target for n in document.notices if n.kind in _CHANGED and n.target]
    naming = [
        other.id for other in others if any(n.kind in _CHANGES and n.target in own for n in other.notices)
    ]
    return tuple(dict.fromkeys([*named, *naming]))


def newest_first(documents: Sequence[Document]) -> list[Document]:
    """The documents in their order, but each that another of them replaces right after that."""
    replaced = superseded(documents)
    after: dict[str, list[Document]] = {}
    for document in documents:
        if document.id in replaced:
            after.setdefault(replaced[document.id], []).append(document)
    ordered: dict[str, Document] = {}
    places = {document.id: document for document in documents}

    def place(document: Document) -> None:
        if document.id not in ordered:
            ordered[document.id] = document
            for older in after.get(document.id, ()):
                place(older)

    for document in documents:
        last = document.id
        for _ in documents:  # to the last of a chain; one that leads back to its begin ends too
            last = replaced.get(last, last)
        place(places[last])
    return list(ordered.values())


def _versions(documents: Iterable[Document]) -> list[tuple[str, str]]:
    """Pairs of the newest version of a work and an older one."""
    works: dict[str, list[tuple[int, str]]] = {}
    for document in documents:
        for identifier in (*document.identifiers, document.id):
            if match := _VERSION.match(identifier):
                works.setdefault(match["work"], []).append(
                    (int(match["edition"] or match["version"]), document.id)
                )
            elif match := _COCHRANE.match(identifier):
                works.setdefault(match["work"], []).append((1, document.id))
    pairs = []
    for versions in works.values():
        newest = max(versions)
        pairs += [(newest[1], each) for number, each in versions if number < newest[0] and each != newest[1]]
    return pairs
