"""Entries of BibTeX, streamed. What is broken (a brace too few) ends with the line that begins the next entry."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.parsing import Problem, Source, encoding_of, errors_of, open_source, read_head

_MOST_CHARS = 16 * 2**20  # of an entry; abstracts have thousands
_LINE_CHARS = 1 << 20  # read at a time
_BEGINS = re.compile(r"\s*@\s*[A-Za-z]+\s*[{(]")
_ENTRY = re.compile(
    r"@\s*(?P<type>[A-Za-z]+)\s*[{(]\s*(?:(?P<key>[^,={}\"\n]*)(?:,|(?=\n\s*[A-Za-z]\w*\s*=)))?"
)
_FIELD = re.compile(r"[\s,]*(?P<name>[A-Za-z][\w:.+-]*)\s*=\s*")
_NEXT_FIELD = re.compile(r"\n[^\S\n]*+[A-Za-z][\w-]*+\s*+=\s*+[{\"\d]")
_END = re.compile(r"[})]")
_BARE = re.compile(r"[^\s,{}()#\"]+")
_MARK = re.compile(r"[\\{}\"]")
_JOINT = re.compile(r"\s*#\s*")
_MOST_BROKEN = 20  # values of an entry: to find each, the rest of the entry is gone through
_NO_ENTRY = frozenset({"comment", "preamble"})


@dataclass
class Entry:
    """An entry: its type (`article`), its key and its fields by lower-case name, still LaTeX.

    `unclosed` says what nothing closes: a field, or the entry.
    """

    type: str
    key: str
    fields: dict[str, str] = field(default_factory=dict)
    unclosed: str = ""


def entries(source: Source) -> Iterator[tuple[str, Entry | Problem]]:
    """Every entry with its place (`line 3`); one too large is a Problem, what is not closed has one beside it."""
    macros: dict[str, str] = {}
    for number, text in _blocks(source):
        location = f"line {number}"
        if text is None:
            yield location, Problem(source.name, location, f"longer than {_MOST_CHARS // 2**20} MiB")
            continue
        for entry in _parsed(text, macros):
            if entry.type == "string":
                macros |= {name: value for name, value in entry.fields.items() if len(macros) < 10_000}
            elif entry.type not in _NO_ENTRY:
                yield location, entry
                if entry.unclosed:
                    reason = f"nothing closes {entry.unclosed}; read as far as could be told"
                    yield location, Problem(source.name, location, reason)


def _blocks(source: Source) -> Iterator[tuple[int, str | None]]:
    """The lines from one that begins an entry to the next, with the number of the first; None for too many."""
    encoding = encoding_of(read_head(source))
    block: list[str] = []
    start, size, number = 0, 0, 0
    with (
        open_source(source) as stream,
        io.TextIOWrapper(stream, encoding, errors_of(encoding)) as text,
    ):
        at_line_start = True
        while line := text.readline(_LINE_CHARS):
            number += at_line_start
            if at_line_start and _BEGINS.match(line):
                if start:
                    yield start, "".join(block) if size <= _MOST_CHARS else None
                block, start, size = [], number, 0
            size += len(line)
            if start and size <= _MOST_CHARS:
                block.append(line)
            at_line_start = line.endswith("\n")
    if start:
        yield start, "".join(block) if size <= _MOST_CHARS else None


def _parsed(text: str, macros: dict[str, str]) -> Iterator[Entry]:
    """The entries in a block: nearly always one."""
    at = 0
    while begins := _ENTRY.search(text, at):
        entry = Entry(begins["type"].lower(), (begins["key"] or "").strip())
        at, broken = begins.end(), 0
        while broken < _MOST_BROKEN and (found := _FIELD.match(text, at)):
            value, at, is_closed = _value(text, found.end(), macros)
            if not is_closed:
                broken += 1
                entry.unclosed = entry.unclosed or f"the field {found['name']!r}"
            entry.fields.setdefault(found["name"].lower(), value)
        if not (entry.unclosed or _END.search(text, at)):
            entry.unclosed = "the entry"
        yield entry


def _value(text: str, at: int, macros: dict[str, str]) -> tuple[str, int, bool]:
    """The value that begins here, pieces put together at `#`; where it ends, and whether it is closed."""
    pieces: list[str] = []
    while True:
        mark = text[at : at + 1]
        if mark in ("{", '"'):
            end = _end_of(text, at, mark)
            if end < 0:  # nothing closes it: the next field does
                end = _end_of_unclosed(text, at + 1)
                return "".join([*pieces, text[at + 1 : end]]), end, False
            pieces.append(text[at + 1 : end])
            at = end + 1
        elif bare := _BARE.match(text, at):
            pieces.append(macros.get(bare.group().lower(), bare.group()))
            at = bare.end()
        else:
            return "".join(pieces), at, True
        joint = _JOINT.match(text, at)
        if not joint:
            return "".join(pieces), at, True
        at = joint.end()


def _end_of_unclosed(text: str, at: int) -> int:
    """Where a value from `at` ends that nothing closes: before the next field, or what closes the entry."""
    rest = text[at:]
    if found := _NEXT_FIELD.search(rest):
        before = rest[: found.start()].rstrip().removesuffix(",").rstrip()
        return at + len(before) - before.endswith(("}", '"'))
    whole = rest.rstrip()
    if whole.endswith("}"):
        before = whole[:-1].rstrip()
        line = rest.find("\n", len(before), len(whole))
        if line >= 0:
            return at + line
    return at + len(rest.removesuffix("\n"))


def _end_of(text: str, at: int, mark: str) -> int:
    """Where what `mark` opens at `at` is closed; -1 where nothing does."""
    depth, escaped = 0, -1
    for found in _MARK.finditer(text, at + 1 if mark == '"' else at):
        sign, place = found.group(), found.start()
        if place == escaped:
            continue
        if sign == "\\":
            escaped = place + 1
        elif sign == '"':
            if mark == '"' and depth == 0:
                return place
        else:
            depth += 1 if sign == "{" else -1
            if depth == 0 and mark == "{":
                return place
            if depth < 0:
                return -1
    return -1
