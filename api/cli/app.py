"""The `medgraph` command. Heavy modules are imported inside the commands, so that `--help` is quick."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterator, Sequence
from copy import copy
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.main import get_command

from api.cli import answers, corpus, entities, evaluation, questions, stores, system, vocabularies, workspaces
from api.cli.output import error_values, one_line, print_json, say
from api.cli.session import Session
from api.cli.streams import guarded_streams
from graph import MedgraphError, disk_error

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Medical literature as a graph you can question.",
)
for module in (corpus, questions, answers, entities, vocabularies, stores, workspaces, evaluation, system):
    app.add_typer(module.app)

# Codes of the errors that say the command was wrong, not that it failed.
_USAGE_ERRORS = ("settings", "question", "filter", "unknown_workspace")


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


def command_tree() -> Any:
    """The command as click has it, where the options of every command may follow its name too."""
    root = get_command(app)
    for command in _commands_below(root):
        command.params += [copy(each) for each in root.params if each.name in ("workspace", "home")]
        for option in command.params[-2:]:
            option.hidden, option.expose_value, option.callback = True, False, _remember_option
    return root


def _commands_below(command: Any) -> Iterator[Any]:
    for each in getattr(command, "commands", {}).values():
        yield each
        yield from _commands_below(each)


def _remember_option(ctx: typer.Context, option: Any, value: Any) -> None:
    if value is not None:
        setattr(ctx.ensure_object(Session), option.name, value)


def main() -> None:
    """The entry point of the process."""
    sys.exit(run())


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command (None: the process's own) and return its exit code.

    The edge of the process: every failure is one line and an exit code, 2 for bad usage and 1 for failure.
    """
    try:
        with guarded_streams():
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


def _run_command(arguments: Sequence[str] | None) -> int:
    session = Session()
    try:
        # What typer.Exit carries comes back.
        return command_tree()(arguments, standalone_mode=False, obj=session) or 0
    except MedgraphError as error:
        return _report(error, session)
    except BrokenPipeError:
        raise
    except KeyboardInterrupt:
        say("stopped", file=sys.stderr)
        return 130
    except Exception as error:
        if os.environ.get("MEDGRAPH_DEBUG"):
            traceback.print_exc()  # while standard error is guarded
            return 1
        return _report_unexpected(error, session)


def _report(error: MedgraphError, session: Session) -> int:
    """Say what failed, as the command was asked to speak; the exit code."""
    if session.as_json:
        print_json({"error": error_values(error)})
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
