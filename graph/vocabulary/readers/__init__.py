"""Readers of vocabularies: one module a format, each turning a source into concepts one at a time."""

from graph.vocabulary.readers.categories import NAMED_THING
from graph.vocabulary.readers.detect import read_vocabulary
from graph.vocabulary.readers.recognition import is_vocabulary
from graph.vocabulary.readers.umls_types import category_of_types

__all__ = [
    "NAMED_THING",
    "category_of_types",
    "is_vocabulary",
    "read_vocabulary",
]
