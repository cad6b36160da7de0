"""What comes into a workspace and what leaves it."""

from __future__ import annotations

import threading
from collections.abc import Collection, Sequence
from itertools import chain, islice, takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from api.service.parts import CountProgress, Parts
from api.service.preconditions import require_model
from graph import Tier

if TYPE_CHECKING:
    from ingest import IngestReport, Progress


class Ingestion:
    """Reading documents in, encoding them again, deleting them."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def ingest(
        self,
        paths: Sequence[Path | str] | Path | str,
        *,
        tier: Tier | str | None = None,
        format: str | None = None,
        patient: str = "",
        sync: bool = False,
        progress: Progress | None = None,
        stop: threading.Event | None = None,
    ) -> IngestReport:
        """Read files and folders into the workspace; running it again changes nothing, and resumes after a kill.

        Raises ReadError for a path that does not exist or an unknown format; problems inside files are in the
        report. `tier` None: patient records are user documents, all else literature; with `patient`, whose all the
        records are that do not say so, everything is. A file that was edited since it was read replaces its former
        text. With `sync` the report's `missing` are the stored documents that these paths held before and hold no
        longer; they stay stored. A document that takes too long (`ingest.seconds_per_mb`) is a problem. Where `stop`
        is set, what was read so far is written and the rest is not read.
        """
        from ingest import Inventory, PatientRule, TimeLimit, check_patient, read_paths, with_patients
        from ingest.readers.sources import Meter

        meter, inventory, stop = Meter(), Inventory(every=sync), stop or threading.Event()

        def report_share(report: IngestReport) -> None:
            report.share = meter.share()
            if progress:
                progress(report)

        tier = None if tier is None else Tier(tier)
        check_patient(patient, tier)
        roots = [Path(p) for p in ([paths] if isinstance(paths, str | Path) else paths)]
        limit = TimeLimit(self._parts.settings.ingest.seconds_per_mb)
        results = read_paths(roots, Tier.USER if patient else tier, format, meter, limit)
        # A path that is not there is told before the workspace is made.
        results = chain([*islice(results, 1)], results)
        rule = PatientRule(patient, self._parts.settings.ingest.patient_by_folder, roots)
        self._remember_model()
        until_stopped = takewhile(lambda _: not stop.is_set(), with_patients(results, rule))
        report = self._parts.pipeline(limit).run(inventory.watch(until_stopped), report_share)
        if former := inventory.former_versions(self._parts.store):
            report.replaced = self._parts.store.delete(former)
        if report.replaced or report.deleted:
            self._parts.forget(thorough=False)
        elif report.written:  # of which some may have had another text
            self._parts.answers.forget()
        if sync and not stop.is_set():  # what was not read is not missing
            report.missing = inventory.missing(self._parts.store, roots)
        return report

    def reindex(self, progress: CountProgress | None = None) -> int:
        """Encode every chunk again with the model that is set; how many documents. Resumes after a kill."""
        from ingest import reindex_workspace

        return reindex_workspace(self._parts.store, self._parts.encoder, progress)

    def delete(self, ids: Collection[str] | str, progress: CountProgress | None = None) -> int:
        """Delete documents and what nothing supports any more; how many there were.

        Nothing of them is left in any file of the workspace then, and everything is as if they had never been there.
        `progress` counts the documents that are written to the search indexes again, since they lay beside them.
        """
        count = self._parts.store.delete([ids] if isinstance(ids, str) else ids)
        if count:
            self._parts.forget(progress)
        return count

    def _remember_model(self) -> None:
        """The first ingest decides which model a workspace's vectors are of."""
        state, model = self._parts.store.state(), self._parts.model
        require_model(state, model)
        if "model" not in state.settings:
            self._parts.store.remember("model", str(model))
