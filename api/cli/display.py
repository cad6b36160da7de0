"""What the commands print for a person in a terminal."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.pipeline import IngestReport
    from ingest.survey import Surveyed
    from retrieval.answer.contract import Answer, Citation
    from retrieval.browse import EntityView
    from retrieval.passages import Passage

_LINES = 20


def print_answer(answer: Answer) -> None:
    """Text, numbered sources with exact characters, definitions, and what was left out."""
    if answer.claims and answer.trace.get("not_found"):
        print(_wrapped(f"Not found in the best source: {', '.join(answer.trace['not_found'])}") + "\n")
    print(_wrapped(answer.text))
    if answer.trace.get("notice"):
        print(f"\nNote: {answer.trace['notice']}")
    elif not answer.claims and answer.trace.get("not_found"):
        print(f"Not found: {', '.join(answer.trace['not_found'])}")
    for citation in answer.citations:
        _print_citation(citation)
    for d in answer.definitions:
        print(f"\n{_wrapped(f'{d.name} ({d.concept_id}): {d.definition}')}")
    if answer.trace.get("retracted_left_out"):
        print(f"\nRetracted, left out: {', '.join(answer.trace['retracted_left_out'])}")


def print_passages(found: Sequence[Passage]) -> None:
    """One document a paragraph: title, where it appeared, its best passage."""
    for place, p in enumerate(found, 1):
        about = ", ".join(str(part) for part in (p.journal, p.year, p.document_id) if part)
        print(f"{place}. {p.title or p.document_id} ({about}){_retracted(p.retracted)}")
        print(textwrap.indent(_wrapped(textwrap.shorten(p.text, 300, placeholder=" ..."), 3), "   "))
    if not found:
        print("nothing found")


def print_entity(view: EntityView) -> None:
    """Names, definition, place in the hierarchy, neighbours and the sentences behind each edge."""
    print(f"{view.name} ({view.id}{', ' + view.category if view.category else ''})")
    print(f"named {view.mentions} times in {view.documents} documents")
    if view.synonyms:
        print(_wrapped(f"also called: {', '.join(view.synonyms[:12])}"))
    if view.definition:
        print(_wrapped(view.definition))
    for word, concepts in (("is a", view.parents), ("more special", view.children[:12])):
        if concepts:
            names = ", ".join(f"{concept['name']} ({concept['id']})" for concept in concepts)
            print(_wrapped(f"{word}: {names}"))
    if view.same_as:
        print(_wrapped(f"the same as: {', '.join(view.same_as)}"))
    for edge in view.neighbours:
        together = f"{_many(edge.sentences, 'sentence')} of {_many(edge.documents, 'document')}"
        print(f"\n- {edge.name} ({edge.id}): together in {together}")
        for s in edge.evidence:
            print(textwrap.indent(_wrapped(f'"{" ".join(s.quote.split())}"', 4), "    "))
            print(f"    {s.document_id}, characters {s.start}-{s.end}{_retracted(s.retracted)}")


def print_report(report: IngestReport, seconds: float) -> None:
    """What an ingest did, and on standard error what could not be read."""
    rate = report.written / seconds if seconds else 0.0
    print(
        f"{report.written} written, {report.unchanged} unchanged, {report.deleted} deleted; {report.chunks} chunks, "
        f"{report.mentions} mentions; {seconds:.1f} s ({rate:.1f} documents/s)"
    )
    print_problems([f"{p.source} {p.place}: {p.reason}".replace(" :", ":") for p in report.problems])


def print_surveyed(found: Surveyed) -> Surveyed:
    """What a file is and holds, and what is wrong with it, a line each."""
    holds = _many(found.documents, "document")
    if found.deletions:
        holds += f", {_many(found.deletions, 'deletion')}"
    print(f"{found.source}: {found.format or 'not read'}, {holds}")
    for p in found.problems[:_LINES]:
        print(f"    {p.place + ': ' if p.place else ''}{p.reason}")
    if len(found.problems) > _LINES:
        print(f"    ... and {len(found.problems) - _LINES} more problems; --json lists all")
    return found


def survey_line(surveyed: Iterable[Surveyed]) -> str:
    """The sums over all sources."""
    sources = documents = problems = 0
    for found in surveyed:
        sources, documents = sources + 1, documents + found.documents
        problems += len(found.problems)
    return f"{_many(sources, 'source')}, {_many(documents, 'document')}, {_many(problems, 'problem')}; nothing stored"


def print_problems(lines: Sequence[str]) -> None:
    """What was not read, on standard error."""
    for line in lines[:_LINES]:
        print(f"not read: {line}", file=sys.stderr)
    if len(lines) > _LINES:
        print(f"... and {len(lines) - _LINES} more; --json lists all", file=sys.stderr)


def _print_citation(c: Citation) -> None:
    about = ", ".join(str(part) for part in (c.journal, c.year, c.url) if part)
    print(f"\n[{c.id}] {c.title or c.document_id}{f' ({about})' if about else ''}{_retracted(c.retracted)}")
    where = ", ".join(part for part in (c.document_id, c.section, f"characters {c.start}-{c.end}") if part)
    print(f"    {where}")
    print(textwrap.indent(_wrapped(f'"{" ".join(c.quote.split())}"', 4), "    "))


def _wrapped(text: str, indent: int = 0) -> str:
    return textwrap.fill(
        text,
        min(100, shutil.get_terminal_size().columns) - indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _many(count: int, unit: str) -> str:
    return f"{count} {unit}{'' if count == 1 else 's'}"


def _retracted(retracted: bool) -> str:
    return " RETRACTED" if retracted else ""
