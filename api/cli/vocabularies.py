"""`vocab`: the controlled vocabularies of the workspace."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.options import Json
from api.cli.output import one_line, print_json, say
from api.cli.progress import count_progress
from api.cli.session import Session, medgraph

if TYPE_CHECKING:
    from api.service.medgraph import MedGraph
    from graph import VocabularyInfo
    from graph.vocabulary.fetching import Downloaded

app = typer.Typer()
vocab = typer.Typer(no_args_is_help=True, help="Controlled vocabularies of the workspace.")
app.add_typer(vocab, name="vocab")


@vocab.command("add")
def add(
    ctx: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(help="OBO, OWL, MeSH, RRF folder, SSSOM, a table, retracted papers."),
    ],
    vocabulary_id: Annotated[str | None, typer.Option("--id", help="Short name of the vocabulary.")] = None,
    companion: Annotated[list[Path] | None, typer.Option("--with", help="A file that completes it.")] = None,
    columns: Annotated[
        str,
        typer.Option(help="Which column of a table holds what: 'id=Code,name=Long name,synonyms=Aliases'."),
    ] = "",
    category: Annotated[
        str,
        typer.Option(help="The kind of the entries of which the file tells none: Disease, Drug, Gene ..."),
    ] = "",
    as_json: Json = False,
) -> None:
    """Add a vocabulary file, or replace the one of the same name."""
    _add(
        medgraph(ctx, create=True),
        file,
        vocabulary_id,
        companion or (),
        as_json,
        columns=columns,
        category=category,
    )


def _add(
    service: MedGraph,
    file: Path,
    vocabulary_id: str | None,
    companions: Sequence[Path],
    as_json: bool,
    *,
    columns: str = "",
    category: str = "",
) -> None:
    from api.cli.display import print_problems

    is_new = (
        service.settings.workspace not in service.workspaces.list_all()
    )  # and made by no file that is none
    before = {} if is_new else {v.id: v for v in service.vocabularies.list_all()}
    with count_progress("concepts") as tick:
        info, problems, advice = service.vocabularies.add(
            file,
            vocabulary_id=vocabulary_id,
            companions=companions,
            columns=columns,
            category=category,
            progress=lambda count: tick(count, 0),
        )
    if as_json:
        print_json(asdict(info) | {"problems": problems, "advice": advice})
        return
    former = before.get(info.id)
    replaced = f", in place of {former.concepts} from {former.source}" if former else ""
    say(f"{info.id}: {info.concepts} {_counted(info)} from {info.source}{replaced}")
    if former and former.source != info.source:
        say(f"to have both: medgraph vocab add {former.source} --id NAME")
    if info.is_retraction_list:
        say("documents with these ids are marked as retracted, those that are there and those that come")
    elif service.workspace.counts().documents:
        say("ingest the documents again to recognise its names in them")
    for line in advice:
        say(line, file=sys.stderr)
    print_problems(problems)


@vocab.command("remove")
def remove(
    ctx: typer.Context,
    vocabulary_id: Annotated[str, typer.Argument(metavar="ID", help="As `vocab list` shows it.")],
    as_json: Json = False,
) -> None:
    """Remove a vocabulary; documents stay."""
    service = medgraph(ctx)
    removed = service.vocabularies.remove(vocabulary_id)
    if as_json:
        print_json({"removed": asdict(removed)})
        return
    say(f"removed {removed.id}: {removed.concepts} {_counted(removed)}")
    if not service.workspace.counts().documents:
        return
    if removed.is_retraction_list:
        say("documents are marked as retracted only where their own record, a notice or another list says so")
    else:
        say("documents stay; ingest them again, so that they are no longer linked to its concepts")


def _counted(info: VocabularyInfo) -> str:
    return "retracted papers" if info.is_retraction_list else "concepts"


@vocab.command("download")
def download_vocabulary(
    ctx: typer.Context,
    name: Annotated[
        str, typer.Argument(help="doid, hpo, mondo, mesh, mesh-supplement, hgnc, rxnorm or retractions.")
    ],
    to: Annotated[Path | None, typer.Option("--to", help="Folder [home/downloads].")] = None,
    add_it: Annotated[bool, typer.Option("--add", help="Add it to the workspace as well.")] = False,
    sha256: Annotated[str, typer.Option("--sha256", help="Refuse a file of another SHA-256 (hex).")] = "",
    address: Annotated[str, typer.Option("--from", help="Another address of the same file.")] = "",
    checksums: Annotated[str, typer.Option("--checksums", help="A page with its MD5.")] = "",
    as_json: Json = False,
) -> None:
    """Fetch a vocabulary from its publisher."""
    from graph.vocabulary.fetching import download_vocabulary, known_sources

    sources = known_sources()
    if name not in sources:
        raise typer.BadParameter(f"known are: {', '.join(sources)} (not {name!r})")
    if sha256 and not re.fullmatch("[0-9a-fA-F]{64}", sha256):
        raise typer.BadParameter("--sha256 is 64 hexadecimal digits")
    source = sources[name]
    if address or checksums:
        # The publisher's page of checksums says nothing about another's file.
        source = replace(source, addresses=(address,) if address else source.addresses, checksums=checksums)
    with count_progress("KiB") as tick:
        downloaded = download_vocabulary(
            source,
            to or ctx.ensure_object(Session).load_settings().home / "downloads",
            sha256=sha256,
            progress=lambda done, total: tick(done >> 10, total >> 10),
        )
    if as_json and not add_it:
        print_json(asdict(downloaded) | {"path": str(downloaded.path)})
        return
    stream = sys.stderr if as_json else sys.stdout
    size = f"{downloaded.bytes:,} bytes from {downloaded.address}"
    say(f"{source.about}: {size}\n{downloaded.path}", file=stream)
    say(f"SHA-256 {downloaded.sha256}, {_verification(downloaded)}", file=stream)
    if add_it:
        _add(medgraph(ctx, create=True), downloaded.path, None, (), as_json)
    else:
        say(f"add it with: medgraph vocab add {downloaded.path}")


def _verification(downloaded: Downloaded) -> str:
    if downloaded.verified:
        return f"checked against {downloaded.verified}"
    unsure = (
        "" if downloaded.complete else "; the server gave no length, so nothing tells whether it is whole"
    )
    return f"not checked: no published checksum{unsure}"


@vocab.command("list")
def list_vocabularies(ctx: typer.Context, as_json: Json = False) -> None:
    """The vocabularies of the workspace, in order of priority."""
    vocabularies = medgraph(ctx).vocabularies.list_all()
    if as_json:
        print_json({"vocabularies": [asdict(v) for v in vocabularies]})
        return
    for v in vocabularies:
        say("\t".join(map(one_line, (v.id, f"{v.concepts} {_counted(v)}", v.version, v.source))))
    if not vocabularies:
        say("no vocabulary yet: medgraph vocab add FILE")


@vocab.command("search")
def search(
    ctx: typer.Context,
    text: Annotated[
        list[str], typer.Argument(help="A part of a name or synonym, or an identifier; quoted or not.")
    ],
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Most concepts.")] = 20,
    as_json: Json = False,
) -> None:
    """Concepts by name, synonym or identifier."""
    wanted = " ".join(text)
    concepts = medgraph(ctx).vocabularies.search(wanted, limit)
    if as_json:
        print_json({"concepts": [asdict(c) for c in concepts]})
        return
    for c in concepts:
        say("\t".join(map(one_line, (c.id, c.name, c.category))))
    if not concepts:
        say(f"no concept is called {wanted!r}")
