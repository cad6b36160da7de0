"""Search over chunks by meaning and words, over documents by records: local caches of a store, at its revision."""

from graph.index.analysis import code_spans
from graph.index.encoder.base import Encoder, EncoderError, ModelInfo
from graph.index.encoder.conversion import conversion_problems
from graph.index.encoder.load import load_encoder
from graph.index.encoder.locate import DEFAULT_MODEL, describe, locate
from graph.index.follow import IndexBusyError, IndexedStore, SearchIndexes, drop_indexes, open_indexes
from graph.index.records import RecordField, RecordIndex
from graph.index.settings import GraphSettings
from graph.index.state import index_problems, left_behind, saved_revision
from graph.index.streams import Streams, padded_width
from graph.index.vectors import VectorIndex
from graph.index.words import WordEntry, WordIndex

__all__ = [
    "DEFAULT_MODEL",
    "Encoder",
    "EncoderError",
    "GraphSettings",
    "IndexBusyError",
    "IndexedStore",
    "ModelInfo",
    "RecordField",
    "RecordIndex",
    "SearchIndexes",
    "Streams",
    "VectorIndex",
    "WordEntry",
    "WordIndex",
    "code_spans",
    "conversion_problems",
    "describe",
    "drop_indexes",
    "index_problems",
    "left_behind",
    "load_encoder",
    "locate",
    "open_indexes",
    "padded_width",
    "saved_revision",
]
