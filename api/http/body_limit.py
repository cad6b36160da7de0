"""Bodies are read whole before they are parsed, so they are bounded."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.errors import error_response

LIMIT = 1 << 20
"""Bytes of a body; set by hand, some five hundred times the longest question."""
# What is too large is still read, and forgotten, up to here (set by hand): a client that is cut off while it sends sees
# no answer.
_DRAINED = 64 << 20


class BodyLimit:
    """ASGI middleware that answers 413 to a body of more than `LIMIT` bytes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, its body read already, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        messages, size, more = list[Message](), 0, True
        while more and size <= _DRAINED:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            size += len(message.get("body", b""))
            more = message.get("more_body", False)
            if size <= LIMIT:
                messages.append(message)
        if size > LIMIT:
            response = error_response("too_large", "the body is too large", f"at most {LIMIT} bytes")
            response.headers["connection"] = "close"
            await response(scope, receive, send)
            return

        async def replay() -> Message:
            return messages.pop(0) if messages else await receive()

        await self._app(scope, replay, send)
