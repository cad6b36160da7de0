"""Whether questions can be answered, found out beside the requests: a probe is never made to wait."""

from __future__ import annotations

import asyncio
import threading
import time

from api.service.medgraph import MedGraph
from graph.errors import MedgraphError

_PAUSE = 0.01


class NotReadyError(MedgraphError):
    """Models and indexes are still being loaded, or could not be."""

    code = "loading"


class Readiness:
    """Loads what questions need, and finds out again at every probe; one thread at a time does it.

    A store that is down is tried for a while before it fails, so that a question outlives its restart. A probe is
    told what was found last instead.
    """

    def __init__(self, service: MedGraph, patience: float = 1.0) -> None:
        self._service = service
        self._patience = patience
        self._thread: threading.Thread | None = None
        self._failure: MedgraphError | None = None

    def begin(self) -> threading.Thread:
        """Find out anew, unless that is being done; called from the event loop only."""
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._find_out, name="readiness", daemon=True)
            self._thread.start()
        return self._thread

    async def failure(self) -> MedgraphError | None:
        """Why questions cannot be answered now; None when they can."""
        finding, until = self.begin(), time.monotonic() + self._patience
        while finding.is_alive():
            if time.monotonic() > until:
                return self._failure or NotReadyError(
                    "models and indexes are being loaded, or the store does not answer",
                    "try again in a moment",
                )
            await asyncio.sleep(_PAUSE)
        return self._failure

    def _find_out(self) -> None:
        found: MedgraphError | None = NotReadyError(
            "models and indexes could not be loaded", "the server's log says why"
        )
        try:
            self._service.warm()
            found = None
        except MedgraphError as error:
            found = error
        finally:
            self._failure = found
