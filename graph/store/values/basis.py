"""What a write was computed from: a store refuses it where that is so no longer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Basis:
    """What the store held when the computing of a write began.

    `documents`: of each document to be written its content hash and pipeline fingerprint, as
    `DocumentStore.fingerprints` gives them; one that is not among them was not there. `model`: that of the vectors, as
    the setting `model` names it; '' for none.
    """

    documents: Mapping[str, tuple[str, str]]
    model: str = ""

    def is_stale(self, document_id: str, stored: Mapping[str, tuple[str, str]]) -> bool:
        """Whether the store holds another text of the document by now, or none, or one where there was none."""
        return stored.get(document_id) != self.documents.get(document_id)
