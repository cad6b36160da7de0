"""Gold offsets are found in abstracts whose labels became headings."""

from __future__ import annotations

import json

from evaluation.corpora.jsonl import read_jsonl
from tests.ingest.readers.test_mutations import Bytes

ABSTRACT = "UNLABELLED: Aspirin helps. METHODS: We gave ibuprofen."
ENTITIES = [(18, "Aspirin"), (50, "ibuprofen")]
RECORD = {
    "pmid": "1",
    "title": "Fever",
    "abstract": ABSTRACT,
    "entities": [
        {"start": start, "end": start + len(text), "type": "Chemical", "text": text}
        for start, text in ENTITIES
    ],
}


def test_labels_are_followed() -> None:
    (gold,) = read_jsonl(Bytes(json.dumps(RECORD).encode()))
    text = gold.document.text  # type: ignore[union-attr]
    assert [section.heading for section in gold.document.sections] == ["", "", "METHODS"]  # type: ignore[union-attr]
    assert [text[m.start : m.end] for m in gold.mentions] == ["Aspirin", "ibuprofen"]  # type: ignore[union-attr]
