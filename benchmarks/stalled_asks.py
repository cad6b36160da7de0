"""How long others wait while an LLM that says nothing holds questions.

    MEDGRAPH_HOME=... MEDGRAPH_WORKSPACE=... python benchmarks/stalled_asks.py [--asks 45] [--times 200] [--json]

Starts `medgraph serve` with a server in the place of the LLM that accepts and never answers, asks it questions, then
times each path, one request at a time on one connection: at once, and when all of them wait. Bar: p95 100 ms.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress

import httpx

QUESTIONS = [
    "statins",
    "Do ACE inhibitors cause cough?",
    "metformin and lactic acidosis",
    "aspirin after stroke",
]


def spread(action: Callable[[int], httpx.Response], times: int) -> dict[str, float]:
    taken = []
    for number in range(times):
        started = time.perf_counter()
        action(number).raise_for_status()
        taken.append(1000 * (time.perf_counter() - started))
    taken.sort()
    return {"p50_ms": round(statistics.median(taken), 1), "p95_ms": round(taken[int(0.95 * times)], 1)}


def accept_and_say_nothing(listener: socket.socket, held: list[socket.socket]) -> None:
    while True:
        held.append(listener.accept()[0])


def ask(url: str) -> None:
    with suppress(httpx.HTTPError):  # the server ends before the LLM says anything
        httpx.post(f"{url}/v1/ask", json={"question": QUESTIONS[1]}, timeout=600)


def measure(url: str, times: int) -> dict[str, dict[str, float]]:
    with httpx.Client(base_url=url, timeout=60) as client:
        paths: dict[str, Callable[[int], httpx.Response]] = {
            "health": lambda n: client.get("/healthz"),
            "documents": lambda n: client.get("/v1/documents"),
            "search": lambda n: client.post("/v1/search", json={"question": QUESTIONS[n % len(QUESTIONS)]}),
        }
        return {path: spread(action, times) for path, action in paths.items()}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--asks", type=int, default=45)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    held: list[socket.socket] = []
    with ExitStack() as stack:
        llm = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=256))
        threading.Thread(target=accept_and_say_nothing, args=(llm, held), daemon=True).start()
        variables = {
            "MEDGRAPH_LLM__BASE_URL": f"http://127.0.0.1:{llm.getsockname()[1]}/v1",
            "MEDGRAPH_LLM__MODEL": "none",
            "MEDGRAPH_LLM__TIMEOUT": "600",
        }
        server = subprocess.Popen(
            [sys.executable, "-m", "medgraph", "serve", "--port", "0"],
            env=os.environ | variables,
            stderr=subprocess.PIPE,
            text=True,
        )
        stack.callback(server.wait)
        stack.callback(server.send_signal, signal.SIGTERM)
        assert server.stderr
        url = re.findall(r"http://\S+:\d+", server.stderr.readline())[0]
        while httpx.get(f"{url}/readyz", timeout=60).status_code != 200:
            time.sleep(0.1)
        alone = measure(url, given.times)
        for _ in range(given.asks):
            threading.Thread(target=ask, args=(url,), daemon=True).start()
        arriving = measure(url, 20)
        while len(held) < given.asks:
            time.sleep(0.1)
        result = {
            "machine": f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}",
            "asks": given.asks,
            "alone": alone,
            "while they come": arriving,
            "while they wait": measure(url, given.times),
        }
    print(json.dumps(result) if given.json else "\n".join(f"{k}: {v}" for k, v in result.items()))


if __name__ == "__main__":
    main()
