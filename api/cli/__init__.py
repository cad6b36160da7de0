"""The `medgraph` command: one module a group of commands, each a thin layer over a service."""

from api.cli.app import main

__all__ = [
    "main",
]
