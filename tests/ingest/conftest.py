"""A small vocabulary, the real encoder, and pipelines over them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph import Concept, Document, Section, SectionKind
from graph.index import DEFAULT_MODEL, Encoder, load_encoder
from graph.linking import Linker
from graph.store import GraphStore
from graph.store.sqlite import SqliteStore
from graph.vocabulary.lexicon import Lexicon
from ingest.analysis import Analyser
from ingest.chunking import Chunker
from ingest.pipeline import Pipeline
from ingest.recognize.dictionary import DictionaryRecogniser
from ingest.relations.extract import RelationExtractor

CONCEPTS = {
    c.id: c
    for c in (
        Concept("MESH:D001241", "Aspirin", category="ChemicalEntity"),
        Concept("MESH:D009203", "Myocardial Infarction", synonyms=("heart attack",), category="Disease"),
        Concept("MESH:D020521", "Stroke", category="Disease"),
    )
}

Make = Callable[..., Pipeline]
"""Makes a pipeline over a store."""


def make_document(id: str, body: str, title: str = "") -> Document:
    """A title and one abstract section."""
    head = f"{title}\n\n" if title else ""
    sections = [Section(0, len(title), "", SectionKind.TITLE)] if title else []
    if body:
        sections.append(Section(len(head), len(head) + len(body), "", SectionKind.ABSTRACT))
    return Document(id=id, text=head + body, title=title, sections=tuple(sections))


@pytest.fixture(scope="session")
def encoder(models: Path) -> Encoder:
    return load_encoder(DEFAULT_MODEL, models, "auto")


@pytest.fixture(scope="session")
def analyser(encoder: Encoder) -> Analyser:
    def concepts(ids: object) -> dict[str, Concept]:
        return {i: CONCEPTS[i] for i in ids}  # type: ignore[attr-defined]

    lexicon = Lexicon.build(CONCEPTS.values())
    recognisers = [DictionaryRecogniser(lexicon)]
    chunker = Chunker(encoder.token_lengths, 60)
    return Analyser(chunker, recognisers, Linker(lexicon), concepts, RelationExtractor())


@pytest.fixture(scope="session")
def make_pipeline(analyser: Analyser, encoder: Encoder) -> Callable[..., Pipeline]:
    def make(store: GraphStore, batch: int = 3, fingerprint: str = "p1") -> Pipeline:
        return Pipeline(store, lambda: analyser, lambda: encoder, fingerprint, batch)

    return make


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return SqliteStore(tmp_path / "graph.sqlite", "test")


def library(count: int) -> list[Document]:
    return [
        make_document(f"d{n:02}", f"Aspirin prevented stroke in {n} adults.", f"Paper {n}")
        for n in range(count)
    ]
