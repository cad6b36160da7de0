"""`ingest`, `reindex`, `export`, `import`, `compact` and `documents`: what is in the workspace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.ingest_job import IngestJob
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
    parse_tier,
)
from api.cli.output import error_values, from_printed, one_line, print_json, print_result, say
from api.cli.progress import count_progress
from api.cli.session import medgraph
from graph import is_retraction_notice

if TYPE_CHECKING:
    from api.service import MedGraph

app = typer.Typer()
documents = typer.Typer(no_args_is_help=True, help="Documents of the workspace.")
app.add_typer(documents, name="documents")

Ids = Annotated[list[str], typer.Argument(help="Document ids, as `medgraph documents list` shows them.")]


@app.command()
def ingest(
    ctx: typer.Context,
    paths: Annotated[
        list[Path], typer.Argument(help="Files, folders, archives; - is standard input.", allow_dash=True)
    ],
    tier: Annotated[
        str | None, typer.Option(help="literature, or user for your own notes; else as the format has it.")
    ] = None,
    format: Annotated[
        str | None, typer.Option(help="Read every file as this format; a wrong name lists them all.")
    ] = None,
    patient: Annotated[
        str,
        typer.Option(
            help="Id of the patient whose the records are that do not say so; all are user documents."
        ),
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what each file is and what is wrong with it.")
    ] = False,
    sync: Annotated[
        bool, typer.Option("--sync", help="Then show what these paths held before and hold no longer.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="With --sync: delete that without asking.")] = False,
    as_json: Json = False,
) -> None:
    """Read files and folders into the workspace; running it again changes nothing.

    A file that was edited since replaces its former text. Ctrl-C stores what was read; the same command goes on there.
    """
    if dry_run:
        _survey(paths, format, as_json)
        return
    options = {"tier": parse_tier(tier) if tier else None, "format": format, "patient": patient, "sync": sync}
    IngestJob(medgraph(ctx, create=True), paths, as_json, yes, options).run()


def _survey(paths: list[Path], format: str | None, as_json: bool) -> None:
    from api.cli.display import print_survey
    from ingest import survey_sources

    sources = survey_sources(paths, format)
    if as_json:
        print_json({"sources": [asdict(source) for source in sources]})
        return
    print_survey(sources)


@app.command()
def reindex(ctx: typer.Context, as_json: Json = False) -> None:
    """Encode every document again with the embedding model that is set."""
    with count_progress("documents") as tick:
        count = medgraph(ctx).ingestion.reindex(tick)
    print_result(as_json, {"reindexed": count}, f"{count} documents encoded again")


@app.command("export")
def export_(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="The file to write.")],
    as_json: Json = False,
) -> None:
    """Write the whole workspace to one file."""
    with count_progress("documents") as tick:
        count = medgraph(ctx).workspace.export(file, tick)
    print_result(as_json, {"exported": count, "file": str(file)}, f"{count} documents exported to {file}")


@app.command("import")
def import_(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="An exported file.")],
    as_json: Json = False,
) -> None:
    """Add an exported workspace to this one.

    A row that is refused stops no other; each is told with its line, and the exit code is 1.
    """
    from graph.store import RefusedRowsError

    try:
        with count_progress("documents") as tick:
            count = medgraph(ctx, create=True).workspace.import_(file, tick)
    except RefusedRowsError as error:
        from api.cli.display import print_problems

        problems = list(map(str, error.problems))
        if not as_json:
            print_problems(problems)
            raise
        values = {"imported": error.documents, "file": str(file), "problems": problems}
        print_json(values | {"error": error_values(error)})
        raise typer.Exit(1) from error
    values = {"imported": count, "file": str(file), "problems": []}
    print_result(as_json, values, f"{count} documents imported")


@app.command()
def compact(ctx: typer.Context, as_json: Json = False) -> None:
    """Give back the space of what was deleted, and leave nothing of it in any file of the workspace."""
    with count_progress("documents indexed") as tick:
        medgraph(ctx).workspace.compact(tick)
    print_result(as_json, {"compacted": True}, "compacted")


@documents.command("list")
def list_documents(
    ctx: typer.Context,
    after: Annotated[str, typer.Option(help="Start after this id.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Most documents.")] = 50,
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
    """One page of documents, ordered by id."""
    where = make_filter(
        tier, year_from, year_to, publication_type, journal, document, language, exclude_retracted, patient
    )
    service = medgraph(ctx)
    page = service.browsing.documents(where, _stored_ids(service, [after])[0], limit)
    if as_json:
        print_json(page.to_dict())
        return
    for d in page.documents:
        is_notice = is_retraction_notice((), d.publication_types)
        if d.damaged:
            say(f"{one_line(d.id)}\t\tDAMAGED {one_line(d.damaged)}")
            continue
        mark = "RETRACTED " if d.retracted else "RETRACTION NOTICE " if is_notice else ""
        of_patient = f"\t{one_line(d.patient)}" if d.patient else ""
        say(f"{one_line(d.id)}\t{d.year or ''}\t{mark}{one_line(d.title)}{of_patient}")
    if page.next:
        say(f"more: medgraph documents list --after {quote(one_line(page.next))}")


def _stored_ids(service: MedGraph, ids: Sequence[str]) -> list[str]:
    """Each id as it was given or, where only that is a document's, as the id that was printed so."""
    printed = {id_: from_printed(id_) for id_ in ids}
    known = service.browsing.known({id_ for pair in printed.items() for id_ in pair} if any(ids) else ())
    return [id_ if id_ in known or printed[id_] not in known else printed[id_] for id_ in ids]


@documents.command("show")
def show_document(
    ctx: typer.Context,
    document_id: Annotated[str, typer.Argument(help="A document's id, or another of its paper's.")],
    as_json: Json = False,
) -> None:
    """A whole document."""
    service = medgraph(ctx)
    document = service.browsing.document(_stored_ids(service, [document_id])[0])
    if as_json:
        print_json(asdict(document))
    else:
        say(document.text)


@documents.command("delete")
def delete_documents(ctx: typer.Context, ids: Ids, as_json: Json = False) -> None:
    """Delete documents and what nothing supports any more; nothing of them is left in the workspace's files."""
    service = medgraph(ctx)
    ids = _stored_ids(service, ids)
    with count_progress("documents indexed") as tick:
        count = service.ingestion.delete(ids, tick)
    print_result(as_json, {"deleted": count}, f"{count} deleted")
    if count < len(set(ids)) and not as_json:
        say(f"{len(set(ids)) - count} of the ids were not there")
