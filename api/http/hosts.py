"""By which names the API may be called.

A page of another site can give its own name the address of this machine (DNS rebinding) and then read what it likes:
to the browser both are one site. It cannot make the browser send another name than its own, so names that were not
agreed on are refused, whatever address is listened on. A request that names this machine by its address cannot come
about so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.http.errors import error_response

_AUTHORITY = re.compile(
    r"(?:\[([0-9a-f:.]+)\]|([a-z0-9_-]+(?:\.[a-z0-9_-]+)*)\.?)(?::[0-9]{0,5})?", re.IGNORECASE
)
_ABSOLUTE = re.compile(rb"https?://([^/?#]*)(.*)", re.IGNORECASE | re.DOTALL)  # RFC 9112, section 3.2.2
_SHOWN = 80  # characters of a refused name

Address = IPv4Address | IPv6Address


class HostCheck:
    """ASGI middleware that answers only to names of this machine's loopback, its own address, and those given.

    `*` among the given admits any name, `*.example.org` any below that.
    """

    def __init__(self, app: ASGIApp, allowed: Iterable[str]) -> None:
        self._app = app
        given = [name.strip().lower() for name in allowed]
        self._below = tuple(name[1:] for name in given if name.startswith("*."))
        self._any = "*" in given
        self._allowed = {"localhost", *map(_host_of, map(_bracketed, given))}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it and close the connection."""
        if scope["type"] == "http":
            named = Headers(scope=scope).getlist("host")
            if absolute := _ABSOLUTE.fullmatch(scope["raw_path"]):
                named = [*named, absolute[1].decode("latin-1")]
                scope = {**scope, "raw_path": absolute[2] or b"/", "path": _path_of(scope["path"])}
            wrong = [name for name in named if not self._admits(name, scope)]
            if wrong or not named:
                await self._refuse(wrong)(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _admits(self, name: str, scope: Scope) -> bool:
        host = _host_of(name)
        if host is None:
            return False
        if isinstance(host, str):
            return self._any or host in self._allowed or host.endswith(self._below)
        here = _host_of(_bracketed(str((scope.get("server") or ("",))[0])))
        return self._any or host.is_loopback or host in self._allowed or host == here

    def _refuse(self, wrong: list[str]) -> ASGIApp:
        if wrong and (host := _host_of(wrong[0])):
            message, hint = (
                f"this server is not called {str(host)[:_SHOWN]}",
                f"allow it: --allow-host {host}",
            )
        else:
            message, hint = "the request does not say properly whom it is for", "send one Host header"
        response = error_response("host", message, hint)
        response.headers["connection"] = "close"
        return response


def _host_of(authority: str) -> str | Address | None:
    """The name or address of `host[:port]`, in one form whatever way it is written; None where it is neither."""
    parts = _AUTHORITY.fullmatch(authority)
    if parts is None:
        return None
    try:
        address = ip_address(parts[1] or parts[2])
    except ValueError:
        return None if parts[1] else parts[2].lower()
    if isinstance(address, IPv6Address):
        return address.ipv4_mapped or address
    return None if parts[1] else address


def _bracketed(host: str) -> str:
    """As the host stands before a port."""
    return f"[{host}]" if host.count(":") > 1 and not host.startswith("[") else host


def _path_of(target: str) -> str:
    return "/" + target.split("://", 1)[1].partition("/")[2]
