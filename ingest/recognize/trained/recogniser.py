"""Recognition by the model that ships with medgraph (`model/CARD.md` says how it was trained and what it reaches)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph.index.streams import Streams
from graph.vocabulary.lexicon.lexicon import Lexicon
from ingest.recognize.base import Candidate, RecogniserError
from ingest.recognize.trained.combine import TRAINED, ModelOutput, combine
from ingest.recognize.trained.consistency import consistent
from ingest.recognize.trained.decode import balanced, decode, disjoint
from ingest.recognize.trained.inputs import Window, load_tokenizer, padded, windows
from ingest.recognize.trained.labels import TYPES

MODEL = Path(__file__).parent / "model"
_BATCH = 8
# From documents held back from training: below it more names are added wrongly than rightly.
_CONSISTENT = 0.6


class TrainedRecogniser:
    """Finds diseases, chemicals, genes, anatomy, cells, organisms and variants, and all else the lexicon names.

    What the lexicon names is a feature the model weighs, so that a workspace's own vocabularies help it. A candidate
    has a concept where the lexicon has exactly that name. Raises RecogniserError when the model in `folder` is missing
    or of another shape.
    """

    name = TRAINED

    def __init__(self, lexicon: Lexicon, folder: Path = MODEL) -> None:
        weights, graph = folder / "ner.bin", folder / "ner.xml"
        if not (weights.is_file() and graph.is_file() and (folder / "tokenizer.json").is_file()):
            raise RecogniserError(f"no recognition model in {folder}", "python -m training.ner makes one")
        self._lexicon = lexicon
        self._tokenizer = load_tokenizer(folder / "tokenizer.json")
        try:
            self._streams = Streams(graph)
        except RuntimeError as error:
            raise RecogniserError(
                f"the recognition model in {folder} cannot be loaded",
                "python -m training.ner makes a new one",
            ) from error
        if self._streams.model.output(0).partial_shape[2].get_length() != len(TYPES):
            raise RecogniserError(
                f"the recognition model in {folder} is not for {', '.join(TYPES)}",
                "python -m training.ner makes one that is",
            )

    def recognise(self, texts: Sequence[str]) -> list[list[Candidate]]:
        """The names in each text, and what the lexicon names that the model does not rule out; disjoint, in order."""
        category = self._lexicon.category
        matches = [[(m, category(m.concept_id)) for m in self._lexicon.match(text)] for text in texts]
        cut = [
            windows(self._tokenizer, text, [(m.start, m.end, kind) for m, kind in own])
            for text, own in zip(texts, matches, strict=True)
        ]
        decided = self._decide([window for own in cut for window in own])
        found, place = [], 0
        for text, own, named in zip(texts, cut, matches, strict=True):
            found.append(combine(_read(text, own, decided[place : place + len(own)]), named) if own else [])
            place += len(own)
        return found

    def _decide(self, flat: Sequence[Window]) -> list[NDArray[np.float32]]:
        """Probabilities of O, B and I of each word of each window, shape (words, types, 3)."""
        order = sorted(range(len(flat)), key=lambda i: -len(flat[i].ids))
        groups = [order[start : start + _BATCH] for start in range(0, len(order), _BATCH)]
        batches = (list(padded([flat[i] for i in group])) for group in groups)
        decided: list[NDArray[np.float32]] = [np.empty(0, np.float32)] * len(flat)
        for group, output in zip(groups, self._streams.run(batches), strict=True):
            for row, at in enumerate(group):
                decided[at] = _softmax(output[row, 1 + flat[at].words])
        return decided


def _softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    powers = np.exp(logits - logits.max(-1, keepdims=True))
    shares: NDArray[np.float32] = powers / powers.sum(-1, keepdims=True)
    return shares


def _read(text: str, own: Sequence[Window], decided: Sequence[NDArray[np.float32]]) -> ModelOutput:
    spans = np.concatenate([window.spans for window in own])
    probabilities = np.concatenate(decided)
    breaks = np.zeros(len(spans), dtype=np.bool_)
    breaks[np.cumsum([0, *(len(window.spans) for window in own[:-1])])] = True
    glued = np.zeros(len(spans), dtype=np.bool_)
    glued[1:] = spans[1:, 0] == spans[:-1, 1]
    words = [text[start:end] for start, end in spans.tolist()]
    names = [b for one in decode(probabilities, breaks, glued) if (b := balanced(one, words)) is not None]
    return ModelOutput(spans, probabilities, disjoint(consistent(names, probabilities, words, _CONSISTENT)))
