"""`ask` and `search`: questions to the workspace."""

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.options import Json, filtered, service, show
from api.cli.progress import counting

if TYPE_CHECKING:
    from api.service.medgraph import MedGraph
    from graph.store.values.filter import Filter

app = typer.Typer()


@app.command()
@filtered
def ask(
    question: str,
    where: "Filter",
    llm: Annotated[
        bool, typer.Option("--llm/--no-llm", help="Let a configured LLM write the answer.")
    ] = True,
    as_json: Json = False,
) -> None:
    """Answer a question from the workspace, every sentence cited to exact characters."""
    from api.cli.display import print_answer

    answer = _ready().ask(question, where, llm=llm)
    if as_json:
        show(answer.to_dict())
    else:
        print_answer(answer)


@app.command()
@filtered
def search(
    question: str,
    where: "Filter",
    limit: Annotated[int, typer.Option(min=1, max=100, help="Most documents.")] = 10,
    as_json: Json = False,
) -> None:
    """The documents that fit a question best."""
    from api.cli.display import print_passages

    found = _ready().search(question, where, limit)
    if as_json:
        show({"question": question, "results": [p.to_dict() for p in found]})
    else:
        print_passages(found)


def _ready() -> "MedGraph":
    """The workspace with its models and indexes loaded, which the first time can take a while."""
    workspace = service()
    with counting("documents indexed") as tick:
        workspace.warm(tick)
    return workspace
