"""A server that accepts, listens, and never says a word: what an LLM is that hangs."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class SilentServer:
    """`open` connections wait for an answer; `accepted` is how many there ever were; each is first told `greeting`."""

    def __init__(self, listener: socket.socket, greeting: bytes) -> None:
        self._listener = listener
        self._greeting = greeting
        self.url = f"http://127.0.0.1:{listener.getsockname()[1]}/v1"
        self.open = 0
        self.accepted = 0
        self._lock = threading.Lock()

    def serve(self) -> None:
        """Accept until the listener is closed."""
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                self.open += 1
                self.accepted += 1
            threading.Thread(target=self._listen, args=(connection,), daemon=True).start()

    def wait_until_open(self, count: int, seconds: float = 30) -> None:
        """Return when so many wait; raises AssertionError when they do not in time."""
        end = time.monotonic() + seconds
        while self.open != count:
            assert time.monotonic() < end, f"{self.open} connections wait, not {count}"
            time.sleep(0.02)

    def _listen(self, connection: socket.socket) -> None:
        try:
            with connection:
                greeted = False
                while connection.recv(1 << 16):
                    if not greeted:
                        connection.sendall(self._greeting)
                        greeted = True
        except OSError:
            pass
        with self._lock:
            self.open -= 1


@contextmanager
def silent_server(greeting: bytes = b"") -> Iterator[SilentServer]:
    """The server, on a free port, for as long as the block runs."""
    with socket.create_server(("127.0.0.1", 0), backlog=256) as listener:
        server = SilentServer(listener, greeting)
        threading.Thread(target=server.serve, daemon=True).start()
        yield server
        listener.shutdown(socket.SHUT_RDWR)  # wakes the thread that accepts
