"""The server process."""

from __future__ import annotations

import socket
import sys
from collections.abc import Sequence
from contextlib import suppress

import uvicorn

from api.http.app import create_app
from api.service.medgraph import MedGraph
from graph import MedgraphError

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class ServeError(MedgraphError):
    """The address cannot be listened on."""

    code = "serve"


def serve(medgraph: MedGraph, host: str, port: int, names: Sequence[str] = ()) -> None:
    """Serve until SIGINT or SIGTERM, finishing the requests in hand; raises ServeError when the port is taken.

    `names` are the host names it may be called by; none given is loopback's where `host` is loopback, else any.
    """
    local = host in _LOOPBACK
    listener = _listen(host, port)
    name = f"[{host}]" if ":" in host else host
    print(
        f"medgraph: http://{name}:{listener.getsockname()[1]} (documented at /docs; Ctrl-C stops it)"
        + ("" if local else "\nno password protects it: anyone who reaches this address can read and delete"),
        file=sys.stderr,
        flush=True,
    )
    # A page of another site must not reach a local server under a name of its own (DNS rebinding).
    app = create_app(medgraph, names or ([*_LOOPBACK, "[::1]"] if local else ("*",)))
    with suppress(KeyboardInterrupt):
        uvicorn.Server(uvicorn.Config(app, log_level="warning", use_colors=False)).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise ServeError(
            f"cannot listen on {host}, port {port}: {error.strerror or error}",
            "choose another with --port; 0 takes any free one",
        ) from error
