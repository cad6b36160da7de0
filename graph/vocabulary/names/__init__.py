"""How names and identifiers are written: tokens, normal forms, senses, opposites, CURIEs. Pure functions of text."""

from graph.vocabulary.names.categories import NAMED_THING
from graph.vocabulary.names.check_tags import is_general
from graph.vocabulary.names.common_words import COMMON
from graph.vocabulary.names.curies import prefix_of
from graph.vocabulary.names.names import is_acronym, uninverted
from graph.vocabulary.names.near_names import edit_distance
from graph.vocabulary.names.opposites import are_opposites
from graph.vocabulary.names.tokens import key_of
from graph.vocabulary.names.unlinked import unlinked_id, unlinked_ids

__all__ = [
    "COMMON",
    "NAMED_THING",
    "are_opposites",
    "edit_distance",
    "is_acronym",
    "is_general",
    "key_of",
    "prefix_of",
    "uninverted",
    "unlinked_id",
    "unlinked_ids",
]
