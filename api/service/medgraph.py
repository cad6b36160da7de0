"""The composition root: the only place that builds stores, indexes, pipelines and answerers from settings."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from api.service.checks import UnknownDocumentError, check_filled, check_model
from api.service.naming import Naming
from api.settings import Settings, load_settings
from graph.index.encoder import Encoder, ModelInfo, load_encoder
from graph.index.encoder.locate import describe, locate
from graph.index.follow import SearchIndexes, open_indexes
from graph.linking.linker import Linker
from graph.model import Concept, Document, Tier, VocabularyInfo
from graph.store import Filter, GraphStore, Merge, State
from graph.store.opening import open_store
from graph.store.transfer.archive import export_workspace, import_workspace
from graph.vocabulary.lexicon.lexicon import Lexicon
from graph.vocabulary.lexicon.suggestions import Suggestion
from retrieval.answer.contract import Answer
from retrieval.browse import concepts, entity, merges
from retrieval.browse.documents import DocumentPage, document_page
from retrieval.browse.entity import EntityView
from retrieval.search.passages import Passage, passages
from retrieval.search.retriever import Retrieval, Retriever

if TYPE_CHECKING:
    from ingest.analysis import Analyser
    from ingest.pipeline import IngestReport, Progress

Counted = Callable[[int, int], None]
"""`counted(done, total)`."""


class MedGraph:
    """One workspace, everything that can be done with it. Safe to share between threads.

    Models, indexes and the lexicon are loaded when first needed and follow the store from then on.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or load_settings()
        # Two locks, the inner for what opens quickly: a long catch-up must not keep others from the store.
        self._lock = threading.RLock()
        self._opening = threading.RLock()
        self._store: GraphStore | None = None
        self._model: ModelInfo | None = None
        self._encoder: Encoder | None = None
        self._indexes: SearchIndexes | None = None
        self.naming = Naming(lambda: self.store, self.settings.folder / "lexicon")

    # parts

    @property
    def store(self) -> GraphStore:
        """The graph store of the workspace; raises StoreError when it cannot be opened."""
        with self._opening:
            if self._store is None:
                s = self.settings
                store = open_store(s.store, s.workspace, s.folder, s.neo4j)
                if store.setting("store.id") is None:
                    store.remember("store.id", uuid.uuid4().hex)
                self._store = store
            return self._store

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

    def lexicon(self, state: State | None = None) -> Lexicon:
        """The compiled names of every vocabulary in the workspace, kept on disk between runs."""
        return self.naming.plain(state or self.store.state())

    def meanings(self, state: State | None = None) -> Lexicon:
        """What questions and browsing mean by a name: the lexicon after what a person merged."""
        return self.naming.merged(state or self.store.state())

    def linker(self) -> Linker:
        """From mentions to the concepts of the workspace; its index of names is kept on disk too."""
        return self.naming.linker(self.store.state())

    def indexes(self, progress: Counted | None = None, state: State | None = None) -> SearchIndexes:
        """The search indexes, at the store's present revision; `progress` counts documents caught up with."""
        state = state or self.store.state()
        check_model(state, self.model)
        opened = self._indexes
        if opened is not None and opened.revision == state.revision:  # without the lock, as above
            return opened
        with self._lock:
            if self._indexes is None or self._indexes.revision != state.revision:
                folder = self.settings.folder / "indexes"
                self._indexes = open_indexes(self.store, folder, self.model, progress)
            return self._indexes

    def warm(self, progress: Counted | None = None) -> None:
        """Load what questions need, so that the first one is as quick as the others."""
        self.indexes(progress)
        self.lexicon()
        self.encoder.encode(["warm"])

    def close(self) -> None:
        """Release the store; using the workspace again opens it anew."""
        with self._opening:
            if self._store is not None:
                self._store.close()
                self._store = None

    # ingestion

    def ingest(
        self,
        paths: Sequence[Path | str],
        *,
        tier: Tier | None = None,
        format: str | None = None,
        progress: Progress | None = None,
    ) -> IngestReport:
        """Read files and folders into the workspace; running it again changes nothing, and resumes after a kill.

        Raises ReadError for a path that does not exist or an unknown format; problems inside files are in the
        report. `tier` None: patient records are user documents, all else literature.
        """
        from ingest.pipeline import Pipeline
        from ingest.readers.sources.meter import Meter
        from ingest.reading import read_paths

        meter = Meter()

        def told(report: IngestReport) -> None:
            report.share = meter.share()
            if progress:
                progress(report)

        results = read_paths([Path(p) for p in paths], tier, format, meter)
        self._remember_model()
        batch = self.settings.ingest.batch
        fingerprint = self._fingerprint()
        pipeline = Pipeline(self.store, self.analyser, lambda: self.encoder, fingerprint, batch)
        return pipeline.run(results, told)

    def reindex(self, progress: Counted | None = None) -> int:
        """Encode every chunk again with the model that is set; how many documents. Resumes after a kill."""
        from ingest.reindex import reindex

        return reindex(self.store, self.encoder, progress)

    def add_vocabulary(
        self,
        path: Path | str,
        *,
        vocabulary_id: str | None = None,
        companions: Sequence[Path | str] = (),
        progress: Callable[[int], None] | None = None,
    ) -> tuple[VocabularyInfo, list[str]]:
        """Load a vocabulary file; what was loaded, and the lines that could not be read.

        `progress` counts concepts. Raises VocabularyError for a file that is no vocabulary.
        """
        from graph.vocabulary.readers.detect import read_vocabulary

        loaded = read_vocabulary(Path(path), vocabulary_id, [Path(c) for c in companions])
        info = VocabularyInfo(loaded.id, loaded.version, loaded.source, 0)
        stored = self.store.put_vocabulary(info, _counted(loaded.concepts, progress))
        self.lexicon()
        return stored, list(map(str, loaded.problems))

    # questions

    def ask(self, question: str, where: Filter | None = None, *, llm: bool = True) -> Answer:
        """Answer a question from the workspace; `llm=False` keeps a configured LLM out of it.

        Raises QuestionError, EmptyWorkspaceError, and whatever opening the workspace can raise.
        """
        from api.service.strategies import answer_strategy
        from retrieval.answer.answerer import Answerer

        state, settings = self._filled(), self.settings
        indexes, lexicon = self.indexes(state=state), self.meanings(state)
        strategy = answer_strategy(settings, indexes.words, lexicon, llm=llm)
        retriever = Retriever(self.store, indexes, self.encoder, lexicon, settings.retrieval)
        return Answerer(self.store, indexes.words, lexicon, retriever, strategy).ask(question, where)

    def search(self, question: str, where: Filter | None = None, limit: int = 10) -> list[Passage]:
        """The best `limit` documents for a question, each by its best passage."""
        return passages(self.retrieve(question, where), self.store, limit)

    def retrieve(self, question: str, where: Filter | None = None) -> Retrieval:
        """Ranked chunks with the raw scores of every arm, for evaluation and for building on."""
        state = self._filled()
        indexes, lexicon, settings = self.indexes(state=state), self.meanings(state), self.settings.retrieval
        return Retriever(self.store, indexes, self.encoder, lexicon, settings).search(question, where)

    # browsing

    def entity(self, name: str, neighbours: int = 15, sentences: int = 3, relations: int = 15) -> EntityView:
        """An entity by id, name or synonym; raises UnknownEntityError."""
        lexicon = self.meanings()
        entity_id = entity.find_entity(name, self.store, lexicon)
        return entity.view_entity(entity_id, self.store, lexicon, neighbours, sentences, relations)

    def suggestions(self, limit: int = 20) -> list[Suggestion]:
        """Pairs of entities that may be one, best first; nothing is merged by likeness."""
        return merges.suggestions(self.store, self.meanings(), limit)

    def merge(self, name: str, into: str, force: bool = False) -> Merge:
        """Record that a person says the first entity is the second; raises UnknownEntityError and MergeError."""
        return merges.merge(self.store, self.meanings(), name, into, force)

    def unmerge(self, entity_id: str) -> None:
        """Take a merge back, exactly; raises UnknownMergeError."""
        merges.unmerge(self.store, entity_id)

    def search_vocabulary(self, text: str, limit: int = 20) -> list[Concept]:
        """Concepts whose name or synonym holds the text, exact names first."""
        names = self.naming.concept_names(self.store.state())
        return concepts.search_concepts(text, names, self.store, self.meanings(), limit)

    def document(self, document_id: str) -> Document:
        """A whole document; raises UnknownDocumentError."""
        document = self.store.documents([document_id]).get(document_id)
        if document is None:
            hint = "medgraph documents list shows what is there"
            raise UnknownDocumentError(f"no document {document_id}", hint)
        return document

    def documents(self, where: Filter | None = None, after: str = "", limit: int = 50) -> DocumentPage:
        """One page of the documents, ordered by id, after the given id."""
        return document_page(self.store, where or Filter(), after, limit)

    def delete(self, ids: Collection[str]) -> int:
        """Delete documents and what nothing supports any more; how many there were."""
        return self.store.delete(ids)

    def export(self, path: Path | str, progress: Counted | None = None) -> int:
        """Write the whole workspace to one file; how many documents."""
        return export_workspace(self.store, Path(path), progress)

    def import_(self, path: Path | str, progress: Counted | None = None) -> int:
        """Add an exported workspace to this one; how many documents."""
        return import_workspace(self.store, Path(path), progress)

    # inside

    def analyser(self) -> Analyser:
        """What finds the entities of documents, as set; `ingest` and the evaluation use it."""
        from ingest.assemble import build_analyser

        return build_analyser(self.settings.ingest, self.encoder, self.lexicon(), self.linker(), self.store)

    def _fingerprint(self) -> str:
        from graph.vocabulary.lexicon.cache import vocabulary_fingerprint
        from ingest.assemble import pipeline_fingerprint

        return pipeline_fingerprint(
            self.settings.ingest, self.model, vocabulary_fingerprint(self.store.vocabularies())
        )

    def _remember_model(self) -> None:
        """The first ingest decides which model a workspace's vectors are of."""
        state = self.store.state()
        check_model(state, self.model)
        if "model" not in state.settings:
            self.store.remember("model", str(self.model))

    def _filled(self) -> State:
        """The state of a workspace that can be asked; raises EmptyWorkspaceError."""
        state = self.store.state()
        check_filled(state, self.settings.workspace)
        return state


def _counted(concepts: Iterable[Concept], progress: Callable[[int], None] | None) -> Iterator[Concept]:
    for count, concept in enumerate(concepts, 1):
        if progress and not count % 500:
            progress(count)
        yield concept
