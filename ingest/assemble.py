"""Building the analyser from settings, and the fingerprint of everything that decides what it produces."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from graph.index import Encoder, ModelInfo
from graph.linking import Linker
from graph.store import VocabularyStore
from graph.vocabulary.lexicon import Lexicon
from ingest.analysis import Analyser
from ingest.chunking import Chunker
from ingest.recognize.base import Recogniser
from ingest.recognize.dictionary import DictionaryRecogniser
from ingest.recognize.revision import revision
from ingest.relations.extract import RelationExtractor
from ingest.settings import IngestSettings

# Raise when any stage, or a model that ships, changes what it produces: documents are then processed again on the next
# ingest.
PIPELINE_VERSION = 13
# What decides how much is done at once, or whose a document is, which it says itself.
_NOT_OF_THE_PIPELINE = {"batch", "patient_by_folder", "seconds_per_mb"}


def build_analyser(
    settings: IngestSettings, encoder: Encoder, lexicon: Lexicon, linker: Linker, store: VocabularyStore
) -> Analyser:
    """The analyser with the chunker, recognisers, linker and relation extractor that the settings ask for."""
    recognisers = list(_recognisers(settings, lexicon))
    budget = min(settings.chunk_tokens, encoder.max_tokens - 2)
    chunker = Chunker(encoder.token_lengths, max_tokens=budget)
    analyser = Analyser(chunker, recognisers, linker, store.concepts, RelationExtractor())
    analyser.load()
    return analyser


def _recognisers(settings: IngestSettings, lexicon: Lexicon) -> Iterator[Recogniser]:
    if settings.recognition == "trained":
        from ingest.recognize.trained.recogniser import TrainedRecogniser

        yield TrainedRecogniser(lexicon)
    else:
        yield DictionaryRecogniser(lexicon)
    if settings.spacy_pipeline:
        from ingest.recognize.spacy_pipeline import SpacyRecogniser

        yield SpacyRecogniser(settings.spacy_pipeline)
    if settings.token_classifier:
        from ingest.recognize.token_classifier import TokenClassifier

        yield TokenClassifier(settings.token_classifier)


def pipeline_fingerprint(settings: IngestSettings, model: ModelInfo, vocabularies: str) -> str:
    """A digest (16 hex digits) of all that decides what a document becomes; computed without loading any of it."""
    chosen = settings.model_dump_json(exclude=_NOT_OF_THE_PIPELINE)
    own = (settings.spacy_pipeline, settings.token_classifier)
    revisions = "|".join(revision(name) for name in own if name)
    parts = f"{PIPELINE_VERSION}|{model}|{vocabularies}|{chosen}|{revisions}"
    return hashlib.sha256(parts.encode()).hexdigest()[:16]
