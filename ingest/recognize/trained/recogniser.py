"""Recognition by the model that ships with medgraph (`model/CARD.md` says how it was trained and what it reaches)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph.index import Streams
from graph.vocabulary.lexicon import Lexicon
from ingest.recognize.base import Candidate, RecogniserError
from ingest.recognize.trained.combine import TRAINED, ModelOutput, combine
from ingest.recognize.trained.consistency import add_missed_occurrences
from ingest.recognize.trained.decode import balance_brackets, decode, resolve_overlaps
from ingest.recognize.trained.inputs import MODEL_FOLDER, Window, load_tokenizer, pad_batch, split_windows
from ingest.recognize.trained.labels import TYPES

_BATCH = 8  # windows; set by hand, it bounds memory and changes no result
# Chosen on the training abstracts that were held out (model/CARD.md): below it more names are added wrongly than
# rightly.
_CONSISTENCY_THRESHOLD = 0.6


class TrainedRecogniser:
    """Finds diseases, chemicals, genes, anatomy, cells, organisms and variants, and all else the lexicon names.

    What the lexicon names is a feature the model weighs, so that a workspace's own vocabularies help it. A candidate
    has a concept where the lexicon has exactly that name. Raises RecogniserError when the model in `folder` is missing
    or of another shape.
    """

    name = TRAINED

    def __init__(self, lexicon: Lexicon, folder: Path = MODEL_FOLDER) -> None:
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
        """Disjoint candidates in order: the model's names, and the lexicon's matches that it does not rule out."""
        category = self._lexicon.category
        matches = [[(m, category(m.concept_id)) for m in self._lexicon.match(text)] for text in texts]
        windows = [
            split_windows(self._tokenizer, text, [(m.start, m.end, kind) for m, kind in named])
            for text, named in zip(texts, matches, strict=True)
        ]
        probabilities = self._probabilities([window for own in windows for window in own])
        candidates: list[list[Candidate]] = []
        place = 0
        for text, own, named in zip(texts, windows, matches, strict=True):
            end = place + len(own)
            candidates.append(
                combine(_model_output(text, own, probabilities[place:end]), named) if own else []
            )
            place = end
        return candidates

    def _probabilities(self, flat: Sequence[Window]) -> list[NDArray[np.float32]]:
        """Probabilities of O, B and I of each word of each window, shape (words, types, 3).

        A window without a letter or a digit, as of a row of dots, has no name: the model, which would take as long for
        it as for one of words, is not asked.
        """
        asked = [i for i, window in enumerate(flat) if window.is_worded]
        order = sorted(asked, key=lambda i: -len(flat[i].ids))
        groups = [order[start : start + _BATCH] for start in range(0, len(order), _BATCH)]
        batches = (list(pad_batch([flat[i] for i in group])) for group in groups)
        probabilities = [_no_names(len(window.words)) for window in flat]
        for group, output in zip(groups, self._streams.run(batches), strict=True):
            for row, at in enumerate(group):
                probabilities[at] = _softmax(output[row, 1 + flat[at].words])
        return probabilities


def _no_names(words: int) -> NDArray[np.float32]:
    found = np.zeros((words, len(TYPES), 3), np.float32)
    found[..., 0] = 1
    return found


def _softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    powers = np.exp(logits - logits.max(-1, keepdims=True))
    shares: NDArray[np.float32] = powers / powers.sum(-1, keepdims=True)
    return shares


def _model_output(
    text: str, windows: Sequence[Window], window_probabilities: Sequence[NDArray[np.float32]]
) -> ModelOutput:
    spans = np.concatenate([window.spans for window in windows])
    probabilities = np.concatenate(window_probabilities)
    breaks = np.zeros(len(spans), dtype=np.bool_)
    breaks[np.cumsum([0, *(len(window.spans) for window in windows[:-1])])] = True
    # Nor does a name go on after a line's end: the title's last word and the first of the text may be one drug's name.
    line_ends = [at for at, char in enumerate(text) if char == "\n"]
    first_of_line = np.searchsorted(spans[:, 0], line_ends)
    breaks[first_of_line[first_of_line < len(spans)]] = True
    glued = np.zeros(len(spans), dtype=np.bool_)
    glued[1:] = spans[1:, 0] == spans[:-1, 1]
    words = [text[start:end] for start, end in spans.tolist()]
    decoded = (balance_brackets(name, words) for name in decode(probabilities, breaks, glued))
    names = [name for name in decoded if name is not None]
    completed = add_missed_occurrences(names, probabilities, words, _CONSISTENCY_THRESHOLD)
    return ModelOutput(spans, probabilities, resolve_overlaps(completed))
