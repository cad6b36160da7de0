"""The head of an SSSOM file: its settings and prefixes, also after a spreadsheet has saved it.

Spreadsheets pad the lines of the YAML above the table with empty cells, and put in quotes what holds a comma, a quote
or, some of them, anything.
"""

from __future__ import annotations

import re
from itertools import islice

from graph.parsing.source import Source
from graph.vocabulary.readers.base import lines_of, open_text
from graph.vocabulary.readers.csv_rows import is_comment

COLUMNS = ("subject_id", "predicate_id", "object_id")
SKOS = "http://www.w3.org/2004/02/skos/core#"
OWL = "http://www.w3.org/2002/07/owl#"
_PREFIXES = {"skos": SKOS, "owl": OWL}
_LONGEST_HEADER = 5000  # lines, mostly prefixes; a bound, no real file comes near
_SETTING = re.compile(r"(\s*+)[\"']?([\w.-]+)[\"']?:(?:\s+(.*))?")
_DELIMITERS = "\t,;"


def header_of(source: Source) -> tuple[dict[str, str], dict[str, str]]:
    """The settings and the curie_map of the YAML in the comments above the table: flat keys and one map."""
    settings: dict[str, str] = {}
    prefixes = dict(_PREFIXES)
    section, depth = "", 0
    with open_text(source) as stream:
        for line in islice(lines_of(stream, source), _LONGEST_HEADER):
            if not is_comment(line):
                break
            found = _SETTING.fullmatch(_comment(line))
            if found is None:
                continue
            indent, key, value = len(found[1]), found[2], (found[3] or "").strip("\"'")
            if section and indent > depth:
                if section == "curie_map":
                    prefixes[key] = value
            elif value:
                settings[key], section = value, ""
            else:
                section, depth = key, indent
    return settings, prefixes


def delimiter_of(head: str) -> str:
    """What divides the cells, by the first line that is no comment; '' where that does not name SSSOM's columns."""
    lines = (line for line in head.splitlines() if line.strip(f" {_DELIMITERS}"))
    names = next((line for line in lines if not is_comment(line)), "")
    cells = {mark: {cell.strip().strip('"') for cell in names.split(mark)} for mark in _DELIMITERS}
    return next((mark for mark in _DELIMITERS if set(COLUMNS) <= cells[mark]), "")


def _comment(line: str) -> str:
    """What a comment says, without its mark, the quotes around it and the empty cells after it."""
    text = line.rstrip().rstrip("\t,;").rstrip()
    if text.startswith('"'):
        text = text[1:].removesuffix('"').replace('""', '"')
    return text.removeprefix("#")
