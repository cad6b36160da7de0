"""The `medgraph` command. Heavy modules are imported inside the commands, so that `--help` is quick."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.errors import MedgraphError

if TYPE_CHECKING:
    from api.service import MedGraph
    from graph.store.base import Filter

app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="Medical literature as a graph you can question."
)
vocab = typer.Typer(no_args_is_help=True, help="Controlled vocabularies of the workspace.")
documents = typer.Typer(no_args_is_help=True, help="Documents of the workspace.")
evaluate = typer.Typer(no_args_is_help=True, help="Measure medgraph on test sets.")
app.add_typer(vocab, name="vocab")
app.add_typer(documents, name="documents")
app.add_typer(evaluate, name="eval")

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
Tiers = Annotated[list[str] | None, typer.Option("--tier", help="user or literature.")]
YearFrom = Annotated[int | None, typer.Option("--year-from")]
YearTo = Annotated[int | None, typer.Option("--year-to")]
Types = Annotated[list[str] | None, typer.Option("--type", help="Publication type.")]
Journals = Annotated[list[str] | None, typer.Option("--journal")]
Ids = Annotated[list[str] | None, typer.Option("--document", help="Document id.")]
Languages = Annotated[list[str] | None, typer.Option("--language")]
NoRetracted = Annotated[bool, typer.Option("--exclude-retracted")]
_flags: dict[str, Any] = {}


@app.callback()
def options(
    workspace: Annotated[str | None, typer.Option("--workspace", "-w", help="Workspace name.")] = None,
    home: Annotated[Path | None, typer.Option("--home", help="Where medgraph keeps everything.")] = None,
) -> None:
    """Options of every command."""
    _flags.update(workspace=workspace, home=home)


def service(**flags: Any) -> MedGraph:
    """The workspace that the options name."""
    from api.service import MedGraph
    from api.settings import load_settings

    return MedGraph(load_settings(**(_flags | flags)))


def show(value: Any) -> None:
    """One JSON object on standard output."""
    print(json.dumps(value, ensure_ascii=False))


def make_filter(
    tier: list[str] | None,
    year_from: int | None,
    year_to: int | None,
    type_: list[str] | None,
    journal: list[str] | None,
    document: list[str] | None,
    language: list[str] | None,
    exclude_retracted: bool,
) -> Filter:
    """The filter that the options describe."""
    from graph.model import Tier
    from graph.store.base import Filter

    try:
        tiers = tuple(Tier(t) for t in tier or ())
    except ValueError:
        raise typer.BadParameter("tier is one of: user, literature") from None
    return Filter(
        tiers,
        year_from,
        year_to,
        tuple(type_ or ()),
        tuple(journal or ()),
        tuple(document or ()),
        tuple(language or ()),
        exclude_retracted,
    )


@app.command()
def ingest(
    paths: list[Path],
    tier: Annotated[str, typer.Option(help="literature, or user for your own notes.")] = "literature",
    format: Annotated[str | None, typer.Option(help="Read every file as this format.")] = None,
    as_json: Json = False,
) -> None:
    """Read files and folders into the workspace; running it again changes nothing."""
    from api.cli.progress import counting
    from graph.model import Tier

    if tier not in ("user", "literature"):
        raise typer.BadParameter("tier is one of: user, literature")
    started = time.perf_counter()
    with counting("documents") as tick:
        report = service().ingest(paths, tier=Tier(tier), format=format, progress=lambda r: tick(r.read))
    seconds = time.perf_counter() - started
    if as_json:
        show(
            {
                "written": report.written,
                "unchanged": report.unchanged,
                "deleted": report.deleted,
                "chunks": report.chunks,
                "mentions": report.mentions,
                "seconds": round(seconds, 3),
                "documents_per_second": round(report.written / seconds, 2),
                "problems": [
                    {"source": p.source, "place": p.place, "reason": p.reason} for p in report.problems
                ],
            }
        )
    else:
        print(
            f"{report.written} written, {report.unchanged} unchanged, {report.deleted} deleted; {report.chunks} chunks,"
            f" {report.mentions} mentions; {seconds:.1f} s ({report.written / seconds:.1f} documents/s)"
        )
        for problem in report.problems[:20]:
            print(f"not read: {problem.source} {problem.place}: {problem.reason}", file=sys.stderr)
        if len(report.problems) > 20:
            print(f"... and {len(report.problems) - 20} more; --json lists all", file=sys.stderr)
    if not report.read and not report.deleted:
        if not as_json:
            print(f"error: no documents found in {', '.join(map(str, paths))}", file=sys.stderr)
        raise typer.Exit(1)


@app.command()
def ask(
    question: str,
    tier: Tiers = None,
    year_from: YearFrom = None,
    year_to: YearTo = None,
    type_: Types = None,
    journal: Journals = None,
    document: Ids = None,
    language: Languages = None,
    exclude_retracted: NoRetracted = False,
    llm: Annotated[
        bool, typer.Option("--llm/--no-llm", help="Let a configured LLM write the answer.")
    ] = True,
    as_json: Json = False,
) -> None:
    """Answer a question from the workspace, every sentence cited to exact characters."""
    from api.cli.display import print_answer

    where = make_filter(tier, year_from, year_to, type_, journal, document, language, exclude_retracted)
    answer = service().ask(question, where, llm=llm)
    if as_json:
        show(answer.to_dict())
    else:
        print_answer(answer)


@app.command()
def search(
    question: str,
    limit: Annotated[int, typer.Option(min=1, max=100)] = 10,
    tier: Tiers = None,
    year_from: YearFrom = None,
    year_to: YearTo = None,
    type_: Types = None,
    journal: Journals = None,
    document: Ids = None,
    language: Languages = None,
    exclude_retracted: NoRetracted = False,
    as_json: Json = False,
) -> None:
    """The documents that fit a question best."""
    where = make_filter(tier, year_from, year_to, type_, journal, document, language, exclude_retracted)
    found = service().search(question, where, limit)
    if as_json:
        show({"question": question, "results": [p.to_dict() for p in found]})
        return
    for place, p in enumerate(found, 1):
        mark = " RETRACTED" if p.retracted else ""
        print(
            f"{place}. {p.title or p.document_id} ({p.journal} {p.year or ''}) {p.document_id} {p.score}{mark}"
        )
        print(f"   {' '.join(p.text.split())[:300]}")


@app.command()
def entity(name: str, neighbours: int = 15, as_json: Json = False) -> None:
    """An entity: synonyms, definition, neighbours, and the sentences behind each edge."""
    view = service().entity(name, neighbours)
    if as_json:
        show(view.to_dict())
        return
    print(f"{view.name} ({view.id}, {view.category}): {view.documents} documents, {view.mentions} mentions")
    if view.synonyms:
        print(f"also called: {', '.join(view.synonyms[:12])}")
    if view.definition:
        print(view.definition)
    for edge in view.neighbours:
        print(
            f"- {edge.name} ({edge.id}): together in {edge.sentences} sentences of {edge.documents} documents"
        )
        for s in edge.evidence:
            print(f'    "{s.quote}" {s.document_id} [{s.start}-{s.end}]{" RETRACTED" if s.retracted else ""}')


@vocab.command("add")
def vocab_add(
    file: Path,
    vocabulary_id: Annotated[str | None, typer.Option("--id", help="Short name of the vocabulary.")] = None,
    companion: Annotated[list[Path] | None, typer.Option("--with", help="A file that completes it.")] = None,
) -> None:
    """Add a vocabulary file, or replace the one of the same name."""
    info, problems = service().add_vocabulary(file, vocabulary_id=vocabulary_id, companions=companion or ())
    print(f"{info.id}: {info.concepts} concepts from {info.source}")
    for line in problems[:20]:
        print(f"not read: {line}", file=sys.stderr)


@vocab.command("list")
def vocab_list(as_json: Json = False) -> None:
    """The vocabularies of the workspace."""
    from dataclasses import asdict

    found = service().store.vocabularies()
    if as_json:
        show({"vocabularies": [asdict(v) for v in found]})
    else:
        for v in found:
            print(f"{v.id}\t{v.concepts} concepts\t{v.version}\t{v.source}")


@vocab.command("search")
def vocab_search(text: str, limit: int = 20, as_json: Json = False) -> None:
    """Concepts by name or synonym."""
    from dataclasses import asdict

    found = service().search_vocabulary(text, limit)
    if as_json:
        show({"concepts": [asdict(c) for c in found]})
    else:
        for c in found:
            print(f"{c.id}\t{c.name}\t{c.category}")


@documents.command("list")
def documents_list(after: str = "", limit: int = 50, as_json: Json = False) -> None:
    """One page of documents."""
    from dataclasses import asdict

    found = service().documents(None, after, limit)
    if as_json:
        following = found[-1].id if len(found) == limit else None
        show({"documents": [asdict(d) for d in found], "next": following})
    else:
        for d in found:
            print(f"{d.id}\t{d.year or ''}\t{'RETRACTED ' if d.retracted else ''}{d.title}")


@documents.command("show")
def documents_show(document_id: str, as_json: Json = False) -> None:
    """A whole document."""
    from dataclasses import asdict

    document = service().document(document_id)
    if as_json:
        show(asdict(document))
    else:
        print(document.text)


@documents.command("delete")
def documents_delete(ids: list[str]) -> None:
    """Delete documents and what nothing supports any more."""
    print(f"{service().delete(ids)} deleted")


@app.command("export")
def export_(file: Path) -> None:
    """Write the whole workspace to one file."""
    print(f"{service().export(file)} documents exported to {file}")


@app.command("import")
def import_(file: Path) -> None:
    """Add an exported workspace to this one."""
    print(f"{service().import_(file)} documents imported")


@app.command()
def reindex() -> None:
    """Encode every document again with the embedding model that is set."""
    print(f"{service().reindex()} documents encoded again")


@app.command()
def serve(host: str = "127.0.0.1", port: int = 8080) -> None:
    """Serve the HTTP API (loopback by default)."""
    from api.http.app import serve as run

    run(service(), host, port)


@app.command()
def doctor(as_json: Json = False) -> None:
    """Check the installation and say what is missing."""
    from api.doctor import examine

    found = examine(service())
    if as_json:
        show({"checks": found})
    else:
        for check in found:
            print(f"{check['state']:8} {check['name']}: {check['detail']}")
    if any(c["state"] == "missing" for c in found):
        raise typer.Exit(1)


@app.command()
def demo() -> None:
    """Ingest the bundled demonstration and ask it three questions."""
    from api.demo.run import run_demo

    run_demo(service(workspace="demo"))


@evaluate.command("retrieval")
def eval_retrieval(
    beir_dirs: list[Path],
    vocabulary: Annotated[
        list[Path] | None, typer.Option("--vocab", help="Vocabulary file to load first.")
    ] = None,
    as_json: Json = False,
) -> None:
    """BM25, dense, fused and full pipeline on BEIR folders."""
    from api.cli.evaluation import retrieval

    result = retrieval(beir_dirs, vocabulary or [])
    if as_json:
        show(result)
        return
    for dataset in result["datasets"]:
        print(f"{dataset['name']}: {dataset['documents']} documents, {dataset['queries']} queries")
        for name, figures in dataset["systems"].items():
            print(f"  {name:10}", "  ".join(f"{k} {v:.4f}" for k, v in figures.items()))


def main() -> None:
    """The process's edge: every failure is one line and an exit code."""
    try:
        app(standalone_mode=False)
    except MedgraphError as error:
        code = 2 if error.code in ("settings", "question") else 1
        if "--json" in sys.argv:
            show({"error": {"code": error.code, "message": str(error), "hint": error.hint}})
        else:
            print(f"error: {error}" + (f"\n  -> {error.hint}" if error.hint else ""), file=sys.stderr)
        sys.exit(code)
    except typer.Exit as leaving:
        sys.exit(leaving.exit_code)
    except KeyboardInterrupt:
        print("stopped; running the same command again goes on where it was", file=sys.stderr)
        sys.exit(130)
    except Exception as error:
        if os.environ.get("MEDGRAPH_DEBUG"):
            raise
        if type(error).__module__.startswith(("click", "typer")) and hasattr(error, "exit_code"):
            print(f"error: {getattr(error, 'message', '') or error}", file=sys.stderr)
            sys.exit(error.exit_code)
        print(f"internal error: {error} (MEDGRAPH_DEBUG=1 shows where)", file=sys.stderr)
        sys.exit(1)
