"""`entity NAME`, and which entities are one: `entity suggestions`, `merge`, `unmerge`, `merges`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from api.cli.options import Json
from api.cli.output import one_line, print_json, print_result, say
from api.cli.session import medgraph

if TYPE_CHECKING:
    from graph import Entity

_SHOW = "show"


class _NameOrCommand(TyperGroup):
    """A group whose first word, where it is no command, is the name of an entity to show."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = [_SHOW, *args]
        return super().parse_args(ctx, args)


app = typer.Typer()
entity = typer.Typer(
    cls=_NameOrCommand,
    no_args_is_help=True,
    subcommand_metavar="NAME | COMMAND [ARGS]...",
    help="An entity by NAME: what documents state of it, and what it is named beside; and which entities are one.",
)
app.add_typer(entity, name="entity")


@entity.command(_SHOW)
def show_entity(
    ctx: typer.Context,
    name: Annotated[list[str], typer.Argument(help="A name, synonym or identifier, quoted or not.")],
    neighbours: Annotated[int, typer.Option(min=0, max=200, help="Most of what it is named beside.")] = 15,
    sentences: Annotated[int, typer.Option(min=0, max=50, help="Most sentences behind each.")] = 3,
    relations: Annotated[int, typer.Option(min=0, max=200, help="Most stated relations.")] = 15,
    as_json: Json = False,
) -> None:
    """The same as `entity NAME`, also for a name that is a command's."""
    from api.cli.entity_display import print_entity

    view = medgraph(ctx).browsing.entity(" ".join(name), neighbours, sentences, relations)
    if as_json:
        print_json(view.to_dict())
    else:
        print_entity(view)


@entity.command()
def suggestions(
    ctx: typer.Context,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Most suggestions.")] = 20,
    as_json: Json = False,
) -> None:
    """Pairs of entities that may be one, best first; a person decides."""
    pairs = medgraph(ctx).browsing.suggestions(limit)
    if as_json:
        print_json({"suggestions": [asdict(pair) for pair in pairs]})
        return
    for pair in pairs:
        say(f"{pair.score:.2f}\t{_label(pair.entity)}\t{_label(pair.into)}\t{pair.reason}")
    say("nothing to suggest" if not pairs else "a pair that is one: medgraph entity merge ID ID")


@entity.command()
def merge(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="A", help="The entity that is another: an id or a name.")],
    into: Annotated[str, typer.Argument(metavar="B", help="The entity that it is, and that stays.")],
    force: Annotated[
        bool, typer.Option("--force", help="Also opposites, and two concepts of one vocabulary.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Say that A is B: from then on there is only B, in all documents. `unmerge A` undoes it."""
    merged = medgraph(ctx).browsing.merge(name, into, force)
    print_result(
        as_json,
        {"merged": asdict(merged)},
        f"{_label(merged.entity)} is {_label(merged.into)}; undo: medgraph entity unmerge {merged.entity.id!r}",
    )


@entity.command()
def unmerge(
    ctx: typer.Context,
    entity_id: Annotated[str, typer.Argument(metavar="A", help="The id that was merged.")],
    as_json: Json = False,
) -> None:
    """Take back what was said of A: all is as it was before."""
    medgraph(ctx).browsing.unmerge(entity_id)
    print_result(as_json, {"unmerged": entity_id}, f"{entity_id} is an entity of its own again")


@entity.command()
def merges(ctx: typer.Context, as_json: Json = False) -> None:
    """What was merged."""
    recorded = medgraph(ctx).browsing.merges()
    if as_json:
        print_json({"merges": [asdict(pair) for pair in recorded]})
        return
    for pair in recorded:
        say(f"{_label(pair.entity)}\t{_label(pair.into)}")
    if not recorded:
        say("nothing is merged")


def _label(entity: Entity) -> str:
    return one_line(f"{entity.name} ({entity.id})")
