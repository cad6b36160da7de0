"""What should have been evidence and could not be read."""

from __future__ import annotations

from collections.abc import Collection

from graph.store import DocumentStore, Filter

_NAMED = 5  # of several, in a notice; set by hand


def unread_notice(ids: Collection[str], store: DocumentStore) -> str:
    """What a reader must know of documents that were found and not read: '' where they were only deleted meanwhile."""
    there = sorted(store.select(Filter(document_ids=tuple(ids)))) if ids else []
    if not there:
        return ""
    more = f" and {len(there) - _NAMED} more" * (len(there) > _NAMED)
    return (
        f"Left out, as it is damaged: {', '.join(there[:_NAMED])}{more} (medgraph doctor --check says more)."
    )
