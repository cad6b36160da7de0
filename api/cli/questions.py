"""`ask` and `search`: questions to the workspace."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from api.cli.options import (
    DocumentIds,
    ExcludeRetracted,
    Journals,
    Json,
    Languages,
    Patients,
    PublicationTypes,
    Tiers,
    YearFrom,
    YearTo,
    make_filter,
)
from api.cli.output import print_json
from api.cli.progress import count_progress
from api.cli.session import medgraph
from api.cli.table_display import print_table

app = typer.Typer()

Question = Annotated[list[str], typer.Argument(help="The question, in a sentence, quoted or not.")]


@app.command()
def ask(
    ctx: typer.Context,
    question: Question,
    llm: Annotated[
        bool, typer.Option("--llm/--no-llm", help="Let a configured LLM write the answer.")
    ] = True,
    as_json: Json = False,
    table: Annotated[
        bool, typer.Option("--table", help="Print the studies of the evidence as a table, a row each.")
    ] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print that table as CSV.")] = False,
    tier: Tiers = None,
    year_from: YearFrom = None,
    year_to: YearTo = None,
    publication_type: PublicationTypes = None,
    journal: Journals = None,
    document: DocumentIds = None,
    language: Languages = None,
    exclude_retracted: ExcludeRetracted = False,
    patient: Patients = None,
) -> None:
    """Answer a question from the workspace, every sentence cited to exact characters."""
    where = make_filter(
        tier, year_from, year_to, publication_type, journal, document, language, exclude_retracted, patient
    )
    questions = medgraph(ctx).questions
    if as_json and as_csv:
        raise typer.BadParameter("give --json or --csv, not both")
    if table or as_csv:
        with count_progress("documents indexed") as tick:
            found = questions.table(" ".join(question), where, progress=tick)
        print_table(found, as_json=as_json, as_csv=as_csv)
        return
    from api.cli.display import print_answer

    with count_progress("documents indexed") as tick:
        answer = questions.ask(" ".join(question), where, llm=llm, progress=tick)
    if as_json:
        print_json(answer.to_dict())
    else:
        print_answer(answer)


@app.command()
def search(
    ctx: typer.Context,
    question: Question,
    limit: Annotated[int, typer.Option(min=1, max=100, help="Most documents.")] = 10,
    as_json: Json = False,
    tier: Tiers = None,
    year_from: YearFrom = None,
    year_to: YearTo = None,
    publication_type: PublicationTypes = None,
    journal: Journals = None,
    document: DocumentIds = None,
    language: Languages = None,
    exclude_retracted: ExcludeRetracted = False,
    patient: Patients = None,
) -> None:
    """The documents that fit a question best, or that a query in PubMed's language selects.

    Such a query has AND, OR, NOT, "phrases", cut words (hypertens*), parentheses, or fields: [ti], [tiab], [mh], [au],
    [ta], [dp], [pt], [la], [pmid], [doi].
    """
    from api.cli.display import print_passages

    where = make_filter(
        tier, year_from, year_to, publication_type, journal, document, language, exclude_retracted, patient
    )
    questions = medgraph(ctx).questions
    with count_progress("documents indexed") as tick:
        found = questions.search(" ".join(question), where, limit, progress=tick)
    if as_json:
        spelling = [asdict(each) for each in found.spelling]
        results = [p.to_dict() for p in found.passages]
        print_json(
            {"question": " ".join(question), "results": results, "spelling": spelling, "notice": found.notice}
        )
    else:
        print_passages(found)
