"""Recognition by any spaCy pipeline with an entity recogniser, for example scispaCy's (Neumann et al. 2019)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.recognize.base import Candidate, RecogniserError, require_own_files
from ingest.recognize.known_labels import category_of, require_known_label

if TYPE_CHECKING:
    from spacy.language import Language

# spaCy's statistical recognisers give no probability. Set by hand below the scores of the lexicon's matches (0.8 and
# more), which are linked.
_SCORE = 0.75
_BATCH = 64  # texts; set by hand, it changes no result
# What entity spans never depend on; leaving it out halves the time of the larger pipelines.
_UNUSED_PIPES = ("parser", "lemmatizer", "attribute_ruler", "tagger", "morphologizer")


class SpacyRecogniser:
    """Finds entities with a pipeline by name or path; labels without a category are left out.

    The spans are not linked to concepts.
    """

    def __init__(self, pipeline: str | Path) -> None:
        self._nlp = _load(str(pipeline))
        require_known_label(f"the spaCy pipeline {pipeline}", _entity_labels(self._nlp))
        self.name = f"spacy:{Path(str(pipeline)).name}"

    def recognise(self, texts: Sequence[str]) -> list[list[Candidate]]:
        """The pipeline's entities in each text, in order."""
        return [
            [
                Candidate(entity.start_char, entity.end_char, category, None, _SCORE, self.name)
                for entity in document.ents
                if (category := category_of(entity.label_)) is not None
            ]
            for document in self._nlp.pipe(texts, batch_size=_BATCH)
        ]


def _entity_labels(nlp: Language) -> list[str]:
    """What the pipeline's entity components say they find; rules may find more."""
    return [label for name in ("ner", "entity_ruler") for label in nlp.pipe_labels.get(name, [])]


def _load(pipeline: str) -> Language:
    try:
        import spacy
    except ImportError as error:
        raise RecogniserError("spaCy is not installed", "pip install spacy") from error
    require_own_files(pipeline)
    try:
        nlp = spacy.load(pipeline)
    except OSError as error:
        raise RecogniserError(
            f"the spaCy pipeline {pipeline!r} is not installed",
            f"pip install {pipeline} (or give the path of a pipeline saved with to_disk)",
        ) from error
    # A recogniser that shares no layers with the tagger runs without it; one that listens to it says so itself.
    spare = [name for name in _UNUSED_PIPES if name in nlp.pipe_names]
    if spare:
        nlp.disable_pipes(*spare)
    return nlp
