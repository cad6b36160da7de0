"""No regular expression of the code takes more than linear time, tried with strings made from its own parts."""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from retrieval.question import MAX_CHARACTERS
from tests.patterns import patterns, worst_cases

MAX_CHARS = 1000  # of a sentence: `graph.sentences`
_SIZE, _LARGE = 2_000, 16_000
_QUICK, _SLOW = 0.0005, 0.05  # seconds: of the smaller not looked at any further, of the larger too long
_SLOW_AT_BOUND = 2.0  # seconds for the longest string that there can be; the longest measured took 0.6
_GROWTH = 20  # times as long for 8 times the size
# Used on no longer strings than these: on a sentence, a question, the name of a person.
BOUNDED = {
    "graph.framing.": MAX_CHARS,
    "graph.linking.": MAX_CHARS,
    "ingest.assertion.": MAX_CHARS,
    "ingest.relations.": MAX_CHARS,
    "retrieval.question.": MAX_CHARACTERS,
    "retrieval.record.parts.": MAX_CHARACTERS,
    "retrieval.table.": MAX_CHARS,
    "retrieval.record.question.": MAX_CHARACTERS,
    "ingest.readers.literature.citations.bibtex._FAMILY": 200,
}


class _Late(Exception):
    pass


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    def late(*_: object) -> None:
        raise _Late

    former = signal.signal(signal.SIGVTALRM, late)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, former)


def _seconds(pattern: re.Pattern[str], way: str, text: str) -> float:
    begin = time.thread_time()
    if way in ("match", "fullmatch", "search"):
        getattr(pattern, way)(text)
    else:
        for _ in pattern.finditer(text):
            pass
    return time.thread_time() - begin


def slowness(pattern: re.Pattern[str], ways: set[str], bound: int | None, patience: float = 10) -> str:
    """What takes long, and how; '' where nothing does. `patience`: processor seconds after which it has no end."""
    for case in worst_cases(pattern.pattern, pattern.flags):
        for way in ways:
            small = case.of(bound or _SIZE)
            try:
                with _at_most(patience):
                    taken = _seconds(pattern, way, small)
                    if taken < _QUICK:
                        continue
                    taken = min(taken, _seconds(pattern, way, small))
                    if taken < _QUICK or (bound and taken < _SLOW_AT_BOUND):
                        continue
                    large = taken if bound else _seconds(pattern, way, case.of(_LARGE))
            except _Late:
                return f"{way} of {case}: no end"
            if bound or (large > _SLOW and large > _GROWTH * taken):
                return f"{way} of {case}: {taken:.3f} s, then {large:.3f} s"
    return ""


def test_no_expression_takes_long() -> None:
    found = patterns()
    assert len(found) > 600
    slow = []
    for (expression, flags), (where, ways) in found.items():
        known = {way if way in ("match", "fullmatch", "search") else "finditer" for way in ways}
        if "finditer" in known:
            known.discard("search")
        bound = next((size for name, size in BOUNDED.items() if where.startswith(name)), None)
        if reason := slowness(re.compile(expression, flags), known, bound):
            slow.append(f"{where}: {reason}")
    assert not slow, "\n".join(slow)


@pytest.mark.parametrize(
    "expression, way",
    [
        (r"\s+$", "search"),
        (r"\s*;\s*", "finditer"),
        (r"(?:a|aa)+$", "match"),
        (r"#+[ ]+(.*?)[ ]*#*$", "match"),
        (r"<!--.*?-->", "finditer"),
        (r"\d+(?:\.\d+)*%", "search"),
    ],
)
def test_what_takes_long_is_found(expression: str, way: str) -> None:
    assert slowness(re.compile(expression), {way}, None, patience=2)


@pytest.mark.parametrize("expression", [r"(?<!\s)\s++$", r"(?<!\s)\s*+;", r"[a-z]{1,20}:", r"a\b"])
def test_what_does_not_is_not(expression: str) -> None:
    assert not slowness(re.compile(expression), {"finditer"}, None)
