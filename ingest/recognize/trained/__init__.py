"""The recogniser that ships with medgraph: its input, the decoding of its output, and the dictionary beside it."""

from ingest.recognize.trained.inputs import (
    DICTIONARY,
    FEATURE_COLUMNS,
    MODEL_FOLDER,
    PREFIXES,
    SEP,
    SHAPES,
    SUFFIXES,
    WINDOW,
    Window,
    load_tokenizer,
    pad_batch,
    split_windows,
)
from ingest.recognize.trained.labels import CATEGORY_OF_TYPE, TYPES

__all__ = [
    "CATEGORY_OF_TYPE",
    "DICTIONARY",
    "FEATURE_COLUMNS",
    "MODEL_FOLDER",
    "PREFIXES",
    "SEP",
    "SHAPES",
    "SUFFIXES",
    "TYPES",
    "WINDOW",
    "Window",
    "load_tokenizer",
    "pad_batch",
    "split_windows",
]
