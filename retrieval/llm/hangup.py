"""Hanging up on an LLM that says nothing: a thread that waits for it looks at nothing else."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from retrieval.llm.base import check_cancelled

if TYPE_CHECKING:
    import httpx2

_LOOK = 0.2  # seconds between looks whether the reply is there; set by hand

RequestHook = Callable[["httpx2.Request"], None]


@contextmanager
def hanging_up(cancel: threading.Event | None) -> Iterator[list[RequestHook]]:
    """Request hooks for a client whose connections are shut down as soon as `cancel` is set, until the block ends.

    Whoever reads or writes then gets an error, or the end of the stream.
    """
    if cancel is None:
        yield []
        return
    calls, over = _Calls(cancel), threading.Event()

    def watch() -> None:
        while not over.is_set():
            if cancel.wait(_LOOK):
                calls.shut_down()
                return

    threading.Thread(target=watch, name="hang up", daemon=True).start()
    try:
        yield [calls.follow]
    finally:
        over.set()


class _Calls:
    """The sockets of a client, which its transport tells of (httpcore's `trace` extension)."""

    def __init__(self, cancel: threading.Event) -> None:
        self._cancel = cancel
        self._sockets: list[socket.socket] = []
        self._lock = threading.Lock()

    def follow(self, request: httpx2.Request) -> None:
        """Be told of the connections that are made for a request; none is made once `cancel` is set."""
        check_cancelled(self._cancel)
        request.extensions = {**request.extensions, "trace": self._trace}

    def shut_down(self) -> None:
        """Shut all connections down; closing them would leave a thread waiting that reads."""
        with self._lock:
            for each in self._sockets:
                with suppress(OSError):  # closed already, or wrapped by another for TLS
                    socket.socket.shutdown(each, socket.SHUT_RDWR)

    def _trace(self, event: str, info: Mapping[str, Any]) -> None:
        if (stream := info.get("return_value")) is not None and hasattr(stream, "get_extra_info"):
            with self._lock:
                self._sockets.append(stream.get_extra_info("socket"))
            if self._cancel.is_set():
                self.shut_down()
