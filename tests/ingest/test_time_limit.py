"""A document that takes too long is told as a problem, whatever it is stuck in, and the others are stored."""

from __future__ import annotations

import re
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from graph import Document, Tier
from graph.index import Encoder
from graph.parsing import Problem, Source
from graph.store import Filter
from graph.store.sqlite import SqliteStore
from ingest import IngestReport, TimeLimit, read_paths
from ingest.analysis import Analyser, Draft
from ingest.pipeline import Pipeline
from ingest.readers.text.text import TextReader
from tests.ingest.conftest import library, make_document


def loop() -> None:
    while True:
        try:
            sum(range(1000))
        except Exception:  # as broad as a stage's own may be
            continue


def one_match() -> None:
    re.match(r"(a|aa)+$", "a" * 50 + "b")


def wait() -> None:
    time.sleep(60)


class Stuck(Analyser):
    """An analyser that never comes to the end of one document."""

    def __init__(self, analyser: Analyser, stuck: Callable[[], None]) -> None:
        self._analyser = analyser
        self._stuck = stuck

    def analyse(self, documents: Sequence[Document]) -> list[Draft]:
        if any(document.id == "d01" for document in documents):
            self._stuck()
        return self._analyser.analyse(documents)


@pytest.fixture
def run(
    store: SqliteStore, analyser: Analyser, encoder: Encoder
) -> Callable[[Callable[[], None]], IngestReport]:
    analyser.load()

    def run(stuck: Callable[[], None]) -> IngestReport:
        pipeline = Pipeline(store, lambda: Stuck(analyser, stuck), lambda: encoder, "p1", 9, TimeLimit(6.0))
        return pipeline.run(library(4))

    return run


def check(report: IngestReport, store: SqliteStore) -> None:
    (problem,) = report.problems
    assert problem.place == "d01" and "takes more than 3 s" in problem.reason
    assert report.written == 3 and sorted(store.select(Filter())) == ["d00", "d02", "d03"]


@pytest.mark.parametrize("stuck", [loop, one_match, wait])
def test_the_job_goes_on_without_it(
    run: Callable[[Callable[[], None]], IngestReport], store: SqliteStore, stuck: Callable[[], None]
) -> None:
    former = signal.getsignal(signal.SIGALRM)
    begin = time.monotonic()
    check(run(stuck), store)
    assert time.monotonic() - begin < 30
    assert signal.getsignal(signal.SIGALRM) is former


def test_the_one_at_fault_has_hardly_more_than_its_time(
    store: SqliteStore, analyser: Analyser, encoder: Encoder
) -> None:
    analyser.load()
    spent: list[float] = []

    def stuck() -> None:
        begin = time.monotonic()
        try:
            wait()
        finally:
            spent.append(time.monotonic() - begin)

    Pipeline(store, lambda: Stuck(analyser, stuck), lambda: encoder, "p1", 9, TimeLimit(12)).run(library(4))
    assert len(spent) == 2 and sum(spent) < 1.3 * 6 and max(spent) > 0.9 * 6


@pytest.mark.parametrize(
    ("seconds_per_mb", "size", "told"),
    [(600, 10, "300 s"), (6, 1_500_001, "9 s"), (1, 100_000, "0.5 s"), (7, 1_230_000, "8.6 s")],
)
def test_a_time_is_told_for_people(seconds_per_mb: float, size: int, told: str) -> None:
    assert TimeLimit(seconds_per_mb).told(size).startswith(f"{told}; split it")


def test_long_documents_are_tried_once(store: SqliteStore, analyser: Analyser, encoder: Encoder) -> None:
    analyser.load()
    tries: list[list[str]] = []

    class Counting(Stuck):
        def analyse(self, documents: Sequence[Document]) -> list[Draft]:
            tries.append([document.id for document in documents])
            if len(documents) == 1:
                raise ValueError("too long for a test")
            return self._analyser.analyse(documents)

    first, long, second, third = (
        make_document(f"d{n}", "Aspirin helps. " * times, "Paper")
        for n, times in enumerate((1, 34_000, 1, 1))
    )
    pipeline = Pipeline(
        store, lambda: Counting(analyser, wait), lambda: encoder, "p1", 10_000, TimeLimit(600)
    )
    report = pipeline.run([first, long, second, third])
    assert tries == [["d0", "d2", "d3"], ["d1"]] and report.written == 3


def test_in_a_thread_too(run: Callable[[Callable[[], None]], IngestReport], store: SqliteStore) -> None:
    reports: list[IngestReport] = []
    thread = threading.Thread(target=lambda: reports.append(run(loop)), daemon=True)
    thread.start()
    thread.join(30)
    check(reports[0], store)


def test_what_takes_its_time_but_no_more_is_read(
    store: SqliteStore, analyser: Analyser, encoder: Encoder
) -> None:
    slow = Stuck(analyser, lambda: time.sleep(0.6))
    report = Pipeline(store, lambda: slow, lambda: encoder, "p1", 9, TimeLimit(60)).run(library(4))
    assert report.written == 4 and not report.problems


def test_ctrl_c_is_as_ever(run: Callable[[Callable[[], None]], IngestReport]) -> None:
    def interrupted() -> None:
        signal.raise_signal(signal.SIGINT)
        loop()

    with pytest.raises(KeyboardInterrupt):
        run(interrupted)


def test_a_file_that_takes_too_long_to_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = TextReader.read

    def stuck(self: TextReader, source: Source, tier: Tier) -> Iterator[object]:
        if "b.txt" in source.name:
            loop()
        yield from read(self, source, tier)

    monkeypatch.setattr(TextReader, "read", stuck)
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(f"Aspirin {name}")
    limit = TimeLimit(1.0)
    with limit.watching():
        found = list(read_paths([tmp_path], limit=limit))
    assert [Path(each.source).name for each in found if isinstance(each, Document)] == ["a.txt", "c.txt"]
    (problem,) = (each for each in found if isinstance(each, Problem))
    assert "b.txt" in problem.source and "SECONDS_PER_MB" in problem.reason
