"""What has become of files that were read before: an edited one replaces its former text, one that is gone is told.

A document whose id is its content (`file:<digest>`) gets another id with every edit. What belongs together is known by
`Document.source`: the absolute path of the file, with the member of an archive.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph import Document
from graph.parsing import Problem
from graph.store import DocumentStore
from ingest.readers.base import ReadResult

_CONTENT_ID = "file:"


@dataclass(frozen=True, slots=True)
class MissingDocument:
    """A stored document that its source no longer holds: the file is gone, or no longer has the record."""

    id: str
    title: str
    source: str


class Inventory:
    """What one reading of some paths brought, noted while it passes by in `watch`.

    It holds the ids of all documents only where it is asked for what is missing (`every`); else those that may replace
    a former text.
    """

    def __init__(self, every: bool = False) -> None:
        self._every = every
        self._ids: set[str] = set()
        self._by_content: dict[str, list[str]] = defaultdict(list)
        self._unread: set[str] = set()

    def watch(self, results: Iterable[ReadResult]) -> Iterator[ReadResult]:
        """The same results, each noted."""
        for result in results:
            if isinstance(result, Document):
                self._note(result)
            elif isinstance(result, Problem):
                self._unread.add(str(Path(result.source).absolute()))
            yield result

    def _note(self, document: Document) -> None:
        if self._every:
            self._ids.add(document.id)
        # Two are enough to know that a source holds more than one.
        if document.id.startswith(_CONTENT_ID) and len(self._by_content[document.source]) < 2:
            self._by_content[document.source].append(document.id)

    def former_versions(self, store: DocumentStore) -> list[str]:
        """The stored documents that are former texts of a file that was read.

        Only a file that holds one document, and held one, can be told to have been edited: records without ids that are
        no longer in a table may as well have been others.
        """
        if not self._by_content:
            return []
        stored: dict[str, list[str]] = defaultdict(list)
        for id_, source in store.sources(_CONTENT_ID).items():
            stored[source].append(id_)
        former: set[str] = set()
        for source, ids in self._by_content.items():
            others = [id_ for id_ in stored[source] if id_ not in ids]
            if len(ids) == len(others) == 1:
                former.update(others)
        return sorted(former - {id_ for ids in self._by_content.values() for id_ in ids})

    def missing(self, store: DocumentStore, paths: Sequence[Path]) -> list[MissingDocument]:
        """The stored documents of these files and folders that were not read this time, by source.

        A file of which anything could not be read tells nothing of what it holds. Needs `every`.
        """
        roots = [path.absolute() for path in paths]
        unread = [
            path for path in map(Path, self._unread) if path.is_dir()
        ]  # cannot be listed, or a link out
        gone = {
            id_: source
            for id_, source in store.sources().items()
            if id_ not in self._ids
            and source not in self._unread
            and _lies_in(source, roots)
            and not _lies_in(source, unread)
        }
        return sorted(_described(store, gone), key=lambda each: (each.source, each.id))


def _lies_in(source: str, roots: Collection[Path]) -> bool:
    path = Path(source.partition("!/")[0])
    return path.is_absolute() and any(path.is_relative_to(root) for root in roots)


def _described(store: DocumentStore, sources: Mapping[str, str]) -> Iterator[MissingDocument]:
    documents = store.documents(sources.keys())
    return (MissingDocument(id_, documents[id_].title, source) for id_, source in sources.items())
