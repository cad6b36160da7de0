"""Random bytes of random files of a home are changed, one at a time: is every answer the same, or is damage named?

    python -m benchmarks.byte_flips --flips 200

Each flip is of a copy of the demonstration: its store, indexes, lexicons and, with --models, the converted model. Then
questions are asked twice. Allowed are the answers that were given before, an answer while a line of the log names
what is damaged, and an error of medgraph's that says what to do; what is derived has to be whole at the second time.
"""

from __future__ import annotations

import argparse
import logging
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from api.service import MedGraph, load_settings
from graph import MedgraphError
from tests.paths import DEMO

QUESTIONS = (
    "Does aspirin prevent heart attacks?",
    "What treats hypertension in pregnancy?",
    "Does metformin cause lactic acidosis?",
)


@dataclass(frozen=True)
class Outcome:
    """What asking gave: the answers, or the error; and what the log said meanwhile."""

    told: tuple[str, ...]
    error: str
    log: tuple[str, ...]


@dataclass(frozen=True)
class Flip:
    """One changed byte, what came of it at first and afterwards, and whether that is allowed ('' is)."""

    file: str
    place: int
    verdict: str
    fault: str


class _Lines(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def fill(home: Path, models: Path) -> None:
    """Make the home that is copied; `models` holds the converted model."""
    home.mkdir(parents=True, exist_ok=True)
    (home / "models").symlink_to(models, target_is_directory=True)
    service = _open(home)
    service.add_vocabulary(DEMO / "vocabulary.obo")
    service.ingest([DEMO / "corpus.xml"])
    service.vocabularies.search("aspirin")
    service.warm()
    service.close()


def flips(home: Path, count: int, seed: int, *, only: str = "", models: bool = False) -> Iterator[Flip]:
    """Change `count` bytes, one at a time, each in a fresh copy of `home`; `only` in files of that in their name."""
    chance = random.Random(seed)
    encoder = None if models else _encoder(home)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "before"
        shutil.copytree(home, copy, symlinks=not models)
        before = _ask(copy, encoder)
        assert not before.error and not before.log, before
        for number in range(count):
            copy = Path(folder) / str(number)
            shutil.copytree(home, copy, symlinks=not models)
            files = [
                p
                for p in sorted(copy.rglob("*"))
                if p.is_file() and p.stat().st_size and ".lock" not in p.name and only in p.name
            ]
            path = chance.choice(files)
            place, bit = chance.randrange(path.stat().st_size), 1 << chance.randrange(8)
            with path.open("r+b") as stream:
                stream.seek(place)
                byte = stream.read(1)[0]
                stream.seek(place)
                stream.write(bytes([byte ^ bit]))
            first, second = _ask(copy, encoder), _ask(copy, encoder)
            name = path.relative_to(copy).as_posix()
            yield Flip(name, place, *_judge(before, first, second, derived="graph.sqlite" not in name))
            shutil.rmtree(copy, ignore_errors=True)  # tantivy may still be at its locks


def _judge(before: Outcome, first: Outcome, second: Outcome, *, derived: bool) -> tuple[str, str]:
    verdict = "error" if first.error else "damage named" if first.log else "same"
    for outcome in (first, second):
        if outcome.error.startswith("internal"):
            return verdict, outcome.error
        if outcome.told != before.told and not outcome.error and not outcome.log and not first.log:
            return verdict, f"another answer: {outcome.told}"
    if derived and (first.error or second.error or second.log or second.told != before.told):
        return verdict, f"not mended: {first.error or second.error or second.log}"
    return verdict, ""


def _open(home: Path) -> MedGraph:
    return MedGraph(load_settings(home=home, workspace="test"))


def _encoder(home: Path) -> object:
    service = _open(home)
    encoder = service.parts.encoder
    service.close()
    return encoder


def _ask(home: Path, encoder: object) -> Outcome:
    handler, told, error = _Lines(), [], ""
    logging.getLogger("medgraph").addHandler(handler)
    service = _open(home)
    if encoder is not None:
        service.parts._encoder = encoder  # type: ignore[assignment]
    try:
        for question in QUESTIONS:
            answer = service.ask(question)
            told.append(f"{answer.text} {[(c.document_id, c.title, c.quote) for c in answer.citations]}")
            told.append(str([(p.document_id, p.title, p.year, p.text) for p in service.search(question)]))
    except MedgraphError as raised:
        error = f"{raised} ({raised.hint})" if raised.hint else f"internal: no hint: {raised}"
    except Exception as raised:  # what must not come
        error = f"internal: {raised!r}"
    finally:
        service.close()
        logging.getLogger("medgraph").removeHandler(handler)
    return Outcome(tuple(told), error, tuple(handler.lines))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print each fault, and how often which outcome came."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--flips", type=int, default=200)
    parser.add_argument("--seed", type=int, default=16)
    parser.add_argument("--only", default="", help="files that have this in their name")
    parser.add_argument(
        "--models", action="store_true", help="the converted model too: some 20 s for each such flip"
    )
    parser.add_argument("--cache", type=Path, help="where a converted model is kept")
    given = parser.parse_args(arguments)
    outcomes: Counter[tuple[str, str]] = Counter()
    faults = 0
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        fill(home, given.cache or Path(folder) / "models")
        for flip in flips(home, given.flips, given.seed, only=given.only, models=given.models):
            kind = Path(flip.file).suffix or Path(flip.file).name
            outcomes[kind, flip.verdict] += 1
            if flip.fault:
                faults += 1
                print(f"FAULT {flip.file} at {flip.place}: {flip.fault}", flush=True)
    for (kind, verdict), number in sorted(outcomes.items()):
        print(f"{number:4} {kind:14} {verdict}")
    print(f"{given.flips} flips, {faults} faults")
    return bool(faults)


if __name__ == "__main__":
    raise SystemExit(main())
