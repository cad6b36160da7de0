"""The seconds that one document may take: whatever of the Python code is running then is broken off."""

from __future__ import annotations

import ctypes
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from math import inf
from types import FrameType

HOW_TO_ALLOW_MORE = "split it, or raise MEDGRAPH_INGEST__SECONDS_PER_MB"
"""What a person can do about a document that takes too long."""
_LEAST_MB = (
    0.5  # a shorter document has as much time as one of this: what is loaded with the first one is slow
)
_FIRST_TRY = (
    0.25  # of a document's time, for all of a batch together, before each is tried by itself; set by hand
)
_AGAIN = 1.0  # seconds until it is raised again, where a library's callback swallowed it
_LOOK = 0.25  # seconds between two looks at the clock; these two set by hand


class TimeIsUp(BaseException):
    """A document took longer than it may. No `Exception`: no stage is to take it for an error of its own."""


class TimeLimit:
    """Ends what takes more than so many seconds for a megabyte of text, while `watching`.

    The main thread is interrupted by a timer's signal, which ends a regular expression in the midst of a match too.
    Another is, between two instructions, by a thread that looks at the clock. Other libraries' code ends by itself.
    """

    def __init__(self, seconds_per_mb: float) -> None:
        self._seconds_per_mb = seconds_per_mb
        self._deadline = inf
        self._thread = 0
        self._by_signal = self._sent = False
        self._lock = threading.Lock()

    def seconds(self, size: int) -> float:
        """How long a document of so many characters may take."""
        return self._seconds_per_mb * max(size / 1e6, _LEAST_MB)

    def told(self, size: int) -> str:
        """The same for people, with what they can do where that is too little: "3 s; split it, or ..."."""
        seconds = self.seconds(size)
        time = f"{seconds:.2g} s" if seconds < 10 else f"{seconds:.0f} s"
        return f"{time}; {HOW_TO_ALLOW_MORE}"

    @contextmanager
    def watching(self) -> Iterator[None]:
        """For as long as the block runs, what this thread does in `limited` is limited."""
        self._thread = threading.get_ident()
        in_main = threading.current_thread() is threading.main_thread()
        self._by_signal = in_main and hasattr(signal, "setitimer")
        with self._signalled() if self._by_signal else self._watched():
            yield

    def is_long(self, size: int) -> bool:
        """Whether a document of so many characters has more time than a short one."""
        return size / 1e6 > _LEAST_MB

    def together(self) -> AbstractContextManager[None]:
        """Raises TimeIsUp in the block, which does several short documents, once they are to be tried one by one.

        That is soon, so that the one that takes too long has hardly more than its own time.
        """
        return self._within(self.seconds(0) * _FIRST_TRY)

    def limited(self, size: int) -> AbstractContextManager[None]:
        """Raises TimeIsUp in the block once it takes longer than a document of so many characters may."""
        return self._within(self.seconds(size))

    @contextmanager
    def _within(self, seconds: float) -> Iterator[None]:
        self._deadline = time.monotonic() + seconds
        if self._by_signal and seconds < inf:
            signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
        try:
            yield
        finally:
            self._end()

    def _end(self) -> None:
        self._deadline = inf
        if self._by_signal:
            signal.setitimer(signal.ITIMER_REAL, 0.0)
            return
        with self._lock:
            if self._sent:
                self._sent = False
                _raise_in(self._thread, None)  # it has come, or comes too late

    @contextmanager
    def _signalled(self) -> Iterator[None]:
        former = signal.signal(signal.SIGALRM, self._on_signal)
        try:
            yield
        finally:
            signal.signal(signal.SIGALRM, former)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        if self._deadline <= time.monotonic():
            raise TimeIsUp

    @contextmanager
    def _watched(self) -> Iterator[None]:
        done = threading.Event()
        clock = threading.Thread(target=self._watch, args=(done,), name="time-limit", daemon=True)
        clock.start()
        try:
            yield
        finally:
            done.set()
            clock.join()

    def _watch(self, done: threading.Event) -> None:
        while not done.wait(_LOOK):
            with self._lock:  # so that nothing is interrupted that came after
                if self._deadline <= time.monotonic() and not self._sent:
                    self._sent = True
                    _raise_in(self._thread, TimeIsUp)


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    """Have a thread raise an error at its next instruction; None takes back one that it has not raised yet."""
    raised = ctypes.py_object(error) if error else None
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), raised)
