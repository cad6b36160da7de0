"""The server process."""

from __future__ import annotations

import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from ipaddress import ip_address

import uvicorn

from api.http.app import create_app
from api.http.asks import Asks
from api.http.limits import limits_of, open_files
from api.http.log import keep_logs_small
from api.http.server import Server
from api.service.medgraph import MedGraph
from graph import MedgraphError

_STOPPING = 5  # seconds for the requests in hand when the server ends; set by hand


class ServeError(MedgraphError):
    """The address cannot be listened on."""

    code = "serve"


def serve(medgraph: MedGraph, host: str, port: int, names: Sequence[str] = ()) -> None:
    """Serve until SIGINT or SIGTERM, finishing the requests in hand; raises ServeError when the port is taken.

    `names` are further names it may be called by: more than those of the settings, of loopback, and `host`.
    """
    listener = _listen(host, port)
    name = f"[{host}]" if ":" in host else host
    local = ip_address(listener.getsockname()[0]).is_loopback
    print(
        f"medgraph: http://{name}:{listener.getsockname()[1]} (documented at /docs; Ctrl-C stops it)"
        + ("" if local else "\nno password protects it: anyone who reaches this address can read and delete"),
        file=sys.stderr,
        flush=True,
    )
    settings = medgraph.settings.http
    limits = limits_of(settings, open_files(), medgraph.questions.has_llm)
    asks = Asks(limits.asks)
    app = create_app(medgraph, (host, *names, *filter(None, settings.allowed_hosts.split(","))), asks)
    config = uvicorn.Config(
        app, log_level="warning", use_colors=False, ws="none", timeout_graceful_shutdown=_STOPPING
    )
    keep_logs_small()
    with suppress(KeyboardInterrupt):
        Server(config, listener, limits, asks).run()


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise ServeError(
            f"cannot listen on {host}, port {port}: {error.strerror or error}",
            "choose another with --port; 0 takes any free one",
        ) from error
