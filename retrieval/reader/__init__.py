"""The reader: a small trained model that says of a passage and its sentences whether they answer a question."""

from retrieval.reader.inputs import Pair, PairEncoder, Passage, pad_pairs
from retrieval.reader.reader import STANCES, PassageReader, PassageReading, ReaderError, probability

__all__ = [
    "STANCES",
    "Pair",
    "PairEncoder",
    "Passage",
    "PassageReader",
    "PassageReading",
    "ReaderError",
    "pad_pairs",
    "probability",
]
