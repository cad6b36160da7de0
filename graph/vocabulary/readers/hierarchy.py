"""Circles of IS_A: a concept that is, step by step, above itself."""

from __future__ import annotations

from collections.abc import Iterator

from graph.model import Concept

# The check holds the ids it has seen; a vocabulary of more edges (UMLS, which has circles) goes unchecked.
_MOST_EDGES = 1_000_000
_MOST_CIRCLES = 20  # as many as a person will look at
_SHOWN = 6  # ids of a circle that fit on a line


class ParentGraph:
    """What each concept IS_A, as far as it must be held to see a circle."""

    def __init__(self) -> None:
        self._parents: dict[str, tuple[str, ...]] = {}
        self._edges = 0

    def add(self, concept: Concept) -> None:
        """Take a concept's parents in."""
        if concept.parents and self._edges <= _MOST_EDGES:
            self._parents[concept.id] = concept.parents
            self._edges += len(concept.parents)

    def circles(self) -> Iterator[str]:
        """A line for each circle, the first twenty. They are kept: questions follow IS_A a few levels at most."""
        if self._edges > _MOST_EDGES:
            return
        found = 0
        left = _without_ends(self._parents)
        while left and found < _MOST_CIRCLES:
            circle = _circle(left)
            found += 1
            shown = [*circle[:_SHOWN], "..."] if len(circle) > _SHOWN else [*circle, circle[0]]
            yield f"is_a goes round in a circle: {' -> '.join(shown)}"
            for concept in circle:
                del left[concept]
            left = _without_ends(left)


def _without_ends(parents: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The concepts from which the way up never ends (Kahn's algorithm, from the top down)."""
    waiting = {concept: sum(p in parents for p in above) for concept, above in parents.items()}
    below: dict[str, list[str]] = {}
    for concept, above in parents.items():
        for parent in above:
            if parent in parents:
                below.setdefault(parent, []).append(concept)
    free = [concept for concept, count in waiting.items() if not count]
    while free:
        for child in below.get(free.pop(), ()):
            waiting[child] -= 1
            if not waiting[child]:
                free.append(child)
    return {
        concept: tuple(p for p in parents[concept] if waiting.get(p)) for concept, n in waiting.items() if n
    }


def _circle(parents: dict[str, tuple[str, ...]]) -> list[str]:
    """One circle among concepts that all have a parent among them."""
    path: dict[str, int] = {}
    concept = min(parents)
    while concept not in path:
        path[concept] = len(path)
        concept = parents[concept][0]
    return list(path)[path[concept] :]
