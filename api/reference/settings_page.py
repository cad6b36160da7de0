"""`docs/settings.md`: every setting, from the fields of the settings' models."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo

from api.reference.markdown import code, page, table
from api.service.settings import Settings

_INTRODUCTION = """A setting is taken from the options of the command (`--workspace`, `--home`), else from the
environment, else from `medgraph.toml` in the folder where the command runs, else it has its default.
`medgraph doctor --settings` shows what is in force.

What of `medgraph.toml` is in force, each command says on standard error. Numbers, switches, names out of a few and the
workspace are taken from any such file. What else it sets (an endpoint, a key, a store, a home, a model) is refused
until you have run `medgraph trust` in that folder, once for each content of the file."""
_HEADER = ("variable", "in `medgraph.toml`", "values", "default", "what it sets")


def settings_page() -> str:
    """The page's text."""
    return page("Settings", [_INTRODUCTION, *_sections(Settings, "", ())])


def _sections(model: type[BaseModel], title: str, path: tuple[str, ...]) -> Iterator[str]:
    """The tables of a model and of those within it."""
    schema = model.model_json_schema()["properties"]
    groups = {key: group for key, field in model.model_fields.items() if (group := _group(field))}
    if title:
        yield f"## {title}"
    yield table(
        _HEADER,
        (
            _row((*path, key), field, schema[key])
            for key, field in model.model_fields.items()
            if key not in groups
        ),
    )
    for key, group in groups.items():
        description = model.model_fields[key].description or ""
        yield from _sections(group, description.removesuffix("."), (*path, key))


def _group(field: FieldInfo) -> type[BaseModel] | None:
    """The model of a field that holds settings of its own."""
    kind = field.annotation
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def _row(path: tuple[str, ...], field: FieldInfo, schema: dict[str, Any]) -> tuple[str, ...]:
    return (
        code("MEDGRAPH_" + "__".join(path).upper()),
        code(".".join(path)),
        _values(schema),
        _default(field),
        field.description or "",
    )


def _values(schema: dict[str, Any]) -> str:
    """What the setting may be, in a few words."""
    if "enum" in schema:
        return ", ".join(map(code, schema["enum"]))
    if "anyOf" in schema:  # of a kind, or none
        return ", or ".join("none" if each["type"] == "null" else _values(each) for each in schema["anyOf"])
    kind = {"integer": "whole number", "number": "number", "boolean": "true, false"}.get(
        schema["type"], "text"
    )
    bounds = (
        ("minimum", "at least"),
        ("exclusiveMinimum", "more than"),
        ("maximum", "at most"),
        ("pattern", "as"),
    )
    limits = [f"{words} {code(schema[name])}" for name, words in bounds if name in schema]
    return ", ".join([kind, *limits])


def _default(field: FieldInfo) -> str:
    if field.default_factory is not None:
        return "the platform's"
    if isinstance(field.default, SecretStr):
        return "empty"
    if field.default is None:
        return "none"
    return code(json.dumps(field.default)) if field.default != "" else "empty"
