"""The filter that keeps a log small."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator

import pytest

from api.http.log import SeldomFilter


@pytest.fixture
def logger() -> Iterator[logging.Logger]:
    logger = logging.getLogger("test-seldom")
    logger.addFilter(seldom := SeldomFilter())
    yield logger
    logger.removeFilter(seldom)


def fail(logger: logging.Logger, error: BaseException) -> None:
    try:
        raise error
    except BaseException as raised:
        logger.error("it failed", exc_info=raised)


def test_what_is_said_again_is_said_once(logger: logging.Logger, caplog: pytest.LogCaptureFixture) -> None:
    for number in range(100):
        logger.warning("cannot accept: %s", number)
        logger.error(f"Fatal error\nprotocol: <object {number}>")
        fail(logger, OSError(number))
    assert len(caplog.records) == 3


def test_what_is_another_is_said(logger: logging.Logger, caplog: pytest.LogCaptureFixture) -> None:
    logger.warning("one")
    logger.warning("two")
    fail(logger, OSError())
    fail(logger, ValueError())
    assert len(caplog.records) == 4


def test_it_says_how_much_it_left_out(
    logger: logging.Logger, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(8):
        logger.warning("no room for %s", "you")
    monkeypatch.setattr("api.http.log._PAUSE", 0)
    logger.warning("no room for %s", "you")
    assert [record.getMessage() for record in caplog.records] == [
        "no room for you",
        "no room for you (left out before: 7 more)",
    ]


def test_what_was_given_up_is_no_error(logger: logging.Logger, caplog: pytest.LogCaptureFixture) -> None:
    fail(logger, asyncio.CancelledError())
    assert not caplog.records
