"""One connection, which may not stay without getting on: to be silent, to send or to read slowly costs a file each.

uvicorn closes only what is idle between two requests. A request that never begins, or never ends, and an answer that is
never read would keep a connection for ever.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import h11
from typing_extensions import override
from uvicorn import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from api.http.errors import error_response
from api.http.framing import StrictConnection

_MOST_AHEAD = 64 << 10  # bytes of requests that may follow one in hand; set by hand
_PROGRESS = 16 << 10  # bytes of an answer that must be read within the patience; set by hand, 1 kB/s


class Connection(H11Protocol):
    """uvicorn's connection with strict framing; `sweep`, called every now and then, ends it when it does not get on."""

    conn: StrictConnection

    def __init__(self, config: Config, server_state: ServerState, app_state: dict[str, Any]) -> None:
        super().__init__(config, server_state, app_state)
        self.conn = StrictConnection()
        self._phase: tuple[object, ...] = ()
        self._since = 0.0  # when the phase began
        self._unread: tuple[int, float] | None = None  # bytes of the answer that wait here, and since when

    def sweep(self, now: float, patience: float, patience_with_new: float) -> None:
        """End the connection where a request has not come, or an answer not been read, for the seconds given.

        New is what has not sent the head of any request yet.
        """
        phase = (self.conn.their_state, self.cycle, self.timeout_keep_alive_task)
        if phase != self._phase:
            self._phase, self._since = phase, now
        # Between two requests uvicorn has its own, shorter patience.
        awaited = phase[0] in (h11.IDLE, h11.SEND_BODY) and self.timeout_keep_alive_task is None
        allowed = patience_with_new if self.cycle is None else patience
        if awaited and now - self._since > allowed:
            if phase[0] is h11.SEND_BODY or self.conn.unread:
                self._refuse("slow", f"the request was not whole within {allowed:g} s", "send it at once")
            self.transport.close()
        self._look_whether_left()
        waiting = self.transport.get_write_buffer_size()
        if not waiting or self._unread is None or waiting <= self._unread[0] - _PROGRESS:
            self._unread = (waiting, now) if waiting else None
        elif now - self._unread[1] > patience:
            self.transport.abort()

    @override
    def resume_writing(self) -> None:
        self._unread = None
        super().resume_writing()

    @override
    def send_400_response(self, msg: str) -> None:
        self._refuse("bad_http", f"the request is no proper HTTP: {self.conn.fault or msg}", "see RFC 9112")

    @override
    def shutdown(self) -> None:
        """End the connection, after the answer to a request that is there; one that is still coming gets none."""
        if self.cycle is None or self.cycle.response_complete or self.cycle.more_body:
            self.transport.close()
        else:
            self.cycle.keep_alive = False

    @override
    def _unsupported_upgrade_warning(self) -> None:
        """Say nothing: clients that offer HTTP/2 do so with every request, and go on with HTTP/1.1."""

    def _look_whether_left(self) -> None:
        # uvicorn stops reading when another request follows one in hand, and then does not see the client leave.
        in_hand = self.cycle is not None and not self.cycle.response_complete and not self.cycle.more_body
        if in_hand and self.flow.read_paused and self.conn.unread < _MOST_AHEAD:
            self.flow.resume_reading()

    def _refuse(self, code: str, message: str, hint: str) -> None:
        """Answer in the form of every failure, unless an answer has begun, and close."""
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE) and not self.transport.is_closing():
            response = error_response(code, message, hint)
            headers = [*response.raw_headers, (b"connection", b"close")]
            with suppress(h11.LocalProtocolError):  # to HEAD, which gets no body
                for event in (
                    h11.Response(status_code=response.status_code, headers=headers),
                    h11.Data(data=bytes(response.body)),
                    h11.EndOfMessage(),
                ):
                    self.transport.write(self.conn.send(event) or b"")
        self.transport.close()
