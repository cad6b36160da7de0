"""A log that no client can fill: what is said again and again is said once in a while."""

from __future__ import annotations

import asyncio
import logging
import time
import traceback

from typing_extensions import override

_PAUSE = 10.0  # seconds; set by hand
_LOGGERS = ("uvicorn.error", "asyncio")


class SeldomFilter(logging.Filter):
    """Lets each message, whatever is filled in, through once in ten seconds, with how often it was left out."""

    def __init__(self) -> None:
        super().__init__()
        self._said: dict[tuple[object, ...], tuple[float, int]] = {}

    @override
    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, asyncio.CancelledError):  # what was in hand when the server had to end
            return False
        # asyncio's messages go on with the objects concerned, each time others.
        key = (str(record.msg).partition("\n")[0], *_place(error))
        now = time.monotonic()
        said, left_out = self._said.get(key, (-_PAUSE, 0))
        if now - said < _PAUSE:
            self._said[key] = (said, left_out + 1)
            return False
        if left_out:
            record.msg = f"{record.msg} (left out before: {left_out} more)"
        self._said[key] = (now, 0)
        return True


def _place(error: BaseException | None) -> tuple[object, ...]:
    """What was raised, and where: as many values as there are lines of code."""
    if error is None:
        return ()
    frames = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(error.__traceback__)]
    return (type(error), *frames[-1:])


def keep_logs_small() -> None:
    """Filter what the server and asyncio log."""
    for name in _LOGGERS:
        logging.getLogger(name).addFilter(SeldomFilter())
