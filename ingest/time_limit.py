"""The seconds that one document may take: whatever of the Python code is running then is broken off."""

from __future__ import annotations

import ctypes
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

HOW_TO_ALLOW_MORE = "split it, or raise MEDGRAPH_INGEST__SECONDS_PER_MB"
"""What a person can do about a document that takes too long."""
_LEAST_MB = (
    0.5  # a shorter document has as much time as one of this: what is loaded with the first one is slow
)
_LOOK = 0.25  # seconds between two looks at the clock; set by hand


class TimeIsUp(BaseException):
    """A document took longer than it may. No `Exception`: no stage is to take it for an error of its own."""


class TimeLimit:
    """Ends what takes more than so many seconds for a megabyte of text, while `watching`.

    A thread looks at the clock and interrupts the one that works: the main thread by a signal, which ends a regular
    expression in the midst of a match too, another between two instructions. Other libraries' code is ended when it
    returns.
    """

    def __init__(self, seconds_per_mb: float) -> None:
        self._seconds_per_mb = seconds_per_mb
        self._deadline = 0.0  # 0: nothing is limited
        self._thread = 0
        self._sent = False
        self._lock = threading.Lock()

    def seconds(self, size: int) -> float:
        """How long a document of so many characters may take."""
        return self._seconds_per_mb * max(size / 1e6, _LEAST_MB)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """For as long as the block runs, what this thread does in `limited` is limited."""
        self._thread = threading.get_ident()
        by_signal = hasattr(signal, "pthread_kill") and threading.current_thread() is threading.main_thread()
        former = signal.signal(signal.SIGALRM, self._on_signal) if by_signal else None
        done = threading.Event()
        clock = threading.Thread(target=self._watch, args=(done, by_signal), name="time-limit", daemon=True)
        clock.start()
        try:
            yield
        finally:
            done.set()
            clock.join()
            if by_signal:
                signal.signal(signal.SIGALRM, former)

    @contextmanager
    def limited(self, size: int) -> Iterator[None]:
        """Raises TimeIsUp in the block once it takes longer than a document of so many characters may."""
        self._deadline = time.monotonic() + self.seconds(size)
        try:
            yield
        finally:
            with self._lock:
                self._deadline = 0.0
                if self._sent:
                    self._sent = False
                    _raise_in(self._thread, None)  # it has come, or comes too late

    def _is_late(self) -> bool:
        return 0.0 < self._deadline < time.monotonic() and not self._sent

    def _watch(self, done: threading.Event, by_signal: bool) -> None:
        while not done.wait(_LOOK):
            with self._lock:  # so that nothing is interrupted that came after
                if self._is_late():
                    self._interrupt(by_signal)

    def _interrupt(self, by_signal: bool) -> None:
        if by_signal:
            signal.pthread_kill(self._thread, signal.SIGALRM)
        else:
            self._sent = True
            _raise_in(self._thread, TimeIsUp)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        if self._is_late():
            self._deadline = time.monotonic() + 1.0  # time to get out
            raise TimeIsUp


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    """Have a thread raise an error at its next instruction; None takes back one that it has not raised yet."""
    raised = ctypes.py_object(error) if error else None
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), raised)
