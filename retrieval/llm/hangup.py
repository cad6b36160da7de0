"""Hanging up on an LLM that says nothing: a thread that waits for it looks at nothing else."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx2

_LOOK = 0.2  # seconds between looks whether the reply is there; set by hand


class Calls:
    """The connections of a client, which its transport tells of (httpcore's `trace` extension)."""

    def __init__(self) -> None:
        self._sockets: list[socket.socket] = []
        self._lock = threading.Lock()
        self._is_over = False

    def follow(self, request: httpx2.Request) -> None:
        """A request hook: be told of the connections that are made for a request."""
        request.extensions = {**request.extensions, "trace": self._trace}

    def shut_down(self) -> None:
        """Shut all connections down, and each that is made later; closing them would leave a thread waiting that reads.

        Whoever reads or writes gets an error, or the end of the stream.
        """
        with self._lock:
            self._is_over = True
            for each in self._sockets:
                with suppress(OSError):  # closed already, or wrapped by another for TLS
                    socket.socket.shutdown(each, socket.SHUT_RDWR)

    def _trace(self, event: str, info: Mapping[str, Any]) -> None:
        if (stream := info.get("return_value")) is not None and hasattr(stream, "get_extra_info"):
            with self._lock:
                self._sockets.append(stream.get_extra_info("socket"))
            if self._is_over:
                self.shut_down()


@contextmanager
def hanging_up(calls: Calls, cancel: threading.Event | None) -> Iterator[None]:
    """Shut the connections down as soon as `cancel` is set, until the block ends."""
    if cancel is None:
        yield
        return
    over = threading.Event()

    def watch() -> None:
        while not over.is_set():
            if cancel.wait(_LOOK):
                calls.shut_down()
                return

    threading.Thread(target=watch, name="hang up", daemon=True).start()
    try:
        yield
    finally:
        over.set()
