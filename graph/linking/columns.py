"""The values that a candidate concept is ranked by, in the order in which the weights of `ranker.json` apply."""

from __future__ import annotations

from graph.linking.features import FEATURES

NAME_FEATURES = ("taken_apart", "spelled", "exact", "short_name", "same_letters")
"""How a name was reached, beside what its words say."""
CONCEPT_FEATURES = ("same_kind", "unknown_kind", "other_kind", "general")
"""What the mention's category and the hierarchy add."""
DOCUMENT_FEATURES = ("named_in_document", "kin_in_document", "cause_in_document")
"""What the rest of the document adds; see `document`."""
COLUMNS = (*FEATURES, *NAME_FEATURES, *CONCEPT_FEATURES, *DOCUMENT_FEATURES)
