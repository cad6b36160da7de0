"""`MedGraph`: one workspace as people use it from Python."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from api.service.answers import KeptAnswer
from api.service.browsing import Browsing
from api.service.ingestion import Ingestion
from api.service.parts import CountProgress, Parts
from api.service.questions import Questions
from api.service.settings import Settings, load_settings
from api.service.vocabularies import AddedVocabulary, Vocabularies
from api.service.workspace import Workspace
from api.service.workspaces import Workspaces
from graph import Concept, Document, Tier, VocabularyInfo
from graph.store import Filter, Merge
from graph.vocabulary.lexicon import Suggestion
from retrieval.answer import Answer
from retrieval.browse import DocumentPage, EntityView
from retrieval.search import Passage, Retrieval
from retrieval.table import EvidenceTable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from api.service.check import Check
    from api.service.doctor import Doctor
    from api.service.evaluation import Evaluation
    from ingest import IngestReport, Progress


class MedGraph:
    """One workspace, everything that can be done with it. Safe to share between threads.

    Each job is a service of its own, reached by its attribute, whose methods say in full what they do and raise;
    the methods here are the short way to them. Models, indexes and the lexicon are loaded when first needed and
    follow the store from then on.

    `home` and `workspace` win over what is set elsewhere, as the command's options do; `settings`, where they are
    given, are all there is. Raises SettingsError.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        home: Path | str | None = None,
        workspace: str | None = None,
    ) -> None:
        if settings is not None and (home is not None or workspace is not None):
            raise TypeError("give either settings, or home and workspace")
        place = None if home is None else Path(home).expanduser()
        self.settings = settings or load_settings(home=place, workspace=workspace)
        self.parts = Parts(self.settings)
        self.questions = Questions(self.parts)
        self.browsing = Browsing(self.parts)
        self.ingestion = Ingestion(self.parts)
        self.vocabularies = Vocabularies(self.parts)
        self.workspace = Workspace(self.parts)
        self.workspaces = Workspaces(self.settings)
        self.answers = self.parts.answers

    # These import much that nothing else needs.

    @cached_property
    def evaluation(self) -> Evaluation:
        """How well this workspace retrieves and reads, on test sets."""
        from api.service.evaluation import Evaluation

        return Evaluation(self.parts, MedGraph)

    @cached_property
    def doctor(self) -> Doctor:
        """What of the installation is there and what is missing."""
        from api.service.doctor import Doctor

        return Doctor(self.parts)

    @cached_property
    def check(self) -> Check:
        """Whether everything that the workspace keeps is as it was written."""
        from api.service.check import Check

        return Check(self.parts)

    def warm(self, progress: CountProgress | None = None) -> None:
        """Load what questions need, so that the first one is as quick as the others."""
        self.workspace.warm(progress)

    def close(self) -> None:
        """Release the store; using the workspace again opens it anew."""
        self.parts.close()

    # questions

    def ask(self, question: str, where: Filter | None = None, *, llm: bool = True) -> Answer:
        """Answer a question, every sentence cited; `llm=False` keeps a configured LLM out of it."""
        return self.questions.ask(question, where, llm=llm)

    def answer(self, answer_id: str) -> KeptAnswer:
        """An answer that was given before, by its id; raises UnknownAnswerError."""
        return self.answers.show(answer_id)

    def table(self, question: str, where: Filter | None = None) -> EvidenceTable:
        """The studies of the evidence for a question, a row each, every cell the document's own characters."""
        return self.questions.table(question, where)

    def search(self, question: str, where: Filter | None = None, limit: int = 10) -> list[Passage]:
        """The best `limit` documents for a question or a query in PubMed's language, each by its best passage."""
        return list(self.questions.search(question, where, limit).passages)

    def retrieve(self, question: str, where: Filter | None = None) -> Retrieval:
        """Ranked chunks with the raw scores of every arm."""
        return self.questions.retrieve(question, where)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of texts by this workspace's embedding model, shape `(len(texts), dimension)`."""
        return self.parts.encoder.encode(texts)

    # browsing

    def entity(self, name: str, neighbours: int = 15, sentences: int = 3, relations: int = 15) -> EntityView:
        """An entity by id, name or synonym; raises UnknownEntityError."""
        return self.browsing.entity(name, neighbours, sentences, relations)

    def suggestions(self, limit: int = 20) -> list[Suggestion]:
        """Pairs of entities that may be one, best first."""
        return self.browsing.suggestions(limit)

    def merge(self, name: str, into: str, force: bool = False) -> Merge:
        """Record that the first entity is the second; raises UnknownEntityError and MergeError."""
        return self.browsing.merge(name, into, force)

    def unmerge(self, entity_id: str) -> None:
        """Take a merge back, exactly; raises UnknownMergeError."""
        self.browsing.unmerge(entity_id)

    def document(self, document_id: str) -> Document:
        """A whole document; raises UnknownDocumentError."""
        return self.browsing.document(document_id)

    def documents(self, where: Filter | None = None, after: str = "", limit: int = 50) -> DocumentPage:
        """One page of the documents, ordered by id, after the given id."""
        return self.browsing.documents(where, after, limit)

    # ingestion

    def ingest(
        self,
        paths: Sequence[Path | str] | Path | str,
        *,
        tier: Tier | str | None = None,
        format: str | None = None,
        patient: str = "",
        progress: Progress | None = None,
    ) -> IngestReport:
        """Read files and folders into the workspace; running it again changes nothing."""
        return self.ingestion.ingest(paths, tier=tier, format=format, patient=patient, progress=progress)

    def reindex(self, progress: CountProgress | None = None) -> int:
        """Encode every chunk again with the model that is set; how many documents."""
        return self.ingestion.reindex(progress)

    def delete(self, ids: Collection[str] | str) -> int:
        """Delete documents and what nothing supports any more; how many there were."""
        return self.ingestion.delete(ids)

    # vocabularies

    def add_vocabulary(
        self,
        path: Path | str,
        *,
        vocabulary_id: str | None = None,
        companions: Sequence[Path | str] | Path | str = (),
        columns: str = "",
        category: str = "",
        progress: Callable[[int], None] | None = None,
    ) -> AddedVocabulary:
        """Load a vocabulary file; what was loaded, the lines that could not be read, and what to do about it."""
        return self.vocabularies.add(
            path,
            vocabulary_id=vocabulary_id,
            companions=companions,
            columns=columns,
            category=category,
            progress=progress,
        )

    def remove_vocabulary(self, vocabulary_id: str) -> VocabularyInfo:
        """Remove a vocabulary; what it was. Documents stay as they were read until they are ingested again."""
        return self.vocabularies.remove(vocabulary_id)

    def search_vocabulary(self, text: str, limit: int = 20) -> list[Concept]:
        """Concepts whose name or synonym holds the text, exact names first."""
        return self.vocabularies.search(text, limit)

    # the workspace as a whole

    def export(self, path: Path | str, progress: CountProgress | None = None) -> int:
        """Write the whole workspace to one file; how many documents."""
        return self.workspace.export(path, progress)

    def import_(self, path: Path | str, progress: CountProgress | None = None) -> int:
        """Add an exported workspace to this one; how many documents."""
        return self.workspace.import_(path, progress)
