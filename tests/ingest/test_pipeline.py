"""The pipeline over a real store: resumes, repeats nothing, keeps the order of what was read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pytest

from graph import Document, Notice, NoticeKind
from graph.index import Encoder
from graph.parsing import Problem
from graph.store import content_digest
from graph.store.sqlite import SqliteStore
from ingest.analysis import Analyser
from ingest.pipeline import Pipeline
from ingest.readers.base import Deletion, ReadResult
from tests.ingest.conftest import Make, library, make_document


def test_documents_are_written_with_vectors(store: SqliteStore, make_pipeline: Make) -> None:
    report = make_pipeline(store).run(library(7))
    assert (report.written, report.unchanged, report.problems) == (7, 0, [])
    assert store.counts().documents == 7
    for graph in store.graphs([d.id for d in library(7)]):
        assert graph.vectors.shape == (len(graph.chunks), 384)


def test_a_second_run_changes_nothing_and_needs_no_model(store: SqliteStore, make_pipeline: Make) -> None:
    make_pipeline(store).run(library(7))
    before, revision = content_digest(store), store.revision()

    def fail() -> None:
        raise AssertionError("a model was loaded")

    report = Pipeline(store, fail, fail, "p1", 3).run(library(7))  # type: ignore[arg-type]
    assert (report.written, report.unchanged) == (0, 7)
    assert (content_digest(store), store.revision()) == (before, revision)


def test_the_analyser_is_built_once_for_all_batches(
    store: SqliteStore, analyser: Analyser, encoder: Encoder
) -> None:
    built = []

    def build() -> Analyser:
        built.append(analyser)
        return analyser

    assert Pipeline(store, build, lambda: encoder, "p1", 2).run(library(7)).written == 7
    assert len(built) == 1


def test_a_changed_document_or_pipeline_is_written_again(store: SqliteStore, make_pipeline: Make) -> None:
    make_pipeline(store).run(library(4))
    changed = [*library(3), make_document("d03", "Aspirin did nothing.", "Paper 3")]
    assert make_pipeline(store).run(changed).written == 1
    assert store.documents(["d03"])["d03"].text.endswith("Aspirin did nothing.")
    assert make_pipeline(store, fingerprint="p2").run(changed).written == 4


def test_a_batch_is_bounded_by_its_text_not_by_documents(store: SqliteStore, make_pipeline: Make) -> None:
    """A long paper is stored before the next is analysed; short ones are written together."""
    paper = "Aspirin prevented stroke in adults. " * 100
    stored: list[int] = []

    def results() -> Iterator[Document]:
        for n in range(6):
            stored.append(store.counts().documents)
            yield make_document(f"long{n}", paper)
        for n in range(8):
            stored.append(store.counts().documents)
            yield make_document(f"short{n}", "Aspirin prevented stroke.")

    make_pipeline(store, batch=4).run(results())
    # While one batch is encoded the next is read.
    assert stored == [0, 0, 1, 2, 3, 4, 5, 5, 5, 5, 6, 6, 6, 6]


def test_problems_are_counted_and_stop_nothing(store: SqliteStore, make_pipeline: Make) -> None:
    broken = Problem("file.xml", "record 2", "no text")
    report = make_pipeline(store).run([library(1)[0], broken, *library(3)[1:]])
    assert report.written == 3 and report.problems == [broken]


@pytest.mark.parametrize("batch", [1, 2, 3, 50])
def test_the_last_word_about_a_document_counts_whatever_the_batches(
    store: SqliteStore, make_pipeline: Make, batch: int
) -> None:
    a, b, c = library(3)
    newer = make_document(b.id, "A later version of b.", "Paper 1")
    story: list[ReadResult] = [a, b, Deletion(a.id), newer, c, Deletion(c.id), c]
    report = make_pipeline(store, batch).run(story)
    kept = store.documents([a.id, b.id, c.id])
    assert set(kept) == {b.id, c.id} and kept[b.id] == newer and kept[c.id] == c
    assert report.problems == []


@pytest.mark.parametrize("batch", [1, 2, 50])
def test_a_record_read_twice_is_written_once(store: SqliteStore, make_pipeline: Make, batch: int) -> None:
    (a,) = library(1)
    report = make_pipeline(store, batch).run([a, a, a])
    assert (report.written, report.unchanged) == (1, 2)


def test_a_failed_run_keeps_what_was_written_and_a_new_run_finishes(
    store: SqliteStore, make_pipeline: Make
) -> None:
    def breaks_off() -> object:
        yield from library(7)
        raise OSError("the disk went away")

    with pytest.raises(OSError, match="went away"):
        make_pipeline(store, 2).run(breaks_off())  # type: ignore[arg-type]
    some = store.counts().documents
    assert 0 < some < 9
    report = make_pipeline(store, 2).run(library(9))
    assert report.written == 9 - some and report.unchanged == some


def test_progress_never_goes_back(store: SqliteStore, make_pipeline: Make) -> None:
    seen: list[int] = []
    make_pipeline(store, 2).run(library(6), lambda report: seen.append(report.read))
    assert seen == sorted(seen) and seen[-1] == 6


@pytest.mark.parametrize("batch", [1, 10])
@pytest.mark.parametrize("order", [1, -1])
def test_an_older_version_never_replaces_a_newer_one(
    store: SqliteStore, make_pipeline: Make, batch: int, order: int
) -> None:
    """A paper that was retracted since must not become support again when an old file is read after the new one."""
    old = replace(make_document("d", "Aspirin cures gout.", "Paper"), revised="2010-01-01")
    new = replace(old, revised="2020-01-01", retracted=True)
    report = make_pipeline(store, batch=batch).run([old, new][::order])
    assert store.documents(["d"])["d"].retracted
    assert bool(report.problems) == (order == -1)
    again = make_pipeline(store, batch=batch).run([old])
    assert store.documents(["d"])["d"].retracted and again.written == 0
    assert "2010-01-01 is older than that of 2020-01-01" in again.problems[0].reason


@pytest.mark.parametrize("batch", [1, 10])
def test_an_undated_record_does_not_undo_a_retraction(
    store: SqliteStore, make_pipeline: Make, batch: int
) -> None:
    """A reference list exported before the retraction is read after PubMed's record."""
    known = replace(make_document("d", "Aspirin cures gout.", "Paper"), revised="2020-01-01", retracted=True)
    report = make_pipeline(store, batch=batch).run([known, replace(known, revised="", retracted=False)])
    assert store.documents(["d"])["d"].retracted and "delete that first" in report.problems[0].reason
    newer = replace(known, revised="2021-01-01", retracted=False)  # PubMed itself takes it back
    make_pipeline(store, batch=batch).run([newer])
    assert not store.documents(["d"])["d"].retracted


