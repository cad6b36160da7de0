"""One ingest as a command runs it: progress, what it did, what it leaves after Ctrl-C, and what a folder lost."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from api.cli.display import plural, print_missing, print_report
from api.cli.output import print_json, say
from api.cli.progress import count_progress, share_progress
from graph import MedgraphError

if TYPE_CHECKING:
    from api.service.medgraph import MedGraph
    from ingest import IngestReport, MissingDocument


@dataclass
class IngestJob:
    """Reads paths into a workspace and tells of it. `options` are those of `Ingestion.ingest`."""

    service: MedGraph
    paths: Sequence[Path]
    as_json: bool
    delete_missing: bool
    options: Mapping[str, Any]
    _stop: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Ingest, show what the paths hold no longer, and delete that where it is agreed to.

        Raises MedgraphError when there was nothing to read. Ctrl-C stores what was read, a second one ends at once.
        """
        started = time.perf_counter()
        with self._stopped_by_ctrl_c(), share_progress("documents") as tick:
            report = self.service.ingestion.ingest(
                self.paths, progress=lambda r: tick(r.read, r.share), stop=self._stop, **self.options
            )
        self._tell(report, time.perf_counter() - started)
        if self._stop.is_set():
            kept = f"{plural(report.written, 'document')} stored, {report.unchanged} were there before"
            say(f"stopped: {kept}; the same command goes on from here", file=sys.stderr)
            raise typer.Exit(130)
        self._require_documents(report)
        self._index(report.written + report.deleted + report.replaced + self._delete(report.missing))

    @contextmanager
    def _stopped_by_ctrl_c(self) -> Iterator[None]:
        """Ends reading at the first Ctrl-C instead of breaking off wherever the process is."""

        def stop(*_: object) -> None:
            self._stop.set()
            signal.signal(signal.SIGINT, former)
            say("stopping after what is being read; Ctrl-C again breaks off", file=sys.stderr)

        former = signal.signal(signal.SIGINT, stop)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, former)

    def _tell(self, report: IngestReport, seconds: float) -> None:
        if self.as_json:
            rate = round(report.written / seconds, 2)
            times = {"seconds": round(seconds, 3), "documents_per_second": rate}
            print_json(asdict(report) | times)
            return
        print_report(report, seconds)
        if report.missing:
            print_missing(report.missing)

    def _require_documents(self, report: IngestReport) -> None:
        if report.read or report.deleted or report.missing:
            return
        if self.as_json:
            raise typer.Exit(1)
        raise MedgraphError(
            f"no documents found in {', '.join(map(str, self.paths))}", "medgraph ingest --help"
        )

    def _delete(self, missing: Sequence[MissingDocument]) -> int:
        """Delete what is missing where that is agreed to; how many documents."""
        if not missing or not (self.delete_missing or self._confirm(len(missing))):
            return 0
        with count_progress("documents indexed") as tick:
            deleted = self.service.ingestion.delete([each.id for each in missing], tick)
        if not self.as_json:
            say(f"{deleted} deleted")
        return deleted

    def _confirm(self, count: int) -> bool:
        if self.as_json:
            return False
        if not sys.stdin.isatty():
            say("they stay stored; --yes deletes them")
            return False
        return typer.confirm(f"Delete {plural(count, 'document')}?")

    def _index(self, changes: int) -> None:
        if changes:
            with count_progress("documents indexed") as tick:
                self.service.workspace.update_indexes(tick)
