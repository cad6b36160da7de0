"""Values from JSON by the annotations of the model: each field's type and range checked, none guessed.

What is missing is refused and not given its default: a mention without its assertion would read as affirmed, a document
without its mark as not retracted.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Set
from dataclasses import fields, is_dataclass
from enum import EnumType
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from graph.model import LATER_FIELDS, Concept, Document, VocabularyInfo

Decode = Callable[[Any], Any]
# What exports left out before it existed, or leave out where it is empty.
_OPTIONAL: dict[Any, frozenset[str]] = {
    Document: frozenset(LATER_FIELDS),
    Concept: frozenset({"different_from"}),
    VocabularyInfo: frozenset({"priority", "digest"}),
}
_LARGEST = 2**63 - 1  # what a database holds
_PLAIN = {str: "text", int: "a whole number", bool: "true or false"}


class RowError(ValueError):
    """What a row lacks or has too much, after the name of the field."""


@cache
def decoder(kind: Any) -> Decode:
    """What makes a value of that type, or raises RowError; made once a type, as it runs for every mention."""
    if kind in _PLAIN:
        return _plain(kind)
    if kind is float:
        return _number
    if isinstance(kind, EnumType):
        return _one_of(kind)
    if is_dataclass(kind):
        return _record(kind)
    parts = get_args(kind)
    if get_origin(kind) is UnionType:
        (inner,) = (part for part in parts if part is not NoneType)
        decode = decoder(inner)
        return lambda value: None if value is None else decode(value)
    return _list(decoder(parts[0])) if parts[-1] is Ellipsis else _tuple([*map(decoder, parts)])


def _plain(kind: type) -> Decode:
    def decode(value: Any) -> Any:
        if type(value) is not kind or (isinstance(value, int) and abs(value) > _LARGEST):
            raise RowError(f"{_PLAIN[kind]} is expected, not {_shown(value)}")
        return value

    return decode


def _number(value: Any) -> float:
    if type(value) in (int, float):
        try:
            if math.isfinite(number := float(value)):
                return number
        except OverflowError:
            pass
    raise RowError(f"a number is expected, not {_shown(value)}")


def _one_of(kind: EnumType) -> Decode:
    known: dict[str, Any] = {value: kind(value) for value in map(str, kind)}

    def decode(value: Any) -> Any:
        if not isinstance(value, str) or value not in known:
            raise RowError(f"one of {', '.join(known)} is expected, not {_shown(value)}")
        return known[value]

    return decode


def _list(decode_item: Decode) -> Decode:
    def decode(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise RowError(f"a list is expected, not {_shown(value)}")
        done: list[Any] = []
        try:
            for item in value:
                done.append(decode_item(item))
        except RowError as error:
            raise RowError(f"{len(done)}: {error}") from None
        return tuple(done)

    return decode


def _tuple(decoders: list[Decode]) -> Decode:
    def decode(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list) or len(value) != len(decoders):
            raise RowError(f"a list of {len(decoders)} is expected, not {_shown(value)}")
        return tuple(named(str(n), each, value[n]) for n, each in enumerate(decoders))

    return decode


def _record(kind: Any) -> Decode:
    hints = get_type_hints(kind)
    decoders = {field.name: decoder(hints[field.name]) for field in fields(kind)}
    optional = _OPTIONAL.get(kind, frozenset())

    def decode(value: Any) -> Any:
        if not isinstance(value, dict):
            raise RowError(f"an object is expected, not {_shown(value)}")
        check_names(value, decoders.keys(), optional)
        return kind(**{name: named(name, decoders[name], each) for name, each in value.items()})

    return decode


def check_names(value: dict[str, Any], known: Set[str], optional: frozenset[str]) -> None:
    """Raise RowError for an object that lacks a field, but for the optional ones, or has one that is unknown."""
    if value.keys() == known:
        return
    if unknown := value.keys() - known:
        raise RowError(f"{min(unknown)[:100]!r} is no field of it; was it written by a newer medgraph?")
    if missing := known - value.keys() - optional:
        raise RowError(f"{min(missing)} is missing")


def named(name: str, decode: Decode, value: Any) -> Any:
    """The decoded value of a field; what is wrong with it begins with the name."""
    try:
        return decode(value)
    except RowError as error:
        raise RowError(f"{name}: {error}") from None


def _shown(value: Any) -> str:
    if isinstance(value, int) and abs(value) > _LARGEST:
        return "one of more than 18 digits"
    shown = {list: "a list", dict: "an object", NoneType: "null", bool: str(value).lower()}.get(type(value))
    return shown or repr(value)[:60]
