"""The streams of the process: what any code prints or logs is harmless, and readable on every console."""

from __future__ import annotations

import codecs
import io
import logging
import sys
import textwrap
import traceback
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from api.cli.output import harmless, one_line, say

# Signs whose meaning must not be lost where a console's code page lacks them; all others are shown by their number.
_SIGNS = str.maketrans(
    {
        "\u2265": ">=",
        "\u2264": "<=",
        "\u2260": "!=",
        "\u00b1": "+/-",
        "\u00d7": "x",
        "\u2026": "...",
        "\u2022": "*",
        "\u00a0": " ",
        "\u2009": " ",
        "\u202f": " ",
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        **dict.fromkeys("\u2018\u2019", "'"),
        **dict.fromkeys("\u201c\u201d", '"'),
    }
)
_READABLE = "medgraph-readable"


class _HarmlessStream:
    """A text stream to which nothing can write an order for the terminal."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        self._stream.write(harmless(text))
        return len(text)

    def writelines(self, lines: Any) -> None:
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class _Messages(logging.Handler):
    """Prints what medgraph itself logs, as any other message to a person."""

    def emit(self, record: logging.LogRecord) -> None:
        # As bars of progress: into a file goes only what nobody expects.
        if record.levelno >= logging.WARNING or sys.stderr.isatty():
            say(record.getMessage(), file=sys.stderr)


@contextmanager
def guarded_streams() -> Iterator[None]:
    """Within the block standard error, logs and warnings are harmless, and what a console lacks is shown readably."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not stream.encoding.lower().startswith("utf"):
            stream.reconfigure(errors=_READABLE)
    logger, messages = logging.getLogger("medgraph"), _Messages()
    former = logging.getLogRecordFactory(), warnings.formatwarning, logger.level, logger.propagate
    logging.setLogRecordFactory(_record)
    warnings.formatwarning = _formatted_warning
    logger.addHandler(messages)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        with harmless_stderr():
            yield
    finally:
        logger.removeHandler(messages)
        logging.setLogRecordFactory(former[0])
        warnings.formatwarning, logger.level, logger.propagate = former[1:]


@contextmanager
def harmless_stderr() -> Iterator[TextIO]:
    """Within the block all that is written to standard error is harmless; what it was before, for our own bars."""
    former = sys.stderr
    guard: Any = _HarmlessStream(former)
    sys.stderr = guard
    try:
        yield former
    finally:
        sys.stderr = former


def terminal() -> TextIO:
    """Standard error itself, for what may move the cursor."""
    stream: Any = sys.stderr
    while isinstance(stream, _HarmlessStream):
        stream = stream._stream
    return stream  # type: ignore[no-any-return]


def _record(*arguments: Any, **others: Any) -> logging.LogRecord:
    """A record whose message stays on one line, its traceback indented: no part of one looks like another."""
    record = logging.LogRecord(*arguments, **others)
    record.msg = one_line(record.msg)
    if isinstance(record.args, tuple):
        record.args = tuple(map(_argument, record.args))
    elif record.args:
        record.args = {key: _argument(value) for key, value in record.args.items()}
    if record.exc_info and record.exc_info[0]:
        text = "".join(traceback.format_exception(*record.exc_info)).rstrip()
        record.exc_text = textwrap.indent(harmless(text), "    ", lambda _: True)
    return record


def _argument(value: object) -> object:
    return value if isinstance(value, int | float) else one_line(value)


def _formatted_warning(
    message: Warning | str, category: type[Warning], filename: str, lineno: int, line: str | None = None
) -> str:
    return f"{filename}:{lineno}: {category.__name__}: {one_line(message)}\n"


def _readable(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    shown = error.object[error.start : error.end].translate(_SIGNS)
    return shown.encode("ascii", "backslashreplace").decode(), error.end


codecs.register_error(_READABLE, _readable)
