"""The composition root: the only place that builds stores, models, indexes, pipelines and answerers from settings."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from api.service.answers import Answers
from api.service.lexicons import Lexicons
from api.service.preconditions import require_model
from api.service.settings import Settings
from graph import MedgraphError, close_to_others, told_if_slow
from graph.index import (
    Encoder,
    IndexBusyError,
    ModelInfo,
    SearchIndexes,
    describe,
    drop_indexes,
    load_encoder,
    locate,
    open_indexes,
)
from graph.linking import Linker
from graph.store import GraphStore, State, open_store
from graph.vocabulary.lexicon import Lexicon, vocabulary_fingerprint
from retrieval.browse import ConceptNames
from retrieval.harm import HarmModel, load_harm_model
from retrieval.reader import Reader, StanceReader, load_reader, load_stance_reader
from retrieval.search import Retriever

if TYPE_CHECKING:
    from ingest import Analyser, Pipeline, TimeLimit
    from retrieval.answer import Answerer
    from retrieval.llm import OpenAiChatModel

CountProgress = Callable[[int, int], None]
"""`progress(done, total)`."""


class Parts:
    """What one workspace is made of. Safe to share between threads.

    Each part is built when it is first needed; indexes and lexicons follow the store from then on.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        close_to_others(settings.home)
        # Two locks, the inner for what opens quickly: a long catch-up must not keep others from the store.
        self._lock = threading.RLock()
        self._opening = threading.RLock()
        self._store: GraphStore | None = None
        self._model: ModelInfo | None = None
        self._encoder: Encoder | None = None
        self._reader: Reader | None = None
        self._stance_reader: StanceReader | None = None
        self._indexes: SearchIndexes | None = None
        self._lexicons = Lexicons(lambda: self.store, self.lexicon_folder)
        self.answers = Answers(lambda: self.store, settings.folder / "answers.sqlite", settings.answers)

    @property
    def store(self) -> GraphStore:
        """The graph store of the workspace; raises StoreError when it cannot be opened."""
        with self._opening:
            if self._store is None:
                store = self.open_store(self.settings.store)
                if store.setting("store.id") is None:
                    store.remember("store.id", uuid.uuid4().hex)
                self._store = store
            return self._store

    def open_store(self, address: str) -> GraphStore:
        """Another store of this workspace, as `graph.store.opening.open_store`; the caller closes it."""
        s = self.settings
        return open_store(address, s.workspace, s.folder, s.neo4j)

    @property
    def model(self) -> ModelInfo:
        """Which embedding model is set, without loading it; raises EncoderError when it cannot be found."""
        with self._opening:
            if self._model is None:
                self._model = describe(self.settings.graph.model, locate(self.settings.graph.model))
            return self._model

    @property
    def encoder(self) -> Encoder:
        """The embedding model, loaded; raises EncoderError when it cannot be."""
        with self._lock:
            if self._encoder is None:
                s = self.settings
                self._encoder = load_encoder(s.graph.model, s.models, s.graph.backend)
            return self._encoder

    @property
    def reader(self) -> Reader | None:
        """What reads passages and sentences, loaded; None where none is set. Raises ReaderError."""
        with self._lock:
            if self._reader is None:
                self._reader = load_reader(self.settings.retrieval.reader)
            return self._reader

    @property
    def stance_reader(self) -> StanceReader | None:
        """What says how a sentence stands to a question, loaded; None where none is set. Raises ReaderError."""
        with self._lock:
            if self._stance_reader is None:
                self._stance_reader = load_stance_reader(self.settings.retrieval.stance_reader)
            return self._stance_reader

    @property
    def harm_model(self) -> HarmModel | None:
        """What tells harmful requests; None where it is switched off, or its weights are of another encoder."""
        return load_harm_model(self.model) if self.settings.retrieval.refuse_harmful else None

    @property
    def chat_model(self) -> OpenAiChatModel | None:
        """The LLM that writes answers; None where none is set."""
        from retrieval.llm import OpenAiChatModel

        return OpenAiChatModel(self.settings.llm) if self.settings.llm.configured else None

    def lexicon(self) -> Lexicon:
        """The compiled names of every vocabulary in the workspace, kept on disk between runs."""
        return self._lexicons.plain(self.store.state())

    def merged_lexicon(self, state: State | None = None) -> Lexicon:
        """What questions and browsing mean by a name: the lexicon after what a person merged."""
        return self._lexicons.merged(state or self.store.state())

    def linker(self) -> Linker:
        """From mentions to the concepts of the workspace; its index of names is kept on disk too."""
        return self._lexicons.linker(self.store.state())

    def concept_names(self) -> ConceptNames:
        """Every name of every concept, for searching by a part of one; kept on disk too."""
        return self._lexicons.concept_names(self.store.state())

    @property
    def lexicon_folder(self) -> Path:
        """Where the lexicons and all that is made of them are kept."""
        return self.settings.folder / "lexicon"

    @property
    def index_folder(self) -> Path:
        """Where the search indexes are kept."""
        return self.settings.folder / "indexes"

    def indexes(self, progress: CountProgress | None = None, state: State | None = None) -> SearchIndexes:
        """The search indexes, at the store's present revision; `progress` counts documents caught up with."""
        state = state or self.store.state()
        require_model(state, self.model)
        cached = self._indexes
        if cached is not None and _is_of(cached, state):  # without the lock: see `Lexicons.plain`
            return cached
        with self._lock:
            if self._indexes is None or not _is_of(self._indexes, state):
                with told_if_slow("bringing the search indexes up to date"):
                    self._indexes = open_indexes(self.store, self.index_folder, self.model, progress)
            return self._indexes

    def forget(self, progress: CountProgress | None = None, *, thorough: bool = True) -> None:
        """Take out of kept answers and search indexes, where there are any, what the store no longer holds.

        See `open_indexes`. Indexes for which that fails, as without their model or on a full disk, are deleted: they
        are made anew when there is a question. Raises IndexBusyError, and StateError for answers that stay.
        """
        self.answers.forget()
        with self._lock:
            if not self.index_folder.is_dir():
                return
            try:
                require_model(self.store.state(), self.model)
                self._indexes = open_indexes(
                    self.store, self.index_folder, self.model, progress, thorough=thorough
                )
            except IndexBusyError:
                raise
            except MedgraphError:
                self._indexes = None
                drop_indexes(self.index_folder)

    def retriever(self, state: State, progress: CountProgress | None = None) -> Retriever:
        """What ranks chunks for a question, over the workspace in that state."""
        return self._retriever(self.indexes(progress, state), self.merged_lexicon(state))

    def _retriever(self, indexes: SearchIndexes, lexicon: Lexicon) -> Retriever:
        return Retriever(
            self.store, indexes, self.encoder, lexicon, self.settings.retrieval, reader=self.reader
        )

    def answerer(self, state: State, *, llm: bool, progress: CountProgress | None = None) -> Answerer:
        """What answers questions, over the workspace in that state; `llm=False` keeps a configured LLM out."""
        from api.service.strategies import answer_strategy
        from retrieval.answer import Answerer
        from retrieval.harm import HarmGuard
        from retrieval.record import RecordAnswers

        indexes, lexicon = self.indexes(progress, state), self.merged_lexicon(state)
        chat_model = self.chat_model if llm else None
        strategy = answer_strategy(self.settings.retrieval, chat_model, indexes.words, lexicon)
        retriever = self._retriever(indexes, lexicon)
        records = RecordAnswers(self.store, lexicon)
        guard = HarmGuard(self.harm_model, self.encoder) if self.harm_model else None
        return Answerer(
            self.store,
            indexes.words,
            lexicon,
            retriever,
            strategy,
            records,
            lambda: self.stance_reader,
            guard,
        )

    def analyser(self) -> Analyser:
        """What finds the entities of documents, as set."""
        from ingest import build_analyser

        encoder, lexicon, linker = self.encoder, self.lexicon(), self.linker()
        with told_if_slow("loading what recognises entities"):
            return build_analyser(self.settings.ingest, encoder, lexicon, linker, self.store)

    def pipeline(self, limit: TimeLimit | None = None) -> Pipeline:
        """What turns documents into graphs and writes them; the models are loaded with the first new document."""
        from ingest import Pipeline, pipeline_fingerprint

        settings = self.settings.ingest
        vocabularies = vocabulary_fingerprint(self.store.vocabularies())
        fingerprint = pipeline_fingerprint(settings, self.model, vocabularies)
        return Pipeline(self.store, self.analyser, lambda: self.encoder, fingerprint, settings.batch, limit)

    def close(self) -> None:
        """Release the store; using the workspace again opens it anew."""
        with self._opening:
            if self._store is not None:
                self._store.close()
                self._store = None


def _is_of(indexes: SearchIndexes, state: State) -> bool:
    return (indexes.revision, indexes.history) == (state.revision, state.history)
