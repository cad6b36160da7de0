"""`medgraph demo`: the bundled corpus in, three cited answers out."""

from __future__ import annotations

from pathlib import Path

from api.cli.display import print_answer
from api.cli.output import say
from api.cli.progress import share_progress
from api.service.medgraph import MedGraph

_FOLDER = Path(__file__).parent / "demo_data"


def run_demo(medgraph: MedGraph) -> None:
    """Ingest the demonstration into its own workspace, ask its questions, say what to run next."""
    say(
        "DEMONSTRATION: these papers were written for medgraph. They are not evidence; never use them for care.\n"
    )
    if not medgraph.vocabularies.list_all():
        medgraph.add_vocabulary(_FOLDER / "vocabulary.obo")
    with share_progress("documents") as tick:
        report = medgraph.ingest([_FOLDER / "corpus.xml"], progress=lambda r: tick(r.read, r.share))
    say(f"{report.written} documents written, {report.unchanged} unchanged.")
    for question in (_FOLDER / "questions.txt").read_text().splitlines():
        if question.strip():
            say(f"\n{'=' * 80}\n{question}\n")
            print_answer(medgraph.ask(question))
    say(
        f"\n{'=' * 80}\nNext:\n"
        '  .venv/bin/medgraph --workspace demo ask "How does amiodarone affect the thyroid gland?"\n'
        '  .venv/bin/medgraph --workspace demo entity "heart attack"\n'
        "  .venv/bin/medgraph --workspace demo serve    # the HTTP API, documented at /docs\n"
        "  .venv/bin/medgraph ingest YOUR_FOLDER"
    )
