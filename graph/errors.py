"""The root of every error medgraph raises on purpose."""

from __future__ import annotations


class MedgraphError(Exception):
    """Something a person can act on: what happened, a stable code, and what to do next.

    Leaves live beside the code that raises them and set `code`; surfaces show
    `str(error)` and `error.hint`, never a traceback.
    """

    code = "error"

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint
