"""`serve`, `doctor`, `trust`, `demo`: the installation."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from api.cli.options import Json
from api.cli.output import one_line, print_json, say
from api.cli.progress import count_progress
from api.cli.session import Session, medgraph

app = typer.Typer()


@app.command()
def serve(
    ctx: typer.Context,
    host: Annotated[
        str, typer.Option(help="Address to listen on; others than loopback let anyone in.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes any free one.")] = 8080,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(
            help="A name the API may be called by beside loopback's and --host, several times; * is any."
        ),
    ] = None,
) -> None:
    """Serve the HTTP API (loopback by default)."""
    from api.http.serve import serve as serve_until_stopped

    session = ctx.ensure_object(Session)
    if session.workspace:  # another may be filled while it is served
        session.require_workspace()
    serve_until_stopped(session.medgraph, host, port, allow_host or ())


@app.command()
def doctor(
    ctx: typer.Context,
    settings: Annotated[bool, typer.Option("--settings", help="List every setting and its value.")] = False,
    everything: Annotated[
        bool, typer.Option("--check", help="Read all that the workspace keeps and list what is damaged.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Check the installation and say what is missing."""
    session = ctx.ensure_object(Session)
    if everything:
        _check(session, as_json)
        return
    if settings:
        _print_settings(session, as_json)
        return
    checks = medgraph(ctx).doctor.examine()
    if as_json:
        print_json({"checks": checks})
    else:
        for check in checks:
            say(f"{check['state']:8} {check['name']}: {check['detail']}")
    if any(check["state"] == "missing" for check in checks):
        raise typer.Exit(1)


def _check(session: Session, as_json: bool) -> None:
    """One line for each finding; exit code 1 where there is any."""
    with count_progress("documents") as tick:
        findings = list(session.medgraph.check.findings(tick))
    if as_json:
        print_json({"findings": [finding.to_dict() for finding in findings]})
    else:
        for each in findings:
            say(f"damaged  {one_line(each.subject)}: {one_line(each.problem)}; {one_line(each.hint)}")
        if not findings:
            say("ok       everything is as it was written")
    if findings:
        raise typer.Exit(1)


def _print_settings(session: Session, as_json: bool) -> None:
    from api.service.settings import describe_settings

    rows = describe_settings(session.load_settings())
    if as_json:
        print_json({"settings": rows})
        return
    for row in rows:
        say(f"{row['name']}={row['value']}\n    {row['description']}")


@app.command()
def trust(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="The settings file.")] = Path("medgraph.toml"),
    as_json: Json = False,
) -> None:
    """Let a settings file of a folder name endpoints, keys, stores and models, as long as it stays as it is."""
    from api.service.settings import trust_file

    path, values = trust_file(file, ctx.ensure_object(Session).home)
    if as_json:
        print_json({"trusted": str(path), "sets": values})
        return
    say(f"trusted as it is now: {one_line(path)}")
    for value in values:
        say(f"    {one_line(value)}")


@app.command()
def demo(ctx: typer.Context) -> None:
    """Ingest the bundled demonstration and ask it three questions."""
    from api.cli.demo import run_demo

    run_demo(replace(ctx.ensure_object(Session), workspace="demo").medgraph)
