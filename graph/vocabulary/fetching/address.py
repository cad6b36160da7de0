"""Reading what stands at an http address: with time limits, the announced length held to, and no way off the web."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

_CHUNK = 1 << 18  # bytes asked for at a time
# urllib follows ten redirects; it would follow them to ftp.
_SCHEMES = ("http", "https")
_AGENT = "medgraph (vocabulary download)"


class UnreachableError(Exception):
    """The address gave nothing; `missing` when its server says that there is no such file."""

    def __init__(self, reason: str, missing: bool = False) -> None:
        super().__init__(reason)
        self.missing = missing


class BrokenOffError(Exception):
    """The bytes ended, or ceased to come, before all were there."""


class Reply:
    """An answer: `address` is where it came from after redirects, `length` its announced bytes or 0."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self._response = response
        self.address = str(response.geturl())
        length = response.headers.get("Content-Length", "")
        self.length = int(length) if length.isascii() and length.isdigit() and len(length) < 19 else 0

    def chunks(self) -> Iterator[bytes]:
        """The bytes; raises BrokenOffError unless all that were announced come."""
        count = 0
        while chunk := self._read():
            count += len(chunk)
            yield chunk
        if count < self.length:
            raise BrokenOffError(f"{count:,} of {self.length:,} bytes came")

    def _read(self) -> bytes:
        try:
            return self._response.read(_CHUNK)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise BrokenOffError(_reason(error)) from error


@contextmanager
def open_address(address: str, silence: float) -> Iterator[Reply]:
    """The answer of an address. `silence` is how many seconds may pass without a byte.

    Raises UnreachableError.
    """
    if urlsplit(address).scheme not in _SCHEMES:
        raise UnreachableError("it is no http or https address")
    opener = urllib.request.build_opener(_OnTheWeb)
    try:
        request = urllib.request.Request(address, headers={"User-Agent": _AGENT})
        response = opener.open(request, timeout=silence)
    except urllib.error.HTTPError as error:
        error.close()
        raise UnreachableError(f"{error.code} {error.reason}", error.code in (404, 410)) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise UnreachableError(_reason(error)) from error
    with response:
        yield Reply(response)


class _OnTheWeb(urllib.request.HTTPRedirectHandler):
    def redirect_request(
        self, req: urllib.request.Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        if urlsplit(newurl).scheme not in _SCHEMES:
            raise urllib.error.URLError(f"it points on to {newurl}, which is no http or https address")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _reason(error: Exception) -> str:
    """What went wrong in few words: urllib wraps the system's error in its own."""
    reason = getattr(error, "reason", error)
    if isinstance(reason, TimeoutError):
        return "no answer in time"
    return getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
