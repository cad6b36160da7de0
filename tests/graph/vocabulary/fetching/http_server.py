"""A real HTTP server on this machine that gives what a test puts on it, and misbehaves as told."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Page:
    """`length` overrides the announced one (-1: none is announced); `pause` is waited before the last byte."""

    body: bytes = b""
    status: int = 200
    length: int | None = None
    location: str = ""
    pause: float = 0.0


@dataclass
class Site:
    """`pages` by path; `asked` lists the paths in the order of the requests."""

    url: str = ""
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def put(self, path: str, page: Page | bytes) -> str:
        """Put a page there; its whole address."""
        self.pages[path] = page if isinstance(page, Page) else Page(page)
        return self.url + path


@contextmanager
def serving() -> Iterator[Site]:
    """The site, on a free port of 127.0.0.1, for as long as the block runs."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            page = site.pages.get(self.path, Page(b"no such page", status=404))
            self.send_response(page.status)
            if page.location:
                self.send_header("Location", page.location)
            if page.length != -1:
                self.send_header(
                    "Content-Length", str(len(page.body) if page.length is None else page.length)
                )
            self.end_headers()
            try:
                self.wfile.write(page.body[:-1] if page.pause else page.body)
                if page.pause:
                    self.wfile.flush()
                    time.sleep(page.pause)
                    self.wfile.write(page.body[-1:])
            except OSError:
                pass  # the client has left, as some tests make it

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
