"""An answer as a person reads it in a terminal."""

from __future__ import annotations

import shutil
import textwrap

from retrieval.answer.contract import Answer, Status


def print_answer(answer: Answer) -> None:
    """Text, numbered sources with exact characters, definitions, and what was left out."""
    width = min(100, shutil.get_terminal_size().columns)
    print(textwrap.fill(answer.text, width))
    if answer.status is Status.INSUFFICIENT and answer.trace.get("not_found"):
        print(f"Not found: {', '.join(answer.trace['not_found'])}")
    for c in answer.citations:
        about = ", ".join(str(part) for part in (c.journal, c.year, c.url) if part)
        mark = " RETRACTED" if c.retracted else ""
        print(f"\n[{c.id}] {c.title or c.document_id} ({about}){mark}")
        print(f"    {c.document_id}, {c.section}, characters {c.start}-{c.end}")
        print(textwrap.indent(textwrap.fill(f'"{" ".join(c.quote.split())}"', width - 4), "    "))
    for d in answer.definitions:
        print(f"\n{d.name} ({d.concept_id}): {d.definition}")
    if answer.trace.get("retracted_left_out"):
        print(f"\nRetracted, left out: {', '.join(answer.trace['retracted_left_out'])}")
    if answer.trace.get("notice"):
        print(f"\nNote: {answer.trace['notice']}")
