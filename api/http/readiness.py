"""Whether questions can be answered, found out beside the requests so that no probe waits for it."""

from __future__ import annotations

import asyncio
import threading
import time

from api.service.workspace import Workspace
from graph import MedgraphError

_PAUSE = 0.01  # seconds between looks at a running probe; set by hand


class NotReadyError(MedgraphError):
    """Models and indexes are still being loaded, or could not be."""

    code = "loading"


class Readiness:
    """Loads what questions need, and tries again at every probe; one thread at a time does it.

    A store that is down is tried for a while before it fails, so that a question outlives its restart. A probe does
    not wait for that: it gets the last result instead.
    """

    def __init__(self, workspace: Workspace, patience: float = 1.0) -> None:
        self._workspace = workspace
        self._patience = patience
        self._thread: threading.Thread | None = None
        self._failure: MedgraphError | None = None

    def begin(self) -> threading.Thread:
        """Start another try unless one is running; called from the event loop only."""
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._probe, name="readiness", daemon=True)
            self._thread.start()
        return self._thread

    async def failure(self) -> MedgraphError | None:
        """Why questions cannot be answered now; None when they can."""
        probe, until = self.begin(), time.monotonic() + self._patience
        while probe.is_alive():
            if time.monotonic() > until:
                return self._failure or NotReadyError(
                    "models and indexes are being loaded, or the store does not answer",
                    "try again in a moment",
                )
            await asyncio.sleep(_PAUSE)
        return self._failure

    def _probe(self) -> None:
        failure: MedgraphError | None = NotReadyError(
            "models and indexes could not be loaded", "the server's log says why"
        )
        try:
            self._workspace.warm()
            failure = None
        except MedgraphError as error:
            failure = error
        finally:
            self._failure = failure
