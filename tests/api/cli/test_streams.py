"""Logs, warnings, tracebacks and bars: nothing from outside gives an order, begins a line, or breaks a console."""

from __future__ import annotations

import io
import logging
import re
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr

import pytest

from api.cli.streams import guarded_streams

HOSTILE = "name\x1b]0;owned\x07\u202e\x9b2J\nERROR: forged\r"
HARMFUL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]")


@contextmanager
def guarded() -> Iterator[io.StringIO]:
    """Standard error as the command has it; in the end nothing harmful is in it."""
    with redirect_stderr(io.StringIO()) as stream:
        with guarded_streams():
            yield stream
        assert sys.stderr is stream
    assert not HARMFUL.search(stream.getvalue()), ascii(stream.getvalue())


def test_what_is_logged_stays_on_its_line() -> None:
    log = logging.getLogger("some.library")
    with guarded() as err:
        log.addHandler(logging.StreamHandler())
        log.warning(HOSTILE)
        log.warning("of %s and %r, %d", HOSTILE, HOSTILE, 3)
        log.warning("of %(name)s", {"name": HOSTILE})
        try:
            raise ValueError(HOSTILE)
        except ValueError:
            log.exception("failed")
    assert not re.search("^ERROR: forged", err.getvalue(), re.MULTILINE) and "owned" in err.getvalue()


def shown_by_python(
    message: Warning | str, category: type[Warning], filename: str, lineno: int, *_: object
) -> None:
    """As Python itself does, where pytest does not collect warnings."""
    sys.stderr.write(warnings.formatwarning(message, category, filename, lineno))


def test_warnings_stay_on_their_line(monkeypatch: pytest.MonkeyPatch) -> None:
    with guarded() as err, warnings.catch_warnings(action="always"):
        monkeypatch.setattr(warnings, "showwarning", shown_by_python)
        warnings.warn(HOSTILE, stacklevel=1)
    assert len(err.getvalue().splitlines()) == 1 and "UserWarning: name" in err.getvalue()


def test_tracebacks_of_threads_are_harmless(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "excepthook", threading.__excepthook__)

    def fail() -> None:
        raise ValueError(HOSTILE)

    with guarded() as err:
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
    assert "ValueError" in err.getvalue()


def test_a_console_that_lacks_signs_shows_what_they_mean(monkeypatch: pytest.MonkeyPatch) -> None:
    for encoding, shown in (
        ("ascii", b">= 5 \\u03bcg, 2-3 \\xb0C"),
        ("cp1252", b">= 5 \\u03bcg, 2\x963 \xb0C"),
    ):
        raw = io.BytesIO()
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding, "strict", write_through=True))
        with guarded_streams():
            print("\u2265 5 \u03bcg, 2\u20133 \u00b0C", end="")
        assert raw.getvalue() == shown
