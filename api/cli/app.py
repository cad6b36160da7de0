"""The `medgraph` command. Heavy modules are imported inside the commands, so that `--help` is quick."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from api.cli import corpus, entities, evaluation, questions, stores, system, vocabularies
from api.cli.output import one_line, print_json, say
from api.cli.session import Session
from graph import MedgraphError, disk_error

app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="Medical literature as a graph you can question."
)
for module in (corpus, questions, entities, vocabularies, stores, evaluation, system):
    app.add_typer(module.app)

# Codes of the errors that say the command was wrong, not that it failed.
_USAGE_ERRORS = ("settings", "question", "filter")


def _print_version(requested: bool) -> None:
    if requested:
        from importlib.metadata import version

        say(f"medgraph {version('medgraph')}")
        raise typer.Exit


@app.callback()
def _remember_options(
    ctx: typer.Context,
    workspace: Annotated[str | None, typer.Option("--workspace", "-w", help="Workspace name.")] = None,
    home: Annotated[Path | None, typer.Option("--home", help="Where medgraph keeps everything.")] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Options of every command."""
    session = ctx.ensure_object(Session)
    session.workspace, session.home = workspace, home


def main() -> None:
    """The entry point of the process."""
    sys.exit(run())


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command (None: the process's own) and return its exit code.

    The edge of the process: every failure is one line and an exit code, 2 for bad usage and 1 for failure.
    """
    _replace_what_cannot_be_shown()
    try:
        code = _run_command(arguments)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # The reader of a pipe (`| head`) has left, be it before a result or before an error was printed.
        _drop_output()
        return 1
    except OSError as error:  # standard output is a file on a full disk
        _drop_output()
        return _report(_describe(error, "standard output"), Session())


def _drop_output() -> None:
    """Write what is left for standard output nowhere; Python would complain about it once more at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _replace_what_cannot_be_shown() -> None:
    """Print a question mark for a character that the console's code page lacks, as on Windows, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not stream.encoding.lower().startswith("utf"):
            stream.reconfigure(errors="replace")


def _run_command(arguments: Sequence[str] | None) -> int:
    session = Session()
    try:
        return app(arguments, standalone_mode=False, obj=session) or 0  # what typer.Exit carries comes back
    except MedgraphError as error:
        return _report(error, session)
    except BrokenPipeError:
        raise
    except KeyboardInterrupt:
        say("stopped", file=sys.stderr)
        return 130
    except Exception as error:
        if os.environ.get("MEDGRAPH_DEBUG"):
            raise
        return _report_unexpected(error, session)


def _report(error: MedgraphError, session: Session) -> int:
    """Say what failed, as the command was asked to speak; the exit code."""
    if session.as_json:
        print_json({"error": {"code": error.code, "message": str(error), "hint": error.hint}})
    else:
        hint = f"\n  -> {one_line(error.hint)}" if error.hint else ""
        say(f"error: {one_line(error)}{hint}", file=sys.stderr)
    return 2 if error.code in _USAGE_ERRORS else 1


def _report_unexpected(error: Exception, session: Session) -> int:
    if hasattr(error, "format_message") and hasattr(error, "exit_code"):  # click's own: bad usage
        say(f"error: {error.format_message()}", file=sys.stderr)
        return int(error.exit_code)
    return _report(_describe(error), session)


def _describe(error: Exception, place: str = "") -> MedgraphError:
    """What a person can do about an error that is not one of ours."""
    if isinstance(error, OSError) and (told := disk_error(error, place)) is not None:
        return told
    if isinstance(error, OSError) and error.strerror:
        place = f": {error.filename}" if error.filename else ""
        return MedgraphError(f"{error.strerror}{place}")
    if isinstance(error, MemoryError):
        hint = "close other programs, or set MEDGRAPH_INGEST__BATCH lower"
        return MedgraphError("out of memory", hint)
    name = type(error).__name__
    return MedgraphError(f"internal error: {name}: {error}", "MEDGRAPH_DEBUG=1 shows where")
