"""The pipeline over a real store: resumes, repeats nothing, keeps the order of what was read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from graph import Document, Notice, NoticeKind, Tier
from graph.index import Encoder
from graph.parsing import Problem
from graph.store import StoreError, content_digest
from graph.store.sqlite import SqliteStore
from ingest.analysis import Analyser
from ingest.pipeline import Pipeline
from ingest.readers.base import Deletion, ReadResult
from tests.ingest.conftest import make_document

Make = Callable[..., Pipeline]


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return SqliteStore(tmp_path / "graph.sqlite", "test")


def library(count: int) -> list[Document]:
    return [
        make_document(f"d{n:02}", f"Aspirin prevented stroke in {n} adults.", f"Paper {n}")
        for n in range(count)
    ]


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


FULL = replace(
    make_document(
        "fhir:Patient/p1", "Allergy to cefuroxime.\nEdoxaban 60 mg.\nPotassium 4.1.", "Patient summary"
    ),
    tier=Tier.USER,
    patient="fhir:Patient/p1",
    source="/a.json",
)
PART = replace(
    make_document("fhir:Patient/p1", "Potassium 5.0.", "Patient summary"),
    tier=Tier.USER,
    patient="fhir:Patient/p1",
    source="/b.json",
)


@pytest.mark.parametrize("together", [True, False])
def test_a_part_of_a_record_does_not_take_the_place_of_the_whole(
    store: SqliteStore, make_pipeline: Make, together: bool
) -> None:
    reports = [
        make_pipeline(store, 9).run(each) for each in ([[FULL, PART]] if together else [[FULL], [PART]])
    ]
    assert sum(report.written for report in reports) == 2
    (problem,) = reports[-1].problems
    assert problem.source == "/b.json" and "lacks 3 lines of the record that /a.json holds" in problem.reason
    texts = {graph.document.text for graph in store.graphs()}
    assert texts == {FULL.text, PART.text} and FULL.id in store.fingerprints([FULL.id])
    again = make_pipeline(store, 9).run([FULL, PART])
    assert (again.written, again.unchanged) == (0, 2)


@pytest.mark.parametrize(
    "new",
    [
        replace(PART, source=FULL.source),
        replace(FULL, text=FULL.text + "\nSodium 140.", source="/b.json"),
        replace(FULL, text=FULL.text.replace("4.1", "5.0"), source="/b.json", revised="2021-01-01"),
    ],
    ids=["edited", "with more", "newer"],
)
def test_the_whole_record_as_it_is_now_does(store: SqliteStore, make_pipeline: Make, new: Document) -> None:
    make_pipeline(store, 9).run([replace(FULL, revised="2020-01-01" if new.revised else "")])
    report = make_pipeline(store, 9).run([new])
    assert report.written == 1 and not report.problems
    assert [graph.document.text for graph in store.graphs()] == [new.text]


def test_a_torn_file_does_not_wipe_what_it_held(store: SqliteStore, make_pipeline: Make) -> None:
    make_pipeline(store, 9).run([FULL])
    torn = Problem(FULL.source, "entry 2", "malformed JSON")
    report = make_pipeline(store, 9).run([torn, replace(PART, source=FULL.source)])
    assert report.written == 1 and len(report.problems) == 2
    assert FULL.id in store.fingerprints([FULL.id]) and store.counts().documents == 2


class _Meanwhile:
    """An encoder beside which somebody else works on the store."""

    def __init__(self, encoder: Encoder, do: Callable[[], object], times: int = 1) -> None:
        self.info = encoder.info
        self._encoder, self._do, self._times = encoder, do, times

    def encode(self, texts: Sequence[str]) -> object:
        self._times -= 1
        if self._times >= 0:
            self._do()
        return self._encoder.encode(texts)


def test_a_retraction_that_comes_while_it_encodes_stays(
    store: SqliteStore, analyser: Analyser, encoder: Encoder, make_pipeline: Make
) -> None:
    old, retracted = (replace(library(2)[1], revised=f"202{n}-01-01", retracted=n == 1) for n in range(2))
    other = library(1)
    meanwhile = _Meanwhile(encoder, lambda: make_pipeline(store).run([retracted]))
    report = Pipeline(store, lambda: analyser, lambda: meanwhile, "p1", 9).run([*other, old])  # type: ignore[arg-type,return-value]
    assert report.written == 1 and "older than that of 2021-01-01" in report.problems[0].reason
    assert store.documents([old.id])[old.id].retracted and store.counts().documents == 2


def test_what_is_deleted_while_it_encodes_is_read_anew(
    store: SqliteStore, analyser: Analyser, encoder: Encoder, make_pipeline: Make
) -> None:
    make_pipeline(store).run(library(3))
    meanwhile = _Meanwhile(encoder, lambda: store.delete(["d01"]))
    report = Pipeline(store, lambda: analyser, lambda: meanwhile, "p2", 9).run(library(3))  # type: ignore[arg-type,return-value]
    assert report.written == 3 and not report.problems
    assert {f for _, f in store.fingerprints(["d00", "d01", "d02"]).values()} == {"p2"}


def test_one_that_never_holds_still_is_a_problem_and_the_rest_is_written(
    store: SqliteStore, analyser: Analyser, encoder: Encoder
) -> None:
    texts = iter(f"p-{n}" for n in range(99))

    def change() -> None:
        graphs = list(store.graphs(["d01"]))
        store.write([replace(graphs[0], fingerprint=next(texts))])

    Pipeline(store, lambda: analyser, lambda: encoder, "p1", 9).run(library(3))
    meanwhile = _Meanwhile(encoder, change, times=99)
    report = Pipeline(store, lambda: analyser, lambda: meanwhile, "p2", 9).run(library(3))  # type: ignore[arg-type,return-value]
    assert report.written == 2 and [p.place for p in report.problems] == ["d01"]
    assert "somebody else changed it" in report.problems[0].reason


def test_a_model_that_is_changed_while_it_encodes_ends_the_job(
    store: SqliteStore, analyser: Analyser, encoder: Encoder
) -> None:
    store.remember("model", str(encoder.info))
    meanwhile = _Meanwhile(encoder, lambda: store.remember("model", "reindexing other@1:4"))
    with pytest.raises(StoreError, match="reindexing other"):
        Pipeline(store, lambda: analyser, lambda: meanwhile, "p1", 9).run(library(3))  # type: ignore[arg-type,return-value]
    assert store.counts().documents == 0


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
