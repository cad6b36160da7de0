"""`docs/cli.md`: every command with its arguments and options, from the command's own tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer
from typer.main import get_command

from api.cli.app import app
from api.reference.markdown import code, page, table

_INTRODUCTION = """`--workspace` and `--home` hold for every command, and stand before its name or after it. `--json`
prints one JSON object, also for a failure: `{"error": {"code", "message", "hint"}}`. The exit code is 0, 2 for bad
usage, 1 for any other failure, and 130 when the command was interrupted."""
_KINDS = {"str": "text", "int": "whole number"}


def cli_page() -> str:
    """The page's text."""
    return page("The command", [_INTRODUCTION, *_sections(get_command(app), "medgraph", None)])


# The classes of a command's tree are private to Typer, which carries its own copy of click.
def _sections(command: Any, name: str, parent: Any) -> Iterator[str]:
    """What is to be said of a command and of those within it."""
    context = typer.Context(command, info_name=name.rpartition(" ")[2], parent=parent)
    yield f"## {name}"
    yield code(" ".join([name, *command.collect_usage_pieces(context)]))
    yield command.help or ""
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option"]
    yield table(
        ("argument", "kind", "what it is"),
        ((_names(p), _kind(p, context), p.help or "") for p in arguments),
    )
    yield table(
        ("option", "kind", "default", "what it does"),
        ((_names(p), _kind(p, context), _default(p), p.help or "") for p in options),
    )
    for word, part in getattr(command, "commands", {}).items():
        yield from _sections(part, f"{name} {word}", context)


def _names(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return code(parameter.metavar or parameter.name)
    return ", ".join(code(name) for name in (*parameter.opts, *parameter.secondary_opts))


def _kind(parameter: Any, context: typer.Context) -> str:
    """Its type, its bounds, and whether it may be given several times."""
    if getattr(parameter, "is_flag", False):
        return "flag"
    kind = parameter.display_type(context).strip("<>").removesuffix(" range")
    several = kind.startswith("list[") or parameter.nargs == -1
    kind = kind.removeprefix("list[").removesuffix("]").lower()
    limits = (("at least", parameter.min), ("at most", parameter.max))
    bounds = [f"{words} {value}" for words, value in limits if value is not None]
    return ", ".join([_KINDS.get(kind, kind), *bounds, *(["several times"] if several else [])])


def _default(option: Any) -> str:
    if option.default in (None, "") or option.default is False:
        return ""
    return code(option.opts[0] if option.default is True else option.default)
