"""`serve`, `doctor`, `demo`, `eval`: the installation and its quality."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.options import Json, service, show
from api.cli.progress import stages

app = typer.Typer()
evaluate = typer.Typer(no_args_is_help=True, help="Measure medgraph on test sets.")
app.add_typer(evaluate, name="eval")


@app.command()
def serve(
    host: Annotated[
        str, typer.Option(help="Address to listen on; others than loopback let anyone in.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes any free one.")] = 8080,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(
            help="A name the API may be called by, several times; any, where --host is not loopback."
        ),
    ] = None,
) -> None:
    """Serve the HTTP API (loopback by default)."""
    from api.http.serve import serve as run

    run(service(), host, port, allow_host or ())


@app.command()
def doctor(
    settings: Annotated[bool, typer.Option("--settings", help="List every setting and its value.")] = False,
    as_json: Json = False,
) -> None:
    """Check the installation and say what is missing."""
    from api.doctor import examine
    from api.settings import describe_settings

    workspace = service()
    if settings:
        rows = describe_settings(workspace.settings)
        if as_json:
            show({"settings": rows})
            return
        for row in rows:
            print(f"{row['name']}={row['value']}\n    {row['description']}")
        return
    found = examine(workspace)
    if as_json:
        show({"checks": found})
    else:
        for check in found:
            print(f"{check['state']:8} {check['name']}: {check['detail']}")
    if any(c["state"] == "missing" for c in found):
        raise typer.Exit(1)


@app.command()
def demo() -> None:
    """Ingest the bundled demonstration and ask it three questions."""
    from api.demo.run import run_demo

    run_demo(service(workspace="demo"))


@evaluate.command("retrieval")
def retrieval(
    beir_dirs: Annotated[list[Path], typer.Argument(help="BEIR folders.")],
    vocabulary: Annotated[
        list[Path] | None, typer.Option("--vocab", help="Vocabulary file to load first.")
    ] = None,
    as_json: Json = False,
) -> None:
    """BM25, dense, fused and full pipeline on BEIR folders, each in a temporary workspace."""
    from api.evaluation import run_retrieval
    from evaluation.table import table

    with stages() as tick:
        result = run_retrieval(beir_dirs, vocabulary or [], tick)
    if as_json:
        show(result)
    else:
        print(table(result))
