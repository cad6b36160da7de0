"""The server: uvicorn's, with a bound on connections and an eye on those that do not get on."""

from __future__ import annotations

import asyncio
import logging
import socket
from contextlib import suppress

import uvicorn
from anyio import to_thread
from typing_extensions import override

from api.http.asks import Asks
from api.http.connection import Connection
from api.http.limits import Limits

_SWEEP = 0.1  # seconds between looks at the connections; these set by hand
_FULL = 0.02  # seconds between looks for a free place
_CROWDED = 3.0  # the patience while others wait for a place
_CROWDED_NEW = 0.15  # the same with one that has sent no request: who had to wait has sent it meanwhile
_ENDING = 2.0  # the patience with all when the server ends
_log = logging.getLogger("uvicorn.error")


class Server(uvicorn.Server):
    """Serves one listening socket.

    uvicorn leaves accepting to asyncio, which takes all that come: without a free file descriptor it accepts, fails and
    logs without pause, and nobody is served. Here who finds no place waits in the system's queue.
    """

    def __init__(self, config: uvicorn.Config, listener: socket.socket, limits: Limits, asks: Asks) -> None:
        super().__init__(config)
        self._listener = listener
        self._limits = limits
        self._asks = asks
        self._tasks: list[asyncio.Task[None]] = []

    @override
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=[])
        to_thread.current_default_thread_limiter().total_tokens = self._limits.threads
        self._listener.setblocking(False)
        self._tasks = [asyncio.create_task(self._accept()), asyncio.create_task(self._sweep())]

    @override
    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        accepting, sweeping = self._tasks
        accepting.cancel()
        self._listener.close()
        self._asks.stop()
        await super().shutdown()
        sweeping.cancel()

    @property
    def _full(self) -> bool:
        return len(self.server_state.connections) >= self._limits.connections

    async def _accept(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            while self._full:
                await asyncio.sleep(_FULL)
            try:
                connected, _ = await loop.sock_accept(self._listener)
            except OSError as error:  # no file descriptor left, or a client that has left already
                _log.warning("cannot accept a connection: %s", error.strerror)
                await asyncio.sleep(_SWEEP)
                continue
            with suppress(OSError):
                # Head and body of an answer are written apart: without this the second waits for a sign of the first,
                # 40 ms. asyncio does it only where a socket says that it is TCP, which one without a protocol does not.
                connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                await loop.connect_accepted_socket(self._connection, connected)

    def _connection(self) -> Connection:
        return Connection(self.config, self.server_state, self.lifespan.state)

    async def _sweep(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(_SWEEP)
            patience = with_new = self._limits.patience
            if self.should_exit:
                patience = with_new = min(_ENDING, patience)
            elif self._full:
                patience, with_new = min(_CROWDED, patience), min(_CROWDED_NEW, patience)
            for connection in list(self.server_state.connections):
                if isinstance(connection, Connection):
                    connection.sweep(loop.time(), patience, with_new)
