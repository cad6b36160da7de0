"""`workspaces`: which there are, and deleting one."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from api.cli.options import Json
from api.cli.output import one_line, print_json, print_result, say
from api.cli.session import Session

app = typer.Typer()
workspaces = typer.Typer(no_args_is_help=True, help="The workspaces of the home, or of the server.")
app.add_typer(workspaces, name="workspaces")


@workspaces.command("list")
def list_workspaces(ctx: typer.Context, as_json: Json = False) -> None:
    """The names of the workspaces."""
    names = ctx.ensure_object(Session).medgraph.workspaces.list_all()
    if as_json:
        print_json({"workspaces": list(names)})
        return
    for name in names:
        say(one_line(name))
    if not names:
        say("no workspace yet: medgraph ingest FOLDER")


@workspaces.command("delete")
def delete_workspace(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="As `workspaces list` shows it.")],
    yes: Annotated[bool, typer.Option("--yes", help="Delete without asking.")] = False,
    as_json: Json = False,
) -> None:
    """Delete a workspace with its documents, vocabularies and merges, for good."""
    service = ctx.ensure_object(Session).medgraph
    service.workspaces.require(name)
    if not yes and not (
        not as_json and sys.stdin.isatty() and typer.confirm(f"Delete the workspace {name}?")
    ):
        say(f"{name} stays; --yes deletes it without asking", file=sys.stderr)
        raise typer.Exit(1)
    service.workspaces.delete(name)
    print_result(as_json, {"deleted": name}, f"workspace {name} deleted")
