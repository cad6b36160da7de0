"""What must hold of any documents that go through the whole pipeline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.model import Document, Section, SectionKind
from graph.store import GraphStore
from graph.store.transfer.digest import content_digest
from ingest import Analyser, Pipeline
from tests.builders import same_graph
from tests.hypothesis_profiles import examples
from tests.ingest.conftest import analyser, encoder, make_pipeline
from tests.property.stores import NewStore, holds, new_store

__all__ = ["analyser", "encoder", "make_pipeline", "new_store"]

PIECES = [
    "Aspirin",
    "heart attack",
    "myocardial infarction (MI)",
    "MI",
    "no stroke",
    "E. coli",
    "p < 0.05",
    "i.e.",
    ".",
    "?",
    ";",
    "\n",
    "\n\n",
    "(",
    "é😀",
    "\u00ad",
    "\u2028",
    "x" * 300,
]
bodies = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join) | st.text(max_size=80)


@st.composite
def documents(draw: st.DrawFn, id: str) -> Document:
    title = draw(st.sampled_from(["", "Aspirin in stroke", "MI"]))
    text, sections = title, [Section(0, len(title), "", SectionKind.TITLE)] if title else []
    for body in draw(st.lists(bodies, max_size=3)):
        text += "\n\n" if text else ""
        sections.append(Section(len(text), len(text) + len(body), "", draw(st.sampled_from(SectionKind))))
        text += body
    return Document(id=id, text=text, title=title, sections=tuple(sections))


Make = Callable[..., Pipeline]


def assert_same(one: GraphStore, other: GraphStore) -> None:
    """The same but for the last digits of vectors, which depend on what else was encoded in the same batch."""
    assert one.counts() == other.counts()
    for left, right in zip(one.graphs(), other.graphs(), strict=True):
        np.testing.assert_allclose(left.vectors, right.vectors, atol=0.005)
        assert same_graph(left, replace(right, vectors=left.vectors))


@settings(max_examples=examples(150), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(document=documents("a"))
def test_every_span_is_where_it_says(analyser: Analyser, document: Document) -> None:
    (draft,) = analyser.analyse([document])
    text, end = document.text, 0
    for number, chunk in enumerate(draft.chunks):
        assert chunk.position == number and end <= chunk.start < chunk.end <= len(text)
        assert chunk.sentences[0].start == chunk.start and chunk.sentences[-1].end == chunk.end
        for sentence in chunk.sentences:
            assert end <= sentence.start < sentence.end <= chunk.end
            assert sentence.of(text).strip()
            end = sentence.end
    for mention in draft.mentions:
        assert mention.sentence in draft.chunks[mention.chunk].sentences
        assert mention.sentence.start <= mention.start < mention.end <= mention.sentence.end
    assert {m.entity_id for m in draft.mentions} == {e.id for e in draft.entities}


@holds(documents("a"), documents("b"), examples=30, fixtures=("make_pipeline",))
def test_ingesting_twice_changes_nothing(
    new_store: NewStore, make_pipeline: Make, first: Document, second: Document
) -> None:
    with new_store() as store:
        make_pipeline(store).run([first, second])
        before = content_digest(store), store.revision()
        report = make_pipeline(store).run([second, first])
        assert (content_digest(store), store.revision()) == before
        assert (report.written, report.unchanged) == (0, 2)


@holds(documents("a"), documents("b"), examples=30, fixtures=("make_pipeline",))
def test_deleting_equals_never_having_ingested(
    new_store: NewStore, make_pipeline: Make, first: Document, second: Document
) -> None:
    with new_store() as both, new_store() as one:
        make_pipeline(both).run([first, second])
        both.delete(["b"])
        make_pipeline(one).run([first])
        assert_same(both, one)


@holds(documents("a"), documents("a"), examples=30, fixtures=("make_pipeline",))
def test_replacing_equals_ingesting_the_new_one(
    new_store: NewStore, make_pipeline: Make, old: Document, new: Document
) -> None:
    with new_store() as replaced, new_store() as fresh:
        make_pipeline(replaced).run([old])
        make_pipeline(replaced).run([new])
        make_pipeline(fresh).run([new])
        assert_same(replaced, fresh)
