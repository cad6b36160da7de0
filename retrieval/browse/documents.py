"""The documents of a workspace, page by page."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from graph.store import DocumentStore, DocumentSummary, Filter


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """One page of a list of documents; `next` is what to start the next one after, None on the last."""

    documents: tuple[DocumentSummary, ...]
    next: str | None

    def to_dict(self) -> dict[str, Any]:
        """Plain values, as JSON surfaces send them."""
        return asdict(self)


def document_page(store: DocumentStore, where: Filter, after: str, limit: int) -> DocumentPage:
    """At most `limit` documents that pass the filter, ordered by id, after the given one."""
    found = tuple(store.summaries(where, after, limit + 1))
    page = found[:limit]
    return DocumentPage(page, page[-1].id if len(found) > limit else None)
