"""What takes more than a second says what it is: to the logger `medgraph`, which the command shows and Python may."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_SECONDS = 1.0  # from which on a person wonders whether anything happens
_log = logging.getLogger("medgraph")


@contextmanager
def told_if_slow(work: str, level: int = logging.INFO) -> Iterator[None]:
    """Log what the block does, once it has taken a second; at level WARNING where nobody expects it to."""
    timer = threading.Timer(_SECONDS, _log.log, [level, "%s ...", work])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
