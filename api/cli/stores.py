"""`store`: where the graph is kept."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.options import Json
from api.cli.output import print_result
from api.cli.progress import count_progress
from api.cli.session import Session

app = typer.Typer()
store = typer.Typer(no_args_is_help=True, help="Where the graph is kept.")
app.add_typer(store, name="store")

Address = Annotated[str, typer.Argument(help="sqlite, or neo4j://host:port.")]


@store.command("copy")
def copy(ctx: typer.Context, source: Address, target: Address, as_json: Json = False) -> None:
    """Copy the workspace from one store to another, and check that the two are the same."""
    workspace = ctx.ensure_object(Session).medgraph.workspace
    with count_progress("documents") as tick:
        report = workspace.copy(_address(source), _address(target), tick)
    print_result(
        as_json,
        {"written": report.written, "documents": report.documents},
        f"{report.documents} documents are the same in both; {report.written} were written",
    )


def _address(name: str) -> str:
    """What the settings call the store: the local file has no address."""
    return "" if name == "sqlite" else name
