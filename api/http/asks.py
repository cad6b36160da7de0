"""Questions that wait for an LLM: so many at a time, apart from all other requests, and given up when nobody waits."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator

from anyio import CapacityLimiter, to_thread
from fastapi import Request

from graph import MedgraphError
from retrieval.answer import Answer, AnswerEvent, AnswerFinished

_SEARCHING = 2  # questions whose evidence is searched for at a time: it takes processors from other requests


class BusyError(MedgraphError):
    """As many questions as may be are waiting for the LLM, or the server is about to end."""

    code = "busy"


class Asks:
    """Runs questions in threads of their own, at most `limit` at a time; used by the event loop only."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._waiting: set[threading.Event] = set()
        self._stopped = False
        self._searching = threading.BoundedSemaphore(_SEARCHING)

    async def answer(
        self, request: Request, events: Callable[[threading.Event], Iterator[AnswerEvent]]
    ) -> Answer:
        """The answer that `events` end with; the event that they get is set when the client leaves or the server stops.

        Raises BusyError at once where no thread is free: one that waits here might do so for minutes.
        """
        if self._stopped:
            raise BusyError("the server is stopping", "ask again in a moment")
        if len(self._waiting) >= self._limit:
            raise BusyError(
                f"{self._limit} questions are waiting for the LLM",
                "ask again in a moment, or with llm: false",
            )
        cancel = threading.Event()
        self._waiting.add(cancel)
        leaving = asyncio.create_task(_cancel_when_left(request, cancel))
        try:
            return await to_thread.run_sync(self._answer, events, cancel, limiter=CapacityLimiter(1))
        finally:
            leaving.cancel()
            self._waiting.discard(cancel)

    def stop(self) -> None:
        """Give up what is waiting, and take nothing more."""
        self._stopped = True
        for cancel in self._waiting:
            cancel.set()

    def _answer(
        self, events: Callable[[threading.Event], Iterator[AnswerEvent]], cancel: threading.Event
    ) -> Answer:
        coming = events(cancel)
        with self._searching:
            last = next(coming)  # the evidence, before anything is written
        *_, last = (last, *coming)
        assert isinstance(last, AnswerFinished)
        return last.answer


async def _cancel_when_left(request: Request, cancel: threading.Event) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
    cancel.set()
