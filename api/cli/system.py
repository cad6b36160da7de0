"""`serve`, `doctor`, `demo`: the installation."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.options import Json, service, show

app = typer.Typer()


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
    from api.service.doctor import examine
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
    from api.cli.demo import run_demo

    run_demo(service(workspace="demo"))
