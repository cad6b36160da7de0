"""The values that a candidate concept is ranked by, in the order in which the weights of `ranker.json` apply."""

from __future__ import annotations

from graph.linking.features import MATCH_FEATURES

NAME_FEATURES = ("compound_split", "spelling_corrected", "exact", "short_name", "same_letters")
"""How a name was reached, beside what its words say."""
CONCEPT_FEATURES = ("same_category", "unknown_category", "other_category", "general", "first_vocabulary")
"""What the mention's category, the hierarchy and the order of the vocabularies add."""
DOCUMENT_FEATURES = ("named_in_document", "related_in_document", "cause_in_document")
"""What the rest of the document adds; see `document`."""
COLUMNS = (*MATCH_FEATURES, *NAME_FEATURES, *CONCEPT_FEATURES, *DOCUMENT_FEATURES)
