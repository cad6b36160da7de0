"""`ask`, `search`, `entity`: questions to the workspace."""

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.options import Json, filtered, service, show
from api.cli.progress import counting

if TYPE_CHECKING:
    from api.service import MedGraph
    from graph.store.base import Filter

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


@app.command()
def entity(
    name: Annotated[str, typer.Argument(help="A name, synonym or identifier.")],
    neighbours: Annotated[int, typer.Option(min=0, max=200, help="Most of what it is named beside.")] = 15,
    sentences: Annotated[int, typer.Option(min=0, max=50, help="Most sentences behind each.")] = 3,
    relations: Annotated[int, typer.Option(min=0, max=200, help="Most stated relations.")] = 15,
    as_json: Json = False,
) -> None:
    """An entity: names, definition, what documents state of it, and what it is named beside."""
    from api.cli.entity_display import print_entity

    view = service().entity(name, neighbours, sentences, relations)
    if as_json:
        show(view.to_dict())
    else:
        print_entity(view)


def _ready() -> "MedGraph":
    """The workspace with its models and indexes loaded, which the first time can take a while."""
    workspace = service()
    with counting("documents indexed") as tick:
        workspace.warm(tick)
    return workspace
