"""One ingest as a command runs it: progress, what it did, what it leaves after Ctrl-C, and what a folder lost."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from api.cli.display import plural, print_missing, print_report
from api.cli.output import print_json
from api.cli.progress import count_progress, share_progress
from graph import MedgraphError, Tier

if TYPE_CHECKING:
    from api.service.medgraph import MedGraph
    from ingest import IngestReport, MissingDocument


@dataclass
class IngestJob:
    """Reads paths into a workspace and tells of it."""

    service: MedGraph
    paths: Sequence[Path]
    tier: Tier | None
    format: str | None
    as_json: bool
    patient: str = ""
    _report: IngestReport | None = None
    _started: float = field(default_factory=time.perf_counter)

    def run(self) -> None:
        """Ingest; raises MedgraphError when there was nothing to read."""
        report, _ = self._ingest(sync=False)
        self._tell(report, {})
        self._require_documents(report)
        self._index(report.written + report.deleted + report.replaced)

    def sync(self, delete_unasked: bool) -> None:
        """Ingest, show what the paths hold no longer, and delete that where it is agreed to."""
        report, missing = self._ingest(sync=True)
        self._tell(report, {"missing": [asdict(each) for each in missing]})
        if missing and not self.as_json:
            print_missing(missing)
        deleted = 0
        if missing and (delete_unasked or self._confirm(len(missing))):
            deleted = self.service.ingestion.delete([each.id for each in missing])
            if not self.as_json:
                print(f"{deleted} deleted")
        self._index(report.written + report.deleted + report.replaced + deleted)

    def _ingest(self, sync: bool) -> tuple[IngestReport, list[MissingDocument]]:
        options: dict[str, Any] = {"tier": self.tier, "format": self.format, "patient": self.patient}
        try:
            with share_progress("documents") as tick:

                def progress(report: IngestReport) -> None:
                    self._report = report
                    tick(report.read, report.share)

                if sync:
                    return self.service.ingestion.sync(self.paths, progress=progress, **options)
                return self.service.ingestion.ingest(self.paths, progress=progress, **options), []
        except KeyboardInterrupt:
            self._tell_stopped()
            raise typer.Exit(130) from None

    def _tell(self, report: IngestReport, more: dict[str, Any]) -> None:
        seconds = time.perf_counter() - self._started
        if self.as_json:
            rate = round(report.written / seconds, 2)
            times = {"seconds": round(seconds, 3), "documents_per_second": rate}
            print_json(asdict(report) | times | more)
        else:
            print_report(report, seconds)

    def _tell_stopped(self) -> None:
        """What is kept: everything that was written, which is less than was read."""
        written, unchanged = (self._report.written, self._report.unchanged) if self._report else (0, 0)
        kept = f"{plural(written, 'document')} stored, {unchanged} were there before"
        print(f"stopped: {kept}; the same command goes on from here", file=sys.stderr)

    def _require_documents(self, report: IngestReport) -> None:
        if report.read or report.deleted:
            return
        if self.as_json:
            raise typer.Exit(1)
        raise MedgraphError(
            f"no documents found in {', '.join(map(str, self.paths))}", "medgraph ingest --help"
        )

    def _confirm(self, count: int) -> bool:
        if self.as_json or not sys.stdin.isatty():
            if not self.as_json:
                print("they stay stored; --yes deletes them")
            return False
        return typer.confirm(f"Delete {plural(count, 'document')}?")

    def _index(self, changes: int) -> None:
        if changes:
            with count_progress("documents indexed") as tick:
                self.service.workspace.update_indexes(tick)
