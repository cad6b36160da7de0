"""`answers`: answers that were given, by their id."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from api.cli.options import Json
from api.cli.output import one_line, print_json, print_result, say
from api.cli.session import medgraph

app = typer.Typer()
answers = typer.Typer(no_args_is_help=True, help="Answers that were given, by their id.")
app.add_typer(answers, name="answers")


@answers.command("show")
def show_answer(
    ctx: typer.Context,
    answer_id: Annotated[str, typer.Argument(help="As `ask` prints it, or `answers list`.")],
    as_json: Json = False,
) -> None:
    """An answer as it was given, and whether the workspace has changed since."""
    from api.cli.display import print_answer

    kept = medgraph(ctx).answers.show(answer_id)
    if as_json:
        print_json(kept.to_dict())
        return
    say(f"{one_line(kept.answer.question)}\n")
    print_answer(kept.answer)
    say(f"Asked {kept.asked}{f'; {kept.notice}' if kept.notice else ''}")


@answers.command("list")
def list_answers(
    ctx: typer.Context,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Most answers.")] = 50,
    as_json: Json = False,
) -> None:
    """What was asked, youngest first."""
    found = medgraph(ctx).answers.list_recent(limit)
    if as_json:
        print_json({"answers": [asdict(each) for each in found]})
        return
    for each in found:
        say(f"{each.id}\t{each.asked}\trevision {each.revision}\t{one_line(each.question)}")
    if not found:
        say("no answer is kept")


@answers.command("delete")
def delete_answers(
    ctx: typer.Context,
    ids: Annotated[list[str], typer.Argument(help="Ids of answers, as `answers list` shows them.")],
    as_json: Json = False,
) -> None:
    """Delete kept answers; nothing of them is left in the workspace's files."""
    count = medgraph(ctx).answers.delete(ids)
    print_result(as_json, {"deleted": count}, f"{count} deleted")
    if count < len(set(ids)) and not as_json:
        say(f"{len(set(ids)) - count} of the ids were not there")
