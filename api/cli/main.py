"""The `medgraph` command. Heavy modules are imported inside the commands, so that `--help` is quick."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from api.cli import corpus, entities, evaluation, questions, stores, system, vocabularies
from api.cli.options import set_flags, show
from graph.errors import MedgraphError

app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="Medical literature as a graph you can question."
)
for part in (corpus, questions, entities, vocabularies, stores, evaluation, system):
    app.add_typer(part.app)

# Errors that say the command was wrong, not that it failed.
_USAGE = ("settings", "question", "filter")


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"medgraph {version('medgraph')}")
        raise typer.Exit


@app.callback()
def options(
    workspace: Annotated[str | None, typer.Option("--workspace", "-w", help="Workspace name.")] = None,
    home: Annotated[Path | None, typer.Option("--home", help="Where medgraph keeps everything.")] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Options of every command."""
    set_flags(workspace=workspace, home=home)


def main() -> None:
    """The process's edge: every failure is one line and an exit code, 2 for bad usage and 1 for failure."""
    try:
        code = app(standalone_mode=False)
        sys.stdout.flush()
        sys.exit(code)  # what typer.Exit carries comes back as the result
    except MedgraphError as error:
        sys.exit(_failed(error))
    except BrokenPipeError:
        # The reader of a pipe (`| head`) has left. Python would complain about it once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except KeyboardInterrupt:
        print("stopped; an ingest goes on where it was when it is run again", file=sys.stderr)
        sys.exit(130)
    except Exception as error:
        if os.environ.get("MEDGRAPH_DEBUG"):
            raise
        sys.exit(_unexpected(error))


def _failed(error: MedgraphError) -> int:
    if "--json" in sys.argv:
        show({"error": {"code": error.code, "message": str(error), "hint": error.hint}})
    else:
        print(f"error: {error}" + (f"\n  -> {error.hint}" if error.hint else ""), file=sys.stderr)
    return 2 if error.code in _USAGE else 1


def _unexpected(error: Exception) -> int:
    if hasattr(error, "format_message") and hasattr(error, "exit_code"):  # click's own: bad usage
        print(f"error: {error.format_message()}", file=sys.stderr)
        return int(error.exit_code)
    if isinstance(error, OSError) and error.strerror:
        place = f": {error.filename}" if error.filename else ""
        return _failed(MedgraphError(f"{error.strerror}{place}"))
    if isinstance(error, MemoryError):
        return _failed(
            MedgraphError("out of memory", "close other programs, or set MEDGRAPH_INGEST__BATCH lower")
        )
    name = type(error).__name__
    return _failed(MedgraphError(f"internal error: {name}: {error}", "MEDGRAPH_DEBUG=1 shows where"))
