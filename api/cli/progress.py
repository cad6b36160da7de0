"""Progress for people: shown only where standard error is a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from api.cli.output import one_line
from api.cli.streams import harmless_stderr, terminal

Tick = Callable[[int, int], None]
"""`tick(done, total)`; a total of 0 is not known."""


@contextmanager
def count_progress(unit: str) -> Iterator[Tick]:
    """A function to tell how far it is: a bar with the count, the rate and the time left."""
    with _bar(unit) as update:
        yield lambda done, total: update(done, done / total if total else None)


@contextmanager
def share_progress(unit: str) -> Iterator[Callable[[int, float], None]]:
    """The same for what is known by count and by share of the whole (0 to 1), not by a total."""
    with _bar(unit) as update:
        yield update


@contextmanager
def stage_progress() -> Iterator[Callable[[str, int, int], None]]:
    """The same for work in several stages, told as `tick(stage, done, total)`: a bar for each in turn."""
    with ExitStack() as bar:
        present: tuple[str, Tick] | None = None

        def tick(stage: str, done: int, total: int) -> None:
            nonlocal present
            if present is None or present[0] != stage:
                bar.close()
                present = stage, bar.enter_context(count_progress(stage))
            present[1](done, total)

        yield tick


@contextmanager
def _bar(unit: str) -> Iterator[Callable[[int, float | None], None]]:
    if not sys.stderr.isatty():
        yield lambda count, share: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

    # What is counted may be called by a name from outside: no markup is read in it.
    described = TextColumn("{task.description}", markup=False)
    columns = (SpinnerColumn(), described, BarColumn(), TimeRemainingColumn())
    started = time.perf_counter()
    # The bar takes the place of standard error, so that lines appear above it: what it takes is guarded again.
    bar = Progress(*columns, console=Console(file=terminal()), transient=True)
    with bar, harmless_stderr():
        task = bar.add_task("starting", total=None)

        def update(count: int, share: float | None) -> None:
            rate = count / max(time.perf_counter() - started, 1e-9)
            bar.update(
                task,
                description=f"{count:,} {one_line(unit)}, {rate:,.{0 if rate >= 10 else 1}f}/s",
                completed=share or 0.0,
                total=None if share is None else 1.0,
            )

        yield update
