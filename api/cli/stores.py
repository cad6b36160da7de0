"""`store`: where the graph is kept."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.options import Json, load, show
from api.cli.progress import counting

if TYPE_CHECKING:
    from graph.store.base import GraphStore

app = typer.Typer()
store = typer.Typer(no_args_is_help=True, help="Where the graph is kept.")
app.add_typer(store, name="store")


@store.command("copy")
def copy(
    source: Annotated[str, typer.Argument(help="sqlite, or neo4j://host:port.")],
    target: Annotated[str, typer.Argument(help="sqlite, or neo4j://host:port.")],
    as_json: Json = False,
) -> None:
    """Copy the workspace from one store to another, and check that the two are the same."""
    from graph.store.opening import open_store
    from graph.store.transfer.copying import copy_workspace

    settings = load()

    def opened(address: str) -> closing[GraphStore]:
        place = "" if address == "sqlite" else address
        return closing(open_store(place, settings.workspace, settings.folder, settings.neo4j))

    with opened(source) as one, opened(target) as other, counting("documents") as tick:
        written = copy_workspace(one, other, tick)
        total = other.counts().documents
    if as_json:
        show({"written": written, "documents": total})
    else:
        print(f"{total} documents are the same in both; {written} were written")
