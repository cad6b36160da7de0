"""How long and how large a server's reply may be, from the first byte of its head to the last of its body."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Self, cast

from retrieval.llm.base import ChatModelError
from retrieval.llm.hangup import Calls

if TYPE_CHECKING:
    import httpx2


class ReplyBounds:
    """Hangs up on a server whose replies take more than some seconds together, or more than some bytes each.

    The library's own timeout is for one read: a byte a second is never late for it. So a timer shuts the connections
    down, whatever is being waited for. `check` says why; what a cut connection raises is of no use.
    """

    def __init__(self, calls: Calls, address: str, seconds: float, size: int) -> None:
        self._calls = calls
        self._address = address
        self._seconds = seconds
        self._size = size
        self._broken: ChatModelError | None = None
        self._timer = threading.Timer(seconds, self._hang_up)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()

    def prepare(self, request: httpx2.Request) -> None:
        """A request hook: what is counted is what is kept."""
        request.headers["Accept-Encoding"] = "identity"

    def check(self) -> None:
        """Raise ChatModelError where a bound was passed."""
        if self._broken is not None:
            raise self._broken

    def _break(self, reason: str, hint: str) -> None:
        self._broken = self._broken or ChatModelError(f"the LLM at {self._address} {reason}", hint)

    def _hang_up(self) -> None:
        self._break(f"took more than {self._seconds:g} s to answer", "raise MEDGRAPH_LLM__MAX_SECONDS")
        self._calls.shut_down()

    def measure(self, response: httpx2.Response) -> None:
        """A response hook: count the bytes of the body as it is read."""
        import httpx2

        if response.headers.get("content-encoding", "identity") != "identity":
            self._break("compressed its reply, which it was not asked to", "try another server")
            self.check()
        stream = cast("httpx2.SyncByteStream", response.stream)
        count = self._count

        class Counted(httpx2.SyncByteStream):
            def __iter__(self) -> Iterator[bytes]:
                return count(stream)

            def close(self) -> None:
                stream.close()

        response.stream = Counted()

    def _count(self, stream: Iterable[bytes]) -> Iterator[bytes]:
        size = 0
        for data in stream:
            size += len(data)
            if size > self._size:
                self._break(f"sent more than {self._size:,} bytes", "raise MEDGRAPH_LLM__MAX_BYTES")
                self.check()
            yield data
