"""A real HTTP server that speaks the chat-completions protocol, streaming too, and says what a test tells it to."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import BaseRequestHandler, ThreadingTCPServer
from typing import Any

Reply = Callable[[str], str]


@dataclass
class Llm:
    """`reply` gets the prompt and returns the text, which is streamed word by word, `pause` seconds apart.

    `streams` False, `status` and `raw` make the server misbehave; `hung_up` is set when a client leaves in mid-stream.
    """

    url: str = ""
    reply: Reply = lambda prompt: ""
    status: int = 200
    raw: bytes | None = None
    streams: bool = True
    pause: float = 0.0
    hung_up: threading.Event = field(default_factory=threading.Event)
    requests: list[dict[str, Any]] = field(default_factory=list)

    @staticmethod
    def evidence(prompt: str) -> dict[str, str]:
        """Key to sentence, as the prompt lists them."""
        lines = re.findall(r"^\[(\w+)\] \(.*?, (?:\d{4}|n\.d\.)\) (.*)$", prompt, re.MULTILINE)
        return dict(lines)


def completion(model: str, choice: dict[str, Any], suffix: str = "") -> bytes:
    """A reply with one choice, as JSON."""
    reply = {"id": "1", "object": f"chat.completion{suffix}", "created": 0, "model": model}
    return json.dumps(reply | {"choices": [{"index": 0, "finish_reason": None} | choice]}).encode()


def well_formed(response_format: Any) -> bool:
    """Whether a request asks for no format, or for a JSON schema as the protocol says."""
    match response_format:
        case None | {"type": "json_schema", "json_schema": {"name": str(), "schema": {}}}:
            return True
    return False


@contextmanager
def llm_server() -> Iterator[Llm]:
    """The server, on a free port, for as long as the block runs."""
    state = Llm()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            state.requests.append({"path": self.path, "key": self.headers["Authorization"], **body})
            if not well_formed(body.get("response_format")):
                self.send(b'{"error": {"message": "response_format is no JSON schema"}}', 400)
                return
            text = state.reply(body["messages"][-1]["content"])
            if body.get("stream") and state.streams and state.status == 200 and state.raw is None:
                self.stream(text, body["model"])
                return
            message = {"role": "assistant", "content": text}
            self.send(completion(body["model"], {"finish_reason": "stop", "message": message}))

        def stream(self, text: str, model: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream; charset=utf-8")
            self.end_headers()
            pieces = [{"delta": {"content": piece}} for piece in re.findall(r"\s*\S+", text)]
            choices: list[dict[str, Any]] = [
                {"delta": {"role": "assistant"}},
                *pieces,
                {"delta": {}, "finish_reason": "stop"},
            ]
            try:
                for choice in choices:
                    self.wfile.write(b"data: " + completion(model, choice, ".chunk") + b"\n\n")
                    time.sleep(state.pause)
                self.wfile.write(b"data: [DONE]\n\n")
            except ConnectionError:
                state.hung_up.set()

        def do_GET(self) -> None:
            models = [{"id": "test-model", "object": "model", "created": 0, "owned_by": "test"}]
            self.send(json.dumps({"object": "list", "data": models}).encode())

        def send(self, data: bytes, status: int = 0) -> None:
            data = state.raw if state.raw is not None else data
            self.send_response(status or state.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield state
    server.shutdown()
    server.server_close()
    thread.join()


@contextmanager
def raw_server(reply: Callable[[], Iterator[tuple[bytes, float]]]) -> Iterator[str]:
    """The address of a server that answers every request with these bytes, after each as many seconds of silence."""
    left = threading.Event()

    class Handler(BaseRequestHandler):
        def handle(self) -> None:
            self.request.recv(100_000)
            try:
                for data, pause in reply():
                    self.request.sendall(data)
                    if left.wait(pause):
                        return
            except OSError:
                return

    with ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
        left.set()
        server.shutdown()
        thread.join()
