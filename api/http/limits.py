"""How much at a time, by the settings and by the files that the system lets this process have open."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from api.service.settings import HttpSettings

_OWN = 24  # files that the process has open by itself, 13 measured; the others are counted at most
_PER_THREAD = 2  # its connection to the store
_PER_ASK = 4  # the same, and that to the LLM while its name is looked up
_THREADS = 40  # anyio's own number; search and browsing run in them


@dataclass(frozen=True, slots=True)
class Limits:
    """`patience`: seconds that a connection may wait for its client."""

    connections: int
    threads: int
    asks: int
    patience: float


def limits_of(settings: HttpSettings, files: int, has_llm: bool) -> Limits:
    """The settings, or less where `files` do not suffice: a quarter of them each for threads and questions at most.

    Without an LLM no question waits for one, and its files are left to connections.
    """
    threads = max(2, min(_THREADS, files // 4 // _PER_THREAD))
    asks = max(1, min(settings.asks, files // 4 // _PER_ASK))
    left = files - _OWN - threads * _PER_THREAD - (asks * _PER_ASK if has_llm else 0)
    return Limits(max(4, min(settings.connections, left)), threads, asks, settings.patience)


def open_files() -> int:
    """How many files this process may have open, after asking for all that it may ask for."""
    try:
        import resource
    except ImportError:  # Windows, which has no such limit
        return 1 << 16
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != hard:
        with suppress(ValueError, OSError):  # some systems refuse what they say is the limit
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
            soft = hard
    return soft if soft != resource.RLIM_INFINITY else 1 << 16
