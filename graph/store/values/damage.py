"""What of a store is not as it was written."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

_log = logging.getLogger("medgraph")


@dataclass(frozen=True, slots=True)
class Damage:
    """A document that was altered or cannot be read, or another part of a store; `hint` says what to do."""

    subject: str
    problem: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.subject}: {self.problem}"


def log_damage(damage: Damage) -> None:
    """One line of the log."""
    _log.warning("left out, as it is damaged: %s (%s)", damage, damage.hint)


OnDamage = Callable[[Damage], None]
"""Told of each document that is left out because it is damaged."""
