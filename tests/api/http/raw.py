"""What is said over a bare socket: requests that no HTTP client would send."""

from __future__ import annotations

import re
import socket
from dataclasses import dataclass

import httpx


@dataclass(frozen=True)
class Said:
    """All that came back, and whether the server closed the connection afterwards."""

    data: bytes
    closed: bool

    @property
    def statuses(self) -> list[int]:
        """Of every response, in order."""
        return [int(status) for status in re.findall(rb"HTTP/1\.1 (\d{3}) ", self.data)]


def connect(client: httpx.Client, timeout: float = 10) -> socket.socket:
    """A connection to the server of a client."""
    return socket.create_connection((client.base_url.host, client.base_url.port or 80), timeout)


def read_all(connection: socket.socket, seconds: float) -> Said:
    """Everything until the server closes, or says nothing for so long."""
    connection.settimeout(seconds)
    data = b""
    try:
        while piece := connection.recv(1 << 16):
            data += piece
    except TimeoutError:
        return Said(data, False)
    except ConnectionError:
        pass
    return Said(data, True)


def say(client: httpx.Client, data: bytes, seconds: float = 3) -> Said:
    """Send it all on a connection of its own, and read what comes."""
    with connect(client) as connection:
        connection.sendall(data)
        return read_all(connection, seconds)
