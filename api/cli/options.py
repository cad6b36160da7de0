"""The options that several commands share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.output import from_printed
from api.cli.session import Session

if TYPE_CHECKING:
    from graph import Tier
    from graph.store import Filter


def _remember_json(ctx: typer.Context, as_json: bool) -> bool:
    ctx.ensure_object(Session).as_json = as_json
    return as_json


Json = Annotated[bool, typer.Option("--json", callback=_remember_json, help="Print one JSON object.")]

# The options of a filter, in the order of `make_filter`.
Tiers = Annotated[list[str] | None, typer.Option("--tier", help="user or literature.")]
YearFrom = Annotated[int | None, typer.Option(help="First year.")]
YearTo = Annotated[int | None, typer.Option(help="Last year.")]
PublicationTypes = Annotated[list[str] | None, typer.Option("--type", help="Publication type.")]
Journals = Annotated[list[str] | None, typer.Option("--journal", help="Journal.")]
DocumentIds = Annotated[list[str] | None, typer.Option("--document", help="Document id.")]
Languages = Annotated[list[str] | None, typer.Option("--language", help="Language code, e.g. eng.")]
ExcludeRetracted = Annotated[bool, typer.Option("--exclude-retracted", help="Leave retracted out.")]
Patients = Annotated[list[str] | None, typer.Option("--patient", help="Only this patient's records, by id.")]


def make_filter(
    tiers: Iterable[str] | None,
    year_from: int | None,
    year_to: int | None,
    publication_types: Iterable[str] | None,
    journals: Iterable[str] | None,
    document_ids: Iterable[str] | None,
    languages: Iterable[str] | None,
    exclude_retracted: bool,
    patients: Iterable[str] | None = None,
) -> Filter:
    """The filter that the options describe; an option given several times admits any of its values.

    Raises FilterError, and BadParameter for a tier that is none.
    """
    from graph.store import Filter

    return Filter(
        tuple(parse_tier(name) for name in tiers or ()),
        year_from,
        year_to,
        tuple(publication_types or ()),
        tuple(journals or ()),
        _as_given_or_printed(document_ids),
        tuple(languages or ()),
        exclude_retracted,
        _as_given_or_printed(patients),
    )


def _as_given_or_printed(ids: Iterable[str] | None) -> tuple[str, ...]:
    """Each id, and what it stands for where it was copied from what a command printed."""
    return tuple(dict.fromkeys(each for id_ in ids or () for each in (id_, from_printed(id_))))


def parse_tier(name: str) -> Tier:
    """The tier of that name; BadParameter that lists them when there is none."""
    from graph import Tier

    if name not in (Tier.USER, Tier.LITERATURE):
        raise typer.BadParameter(f"--tier is one of: user, literature (not {name!r})")
    return Tier(name)
