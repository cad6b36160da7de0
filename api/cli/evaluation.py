"""`eval`: how well medgraph retrieves and reads, on test sets."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from api.cli.display import print_problems
from api.cli.options import Json
from api.cli.output import print_json, say
from api.cli.progress import stage_progress
from api.cli.session import Session, medgraph

app = typer.Typer()
evaluate = typer.Typer(no_args_is_help=True, help="Measure medgraph on test sets.")
app.add_typer(evaluate, name="eval")

Files = Annotated[
    list[Path], typer.Argument(help="Annotated files: PubTator, BioC, standoff, or JSON lines; or folders.")
]
Labels = Annotated[
    list[str] | None,
    typer.Option(
        help="LABEL=TYPE, what a label of the files means; LABEL= leaves it out.", metavar="LABEL=TYPE"
    ),
]
Errors = Annotated[int, typer.Option(min=0, help="List so many of the commonest errors of each kind.")]


@evaluate.command("retrieval")
def retrieval(
    ctx: typer.Context,
    beir_dirs: Annotated[list[Path], typer.Argument(help="BEIR folders.")],
    vocabulary: Annotated[
        list[Path] | None, typer.Option("--vocab", help="Vocabulary file to load first.")
    ] = None,
    ablation: Annotated[
        bool, typer.Option("--ablation", help="Also measure with each part of the ranking left out.")
    ] = False,
    as_json: Json = False,
) -> None:
    """BM25, dense, fused and full pipeline on BEIR folders, each in a temporary workspace."""
    from evaluation import format_retrieval_table

    with stage_progress() as tick:
        service = ctx.ensure_object(Session).medgraph.evaluation
        result = service.retrieval(beir_dirs, vocabulary or [], tick, ablation=ablation)
    if as_json:
        print_json(result)
    else:
        say(format_retrieval_table(result))


@evaluate.command("evidence")
def evidence(
    ctx: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(
            help="Questions with gold evidence: BioASQ, SciFact, PubMedQA, MEDIQA, or JSON lines with question, "
            "documents and gold."
        ),
    ],
    vocabulary: Annotated[
        list[Path] | None, typer.Option("--vocab", help="Vocabulary file to load first.")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Ask only so many questions of a file.")] = None,
    as_json: Json = False,
) -> None:
    """Answers against gold sentences, beside two baselines, each file in a temporary workspace."""
    from evaluation import format_evidence_table

    with stage_progress() as tick:
        service = ctx.ensure_object(Session).medgraph.evaluation
        result = service.evidence(files, vocabulary or [], limit, tick)
    if as_json:
        print_json(result)
    else:
        say(format_evidence_table(result))


@evaluate.command("ner")
def ner(
    ctx: typer.Context, files: Files, labels: Labels = None, errors: Errors = 0, as_json: Json = False
) -> None:
    """Entities that this workspace's vocabularies and recognisers find, against what people marked."""
    types = _parse_labels(labels or ())
    with stage_progress() as tick:
        result = medgraph(ctx).evaluation.ner(files, types, errors, tick)
    _print_result(result, as_json)


@evaluate.command("linking")
def linking(
    ctx: typer.Context, files: Files, labels: Labels = None, errors: Errors = 0, as_json: Json = False
) -> None:
    """Concepts that this workspace's vocabularies give to entities, with gold spans and end to end."""
    types = _parse_labels(labels or ())
    with stage_progress() as tick:
        result = medgraph(ctx).evaluation.linking(files, types, errors, tick)
    _print_result(result, as_json)


@evaluate.command("relations")
def relations(
    ctx: typer.Context,
    files: Files,
    gold_entities: Annotated[
        bool,
        typer.Option("--gold-entities", help="Between the entities people marked, not those that are found."),
    ] = False,
    errors: Errors = 0,
    as_json: Json = False,
) -> None:
    """Relations that texts state between concepts, end to end or between the entities people marked."""
    with stage_progress() as tick:
        result = medgraph(ctx).evaluation.relations(files, gold_entities, errors, tick)
    _print_result(result, as_json)


@evaluate.command("abbreviations")
def abbreviations(
    files: Annotated[list[Path], typer.Argument(help="JSON lines with `abbreviations`.")],
    errors: Errors = 0,
    as_json: Json = False,
) -> None:
    """Abbreviations with their long forms, against what people marked."""
    from evaluation.tasks import evaluate_abbreviations

    with stage_progress() as tick:
        result = evaluate_abbreviations(files, errors=errors, progress=tick)
    _print_result(result, as_json)


def _print_result(result: dict[str, Any], as_json: bool) -> None:
    """The result as JSON or tables; what of the files could not be read, on standard error."""
    from evaluation import format_entity_table

    for row in result["datasets"]:
        print_problems(row.get("problems", ()))
    if as_json:
        print_json(result)
    else:
        say(format_entity_table(result))


def _parse_labels(options: Iterable[str]) -> dict[str, str]:
    """`LABEL=TYPE` options as a map; BadParameter for what is none."""
    from evaluation import ENTITY_TYPES

    types = dict[str, str]()
    for option in options:
        label, equals, type = option.partition("=")
        if not equals or (type and type not in ENTITY_TYPES):
            raise typer.BadParameter(
                f"--labels is LABEL=TYPE with a type of: {', '.join(ENTITY_TYPES)} (not {option!r})"
            )
        types[label] = type
    return types
