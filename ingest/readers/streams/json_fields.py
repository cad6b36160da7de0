"""Values out of JSON that may hold anything anywhere: what is not of the type asked for is not there."""

from __future__ import annotations

from typing import TypeAlias

Object: TypeAlias = dict[str, object]


def value_at(value: object, *path: str) -> object:
    """What lies at a path of keys, None when nothing does; a list of one counts as what is in it."""
    for key in path:
        value = single(value)
        value = value.get(key) if isinstance(value, dict) else None
    return single(value)


def text_at(value: object, *path: str) -> str:
    """The text at a path, a number written out, else ''."""
    found = value_at(value, *path)
    if isinstance(found, str):
        return found
    return str(found) if isinstance(found, int | float) and not isinstance(found, bool) else ""


def texts_at(value: object, *path: str) -> list[str]:
    """The texts in the list at a path, or the one text that stands there."""
    found = value_at(value, *path)
    items = found if isinstance(found, list) else [found]
    return [item for item in map(text_at, items) if item]


def objects_at(value: object, *path: str) -> list[Object]:
    """The objects in the list at a path, or the one object that stands there."""
    found = value_at(value, *path)
    return [item for item in (found if isinstance(found, list) else [found]) if isinstance(item, dict)]


def single(value: object) -> object:
    """The item of a list of one: exports of Europe PMC wrap every value so."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value
