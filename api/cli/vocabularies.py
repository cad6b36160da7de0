"""`vocab`: the controlled vocabularies of the workspace."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from api.cli.options import Json, service, show
from api.cli.progress import counting

app = typer.Typer()
vocab = typer.Typer(no_args_is_help=True, help="Controlled vocabularies of the workspace.")
app.add_typer(vocab, name="vocab")


@vocab.command("add")
def add(
    file: Annotated[Path, typer.Argument(help="OBO, MeSH, UMLS RRF (its folder), CSV or TSV.")],
    vocabulary_id: Annotated[str | None, typer.Option("--id", help="Short name of the vocabulary.")] = None,
    companion: Annotated[list[Path] | None, typer.Option("--with", help="A file that completes it.")] = None,
    as_json: Json = False,
) -> None:
    """Add a vocabulary file, or replace the one of the same name."""
    from api.cli.display import print_problems

    workspace = service()
    before = {v.id: v.concepts for v in workspace.store.vocabularies()}
    with counting("concepts") as tick:
        info, problems = workspace.add_vocabulary(
            file,
            vocabulary_id=vocabulary_id,
            companions=companion or (),
            progress=lambda count: tick(count, 0),
        )
    if as_json:
        show(asdict(info) | {"problems": problems})
        return
    former = f", in place of {before[info.id]}" if info.id in before else ""
    print(f"{info.id}: {info.concepts} concepts from {info.source}{former}")
    if workspace.store.counts().documents:
        print("ingest the documents again to recognise its names in them")
    print_problems(problems)


@vocab.command("list")
def list_(as_json: Json = False) -> None:
    """The vocabularies of the workspace, in order of priority."""
    found = service().store.vocabularies()
    if as_json:
        show({"vocabularies": [asdict(v) for v in found]})
        return
    for v in found:
        print(f"{v.id}\t{v.concepts} concepts\t{v.version}\t{v.source}")
    if not found:
        print("no vocabulary yet: medgraph vocab add FILE")


@vocab.command("search")
def search(
    text: str,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Most concepts.")] = 20,
    as_json: Json = False,
) -> None:
    """Concepts by name, synonym or identifier."""
    found = service().search_vocabulary(text, limit)
    if as_json:
        show({"concepts": [asdict(c) for c in found]})
        return
    for c in found:
        print(f"{c.id}\t{c.name}\t{c.category}")
    if not found:
        print(f"no concept is called {text!r}")
