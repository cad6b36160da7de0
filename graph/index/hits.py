"""The best of what an index holds, and what lies beside an entry of tantivy's.

Neither which entries are found nor how they score may depend on where they lie, which the order of writing decides.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import tantivy

from graph.files import is_closed, make_folder

_MORE = 4  # times as many hits are asked for, until the last of them scores less than the last that is wanted

Place = TypeVar("Place")
Fetch = Callable[[int], Sequence[tuple[Any, Place]]]


def open_entries(schema: tantivy.Schema, folder: Path | None) -> tuple[tantivy.Index, Any]:
    """The index in a folder, made where it is missing, or one in memory; and what must live as long as it does.

    tantivy locks the folder even to read it. Where nothing may be written it is given another, of links to its files.
    """
    if folder is None:
        return _unwatched(tantivy.Index(schema)), None
    if not is_closed(folder):
        make_folder(folder)
        return _unwatched(tantivy.Index(schema, path=str(folder))), None
    links = tempfile.TemporaryDirectory(prefix="medgraph-", ignore_cleanup_errors=True)
    for file in folder.iterdir():
        if file.suffix != ".lock":
            Path(links.name, file.name).symlink_to(file.absolute())
    return _unwatched(tantivy.Index(schema, path=links.name)), links


def _unwatched(index: tantivy.Index) -> tantivy.Index:
    """An index that is read anew only where that is asked for.

    By itself tantivy watches the folder in a thread, which writes a lock there each time that another index of the
    same folder commits: a folder that is being removed is then not empty.
    """
    index.config_reader("Manual")
    return index


def best(fetch: Fetch[Place], name: Callable[[Place], str], limit: int) -> dict[str, float]:
    """`{name: score}` of the `limit` best, best first, and by name where scores are equal.

    `fetch(count)` finds the best `count` places with their scores, best first; of equal scores it may take any.
    """
    asked = limit + 1
    hits = fetch(asked)
    while len(hits) == asked and hits[-1][0] == hits[limit - 1][0]:
        asked *= _MORE
        hits = fetch(asked)
    least = hits[limit - 1][0] if len(hits) > limit else float("-inf")
    found = [(name(place), float(score)) for score, place in hits if score >= least]
    return dict(sorted(found, key=lambda each: (-each[1], each[0]))[:limit])


def best_entries(
    searcher: tantivy.Searcher, query: tantivy.Query, limit: int, field: str
) -> dict[str, float]:
    """The same over what a query finds; `field` is stored, and names an entry."""
    return best(
        lambda count: searcher.search(query, count, count=False).hits,
        lambda place: str(searcher.doc(place)[field][0]),
        limit,
    )


def entries_beside(searcher: tantivy.Searcher, query: tantivy.Query, field: str) -> list[str]:
    """The stored field of every entry that lies in a segment with one that the query finds, those found left out.

    tantivy takes no entry out of a segment: what is deleted stays in its files, and counts in BM25, until all of the
    segment is deleted. Its other entries then have to be added again.
    """
    count = searcher.num_docs
    found = [place for _, place in searcher.search(query, count, count=False).hits] if count else []
    if not found:
        return []
    segments, places = {at.segment_ord for at in found}, {(at.segment_ord, at.doc) for at in found}
    every = (place for _, place in searcher.search(tantivy.Query.all_query(), count, count=False).hits)
    return [
        str(searcher.doc(at)[field][0])
        for at in every
        if at.segment_ord in segments and (at.segment_ord, at.doc) not in places
    ]
