"""A real HTTP server that speaks the chat-completions protocol and says what a test tells it to."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[[str], str]


@dataclass
class Llm:
    """`reply` gets the prompt and returns the text; `status` and `raw` make it misbehave."""

    url: str = ""
    reply: Reply = lambda prompt: ""
    status: int = 200
    raw: bytes | None = None
    requests: list[dict[str, Any]] = field(default_factory=list)

    @staticmethod
    def evidence(prompt: str) -> dict[str, str]:
        """Key to sentence, as the prompt lists them."""
        lines = re.findall(r"^\[(\w+)\] \(.*?, (?:\d{4}|n\.d\.)\) (.*)$", prompt, re.MULTILINE)
        return dict(lines)


@contextmanager
def llm_server() -> Iterator[Llm]:
    """The server, on a free port, for as long as the block runs."""
    state = Llm()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            state.requests.append({"path": self.path, "key": self.headers["Authorization"], **body})
            text = state.reply(body["messages"][-1]["content"])
            message = {"role": "assistant", "content": text}
            reply = {
                "id": "1",
                "object": "chat.completion",
                "created": 0,
                "model": body["model"],
                "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
            }
            self.send(json.dumps(reply).encode())

        def do_GET(self) -> None:
            models = [{"id": "test-model", "object": "model", "created": 0, "owned_by": "test"}]
            self.send(json.dumps({"object": "list", "data": models}).encode())

        def send(self, data: bytes) -> None:
            data = state.raw if state.raw is not None else data
            self.send_response(state.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield state
    server.shutdown()
    server.server_close()
    thread.join()