def test_what_a_notice_retracts_may_be_read_again(store: SqliteStore, make_pipeline: Make) -> None:
    notice = replace(
        make_document("n", "Retracted.", "Notice"), notices=(Notice(NoticeKind.RETRACTION_OF, "d"),)
    )
    make_pipeline(store).run([make_document("d", "Aspirin cures gout.", "Paper"), notice])
    report = make_pipeline(store).run([make_document("d", "Aspirin cures fever.", "Paper")])
    assert (report.written, report.problems) == (1, []) and store.documents(["d"])["d"].retracted


def test_records_that_a_later_one_replaced_are_counted(store: SqliteStore, make_pipeline: Make) -> None:
    first, second = (make_document("d", f"Aspirin, {n}.", "Paper") for n in "12")
    report = make_pipeline(store).run([first, second, second])
    assert (report.written, report.superseded, report.unchanged) == (1, 1, 1)


@pytest.mark.parametrize(
    "bad",
    [
        replace(library(2)[1], id="nul\0"),
        replace(library(2)[1], id="i" * 9000),
        replace(library(2)[1], title="half \ud800"),
        replace(library(2)[1], authors=("half \udc00",)),
        replace(library(2)[1], publication_types=("half \udc00",)),
    ],
    ids=["NUL", "long id", "title", "authors", "types"],
)
def test_what_no_store_can_hold_stops_nothing_else(
    store: SqliteStore, make_pipeline: Make, bad: Document
) -> None:
    first, _, last = library(3)
    report = make_pipeline(store, batch=9).run([first, bad, last])
    assert report.written == 2 and len(report.problems) == 1
    assert store.fingerprints(["d00", "d02"]).keys() == {"d00", "d02"}


def test_what_the_store_refuses_stops_nothing_else(
    store: SqliteStore, analyser: Analyser, encoder: Encoder
) -> None:
    class Broken:
        info = encoder.info

        def encode(self, texts: Sequence[str]) -> object:
            vectors = encoder.encode(texts)
            vectors[1] = np.nan
            return vectors

    pipeline = Pipeline(store, lambda: analyser, lambda: Broken(), "p1", 9)  # type: ignore[arg-type,return-value]
    report = pipeline.run(library(3))
    assert report.written == 2 and "not a finite number" in report.problems[0].reason


def test_what_cannot_be_analysed_stops_nothing_else(
    store: SqliteStore, analyser: Analyser, encoder: Encoder
) -> None:
    class Broken:
        def analyse(self, documents: Sequence[Document]) -> object:
            if any(document.id == "d01" for document in documents):
                raise ValueError("a fault")
            return analyser.analyse(documents)

    pipeline = Pipeline(store, lambda: Broken(), lambda: encoder, "p1", 9)  # type: ignore[arg-type,return-value]
    report = pipeline.run(library(3))
    assert report.written == 2 and "ValueError: a fault" in report.problems[0].reason
