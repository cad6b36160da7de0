"""What the commands share: the workspace they work on, the filter options, JSON output."""

import functools
import inspect
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from api.service.medgraph import MedGraph
    from api.settings import Settings
    from graph.model import Tier
    from graph.store.values.filter import Filter

# No `from __future__ import annotations` here and in the modules that use `filtered`: it reads annotations.

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
_flags: dict[str, Any] = {}


def set_flags(**flags: Any) -> None:
    """What was given before the command's name."""
    _flags.update(flags)


def service(**flags: Any) -> "MedGraph":
    """The workspace that the options name."""
    from api.service.medgraph import MedGraph

    return MedGraph(load(**flags))


def load(**flags: Any) -> "Settings":
    """The settings, with the options."""
    from api.settings import load_settings

    return load_settings(**(_flags | flags))


def show(value: Any) -> None:
    """One JSON object on standard output."""
    print(json.dumps(value, ensure_ascii=False))


def tier_of(name: str) -> "Tier":
    """The tier of that name; a usage error that lists them when there is none."""
    from graph.model import Tier

    if name not in (Tier.USER, Tier.LITERATURE):
        raise typer.BadParameter(f"--tier is one of: user, literature (not {name!r})")
    return Tier(name)


def make_filter(
    tier: Annotated[list[str] | None, typer.Option(help="user or literature.")] = None,
    year_from: Annotated[int | None, typer.Option(help="First year.")] = None,
    year_to: Annotated[int | None, typer.Option(help="Last year.")] = None,
    publication_type: Annotated[list[str] | None, typer.Option("--type", help="Publication type.")] = None,
    journal: Annotated[list[str] | None, typer.Option(help="Journal.")] = None,
    document: Annotated[list[str] | None, typer.Option(help="Document id.")] = None,
    language: Annotated[list[str] | None, typer.Option(help="Language code, e.g. eng.")] = None,
    exclude_retracted: Annotated[
        bool, typer.Option("--exclude-retracted", help="Leave retracted out.")
    ] = False,
) -> "Filter":
    """The filter that the options describe; an option given several times admits any of its values."""
    from graph.store.values.filter import Filter

    return Filter(
        tuple(tier_of(name) for name in tier or ()),
        year_from,
        year_to,
        tuple(publication_type or ()),
        tuple(journal or ()),
        tuple(document or ()),
        tuple(language or ()),
        exclude_retracted,
    )


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command every option of `make_filter`; it takes the filter they make as `where`."""
    own = [p for name, p in inspect.signature(command).parameters.items() if name != "where"]
    options = list(inspect.signature(make_filter).parameters.values())

    @functools.wraps(command)
    def with_options(**given: Any) -> None:
        where = make_filter(**{option.name: given.pop(option.name) for option in options})
        command(where=where, **given)

    parameters = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in (*own, *options)]
    with_options.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    with_options.__annotations__ = {p.name: p.annotation for p in parameters}
    del with_options.__wrapped__  # else its signature is read instead
    return with_options
