"""Negatives: what words and what vectors find for a question, and does not answer it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer

from graph.index import Encoder
from training.reader.examples import LabelledPassage, Pooled, ReaderCorpus, Reading, unlabelled

_NEAR, _FAR = (
    25,
    2,
)  # passages of each of the two that are looked at, in the own set and in each other; set by hand
_BATCH = 512
_RESEARCH = ("scifact", "evidence_inference", "covid_qa", "pubmedqa")
FOREIGN: Mapping[str, Sequence[str]] = {
    name: tuple(other for other in _RESEARCH if other != name)
    for name in (*_RESEARCH, "bioasq", "medquad", "mediqa")
} | {"evidence_inference": ("scifact", "covid_qa", "medquad"), "covid_qa": ("evidence_inference", "medquad")}
"""For each set those that are about other things: what is nearest in them does not answer, or hardly ever."""


@dataclass(frozen=True, slots=True)
class Mined:
    """Of one question what is near to it in its own set, and in sets that answer other questions."""

    near: Sequence[LabelledPassage]
    far: Sequence[LabelledPassage]


def mine(corpora: Mapping[str, ReaderCorpus], encoder: Encoder | None) -> dict[str, list[Mined]]:
    """For each reading of each set the passages nearest by words and by vectors, of documents that do not answer."""
    pools = {name: _Pool(corpus.pool, encoder) for name, corpus in corpora.items() if corpus.pool}
    mined: dict[str, list[Mined]] = {}
    for name, corpus in corpora.items():
        foreign = [pools[other] for other in FOREIGN.get(name, ()) if other in pools]
        mined[name] = []
        for start in range(0, len(corpus.readings), _BATCH):
            readings = corpus.readings[start : start + _BATCH]
            near = pools[name].nearest(readings, _NEAR)
            far = [pool.nearest(readings, _FAR) for pool in foreign]
            mined[name] += [
                Mined(own, [passage for found in far for passage in found[row]])
                for row, own in enumerate(near)
            ]
    return mined


class _Pool:
    """The passages of a set, to be searched by words and by vectors."""

    def __init__(self, pool: Sequence[Pooled], encoder: Encoder | None) -> None:
        self._pool, self._encoder = pool, encoder
        texts = [f"{p.passage.heading} {' '.join(p.passage.sentences)}" for p in pool]
        self._words = TfidfVectorizer(sublinear_tf=True, stop_words="english", min_df=1)
        self._matrix = self._words.fit_transform(texts).T.tocsr()
        self._vectors = encoder.encode(texts).T if encoder else None

    def nearest(self, readings: Sequence[Reading], most: int) -> list[list[LabelledPassage]]:
        """For each reading the `most` nearest by either, each once, without those that answer."""
        asked = [reading.question for reading in readings]
        lists = [_best((self._words.transform(asked) @ self._matrix).toarray(), most)]
        if self._encoder is not None and self._vectors is not None:
            lists.append(_best(self._encoder.encode(asked) @ self._vectors, most))
        return [self._labelled(reading, (b[row] for b in lists)) for row, reading in enumerate(readings)]

    def _labelled(self, reading: Reading, lists: Iterable[NDArray[np.intp]]) -> list[LabelledPassage]:
        places = dict.fromkeys(int(place) for best in lists for place in best)
        kept = [self._pool[i] for i in places if self._pool[i].document not in reading.apart]
        return [unlabelled(each.passage, 0.0) for each in kept]


def _best(scores: NDArray[np.float32], most: int) -> NDArray[np.intp]:
    return np.argsort(-scores, axis=1)[:, :most]
