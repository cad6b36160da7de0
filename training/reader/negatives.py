"""Hard negatives: what words and what vectors find for a question, and does not answer it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer

from graph.index import Encoder
from training.reader.examples import LabelledPassage, ReaderCorpus, unlabelled

_FOUND = 25  # passages of each of the two that are looked at; set by hand
_BATCH = 512


def mine(corpus: ReaderCorpus, encoder: Encoder | None) -> list[list[LabelledPassage]]:
    """For each reading of a corpus the passages nearest by words and by vectors, of documents that do not answer."""
    texts = [f"{p.passage.heading} {' '.join(p.passage.sentences)}" for p in corpus.pool]
    words = TfidfVectorizer(sublinear_tf=True, stop_words="english", min_df=1)
    matrix = words.fit_transform(texts).T.tocsr()
    dense = encoder.encode(texts) if encoder else None
    found: list[list[LabelledPassage]] = []
    for start in range(0, len(corpus.readings), _BATCH):
        readings = corpus.readings[start : start + _BATCH]
        asked = [r.question for r in readings]
        lists = [_best((words.transform(asked) @ matrix).toarray())]
        if encoder is not None and dense is not None:
            lists.append(_best(encoder.encode(asked) @ dense.T))
        for row, reading in enumerate(readings):
            places = dict.fromkeys(int(i) for best in lists for i in best[row])
            kept = [corpus.pool[i] for i in places if corpus.pool[i].document not in reading.apart]
            found.append([unlabelled(each.passage, 0.0) for each in kept])
    return found


def _best(scores: NDArray[np.float32]) -> NDArray[np.intp]:
    return np.argsort(-scores, axis=1)[:, :_FOUND]
