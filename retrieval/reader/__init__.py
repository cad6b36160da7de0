"""The reader: a small trained model that says of a passage and its sentences whether they answer a question."""

from retrieval.reader.base import (
    STANCES,
    PassageReading,
    Reader,
    ReaderError,
    ShortAnswer,
    StanceReader,
    probability,
    sureness,
)
from retrieval.reader.inputs import Pair, PairEncoder, Passage, pad_pairs
from retrieval.reader.loading import NONE, TRAINED, load_reader, load_stance_reader, reader_folder
from retrieval.reader.reader import PassageReader

__all__ = [
    "NONE",
    "STANCES",
    "TRAINED",
    "Pair",
    "PairEncoder",
    "Passage",
    "PassageReader",
    "PassageReading",
    "Reader",
    "ReaderError",
    "ShortAnswer",
    "StanceReader",
    "load_reader",
    "load_stance_reader",
    "pad_pairs",
    "probability",
    "reader_folder",
    "sureness",
]
