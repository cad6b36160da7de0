"""The command line that the recipes share."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable
from pathlib import Path

from graph.index import DEFAULT_MODEL


def data_parser(name: str, described: str | None) -> argparse.ArgumentParser:
    """A parser of what every recipe needs: its data."""
    parser = argparse.ArgumentParser(
        prog=f"python -m {name}",
        description=described,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("data", type=Path)
    return parser


def homes_parser(name: str, described: str | None, limit: int) -> argparse.ArgumentParser:
    """A parser of what is fitted over workspaces: data, where these are, and the most questions of each."""
    parser = data_parser(name, described)
    parser.add_argument("--homes", type=Path, required=True, help="folder of workspaces, one a set")
    parser.add_argument("--limit", type=int, default=limit, help="most questions of each")
    return parser


def recipe_parser(
    name: str, described: str | None, sets: Iterable[str], epochs: int, layers: int
) -> argparse.ArgumentParser:
    """A parser of what a training of a MiniLM needs: data, encoder, length, what is left out, state and output."""
    parser = data_parser(name, described)
    parser.add_argument("--encoder", default=DEFAULT_MODEL, help="a BERT-like encoder, by name or folder")
    parser.add_argument("--epochs", type=int, default=epochs)
    parser.add_argument("--layers", type=int, default=layers)
    parser.add_argument("--without", nargs="*", default=[], choices=list(sets), metavar="SET")
    parser.add_argument("--state", type=Path, required=True, help="file that training saves itself to")
    parser.add_argument("--out", type=Path, required=True, help="folder for the trained model")
    return parser


def log(line: str) -> None:
    """Print a line with the time of day, at once."""
    print(time.strftime("%T"), line, flush=True)
