"""What the commands print for a person in a terminal."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from api.cli.output import one_line, say

if TYPE_CHECKING:
    from ingest import IngestReport, MissingDocument, SourceSummary
    from retrieval.answer import Answer, Citation
    from retrieval.search import SearchResult

_LINES = 20  # problems that are shown before `--json` is pointed to; set by hand


def print_answer(answer: Answer) -> None:
    """Text, numbered sources with exact characters, definitions, and what was left out."""
    missing = ", ".join(answer.missing)
    if answer.claims and missing:
        say(wrapped(f"Not found in the best source: {missing}") + "\n")
    if answer.decision is not None:
        say(wrapped(f"{answer.decision.capitalize()}: {answer.tally}.") + "\n")
    for line in answer.text.split("\n"):
        say(wrapped(line))
    _print_items(answer)
    if answer.notice:
        say(f"\nNote: {answer.notice}")
    elif not answer.claims and missing:
        say(f"Not found: {missing}")
    for citation in answer.citations:
        _print_citation(citation)
    for d in answer.definitions:
        say(f"\n{wrapped(f'{d.name} ({d.concept_id}): {d.definition}')}")
    if answer.excluded_retracted:
        say(f"\nRetracted, left out: {', '.join(answer.excluded_retracted)}")
    if answer.id:
        say(f"\nAnswer {answer.id}, of revision {answer.revision}")


def _print_items(answer: Answer) -> None:
    if answer.items:
        named = (f"{one_line(i.name)} {''.join(f'[{n}]' for n in i.citations)}" for i in answer.items)
        say("\n" + wrapped(f"Named there: {', '.join(named)}"))


def print_passages(found: SearchResult) -> None:
    """One document a paragraph: title, where it appeared, its best passage; before them, what was searched for."""
    for each in found.spelling:
        if each.searched:
            say(f"Searched for {each.searched}, not {each.written}.")
        else:
            say(f"Nothing here is called {each.written!r}; did you mean {' or '.join(each.meant)}?")
    for rank, p in enumerate(found.passages, 1):
        about = ", ".join(one_line(part) for part in (p.journal, p.year, p.document_id) if part)
        say(f"{rank}. {p.title or p.document_id} ({about}){retraction_mark(p.retracted)}")
        say(textwrap.indent(wrapped(textwrap.shorten(p.text, 300, placeholder=" ..."), 3), "   "))
    if not found.passages:
        say("nothing found")
    if found.notice:
        say(found.notice)


def print_report(report: IngestReport, seconds: float) -> None:
    """What an ingest did, and on standard error what could not be read."""
    rate = report.written / seconds if seconds else 0.0
    replaced = f", {report.replaced} replaced their former text" if report.replaced else ""
    say(
        f"{report.written} written, {report.unchanged} unchanged, {report.deleted} deleted{replaced}; "
        f"{report.chunks} chunks, {report.mentions} mentions; {seconds:.1f} s ({rate:.1f} documents/s)"
    )
    print_problems([f"{p.source} {p.place}: {p.reason}".replace(" :", ":") for p in report.problems])


def print_missing(missing: Sequence[MissingDocument]) -> None:
    """What was stored of files and records that are no longer there."""
    say(f"{plural(len(missing), 'stored document')} no longer in the source:")
    for each in missing[:_LINES]:
        say(f"  {one_line(each.id)}\t{one_line(each.title)}\t{one_line(each.source)}")
    if len(missing) > _LINES:
        say(f"  and {len(missing) - _LINES} more; --json lists them all")


def print_survey(surveyed: Iterable[SourceSummary]) -> None:
    """What each source is and holds, as it is read, and the sums over all."""
    sources = documents = problems = 0
    for source in surveyed:
        _print_source(source)
        sources, documents = sources + 1, documents + source.documents
        problems += len(source.problems)
    sums = (plural(sources, "source"), plural(documents, "document"), plural(problems, "problem"))
    say(f"{', '.join(sums)}; nothing stored")


def _print_source(source: SourceSummary) -> None:
    content = plural(source.documents, "document")
    if source.deletions:
        content += f", {plural(source.deletions, 'deletion')}"
    say(f"{one_line(source.source)}: {source.format or 'not read'}, {content}")
    for p in source.problems[:_LINES]:
        say(f"    {one_line(f'{p.place}: {p.reason}' if p.place else p.reason)}")
    if len(source.problems) > _LINES:
        say(f"    ... and {len(source.problems) - _LINES} more problems; --json lists all")


def print_problems(lines: Sequence[str]) -> None:
    """What was not read, on standard error."""
    for line in lines[:_LINES]:
        say(f"not read: {one_line(line)}", file=sys.stderr)
    if len(lines) > _LINES:
        say(f"... and {len(lines) - _LINES} more; --json lists all", file=sys.stderr)


def _print_citation(c: Citation) -> None:
    about = ", ".join(str(part) for part in (c.journal, c.year, c.url) if part)
    say(
        f"\n[{c.id}] {c.title or c.document_id}{f' ({about})' if about else ''}{retraction_mark(c.retracted)}"
    )
    where = ", ".join(part for part in (c.document_id, c.section, f"characters {c.start}-{c.end}") if part)
    say(f"    {one_line(where)}")
    say(textwrap.indent(wrapped(f'"{" ".join(c.quote.split())}"', 4), "    "))


def quoted(quote: str, about: str) -> str:
    """A sentence, and under it where it stands."""
    shown = '"' + " ".join(quote.split()) + '"'
    return f"{textwrap.indent(wrapped(shown, 4), '    ')}\n    {about}"


def wrapped(text: str, indent: int = 0) -> str:
    """The text in lines of the terminal's width, less `indent`."""
    return textwrap.fill(
        text,
        min(100, shutil.get_terminal_size().columns) - indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def plural(count: int, unit: str) -> str:
    """`1 document`, `2 documents`."""
    return f"{count} {unit}{'' if count == 1 else 's'}"


def retraction_mark(retracted: bool) -> str:
    """What is printed after the title of a retracted document; empty for others."""
    return " RETRACTED" if retracted else ""
