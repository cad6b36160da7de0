"""Which documents are one paper."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection

from graph.store.shared.codec import to_json
from graph.store.sqlite.codec import IN_JSON
from graph.store.values.papers import Record, papers

_RECORDS = f"""
    SELECT d.key, d.id, d.tier, b.title, d.year,
        (SELECT json_group_array(i.value) FROM identifier AS i WHERE i.document = d.key)
    FROM document AS d JOIN body AS b ON b.document = d.key WHERE d.key {IN_JSON}
"""


def papers_of(connection: sqlite3.Connection, documents: Collection[str | int]) -> dict[str | int, str | int]:
    """`{document key: key that stands for its paper}`; only the given documents are compared."""
    if len(documents) < 2:
        return {}
    keys: dict[str, int] = {}
    records = []
    for key, id_, tier, title, year, identifiers in connection.execute(_RECORDS, (to_json(list(documents)),)):
        keys[id_] = key
        records.append(Record(id_, tier, title, year, tuple(json.loads(identifiers))))
    return {keys[document]: keys[paper] for document, paper in papers(records).items()}
