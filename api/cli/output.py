"""What the commands print: for a script, and for a person, whose terminal obeys nothing that comes from outside.

An id, a path, a title or the name of an archive's member may hold what a terminal takes for an order (ESC, the C1
controls) or what turns letters round (marks of direction): such characters are shown as their escapes.
"""

from __future__ import annotations

import json
import re
import sys
from typing import Any, TextIO

from graph import MedgraphError

# C0 but tab and line feed, DEL, C1; marks of direction; line and paragraph separators; what Unicode calls no character.
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb\ufeff\ud800-\udfff]"
)
_SPACES = re.compile("[\t\n]")
_ESCAPED = re.compile(r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|([nt]))")


def harmless(text: str) -> str:
    """The text with each character that a terminal might obey as its escape, lines and tabs as they are."""
    return _HARMFUL.sub(_escape, text)


def one_line(value: object) -> str:
    """A value from outside as a part of a line: its own line ends and tabs are escaped too."""
    return _SPACES.sub(lambda found: {"\n": "\\n", "\t": "\\t"}[found.group()], harmless(str(value)))


def from_printed(text: str) -> str:
    """What `one_line`, or `print_json`, printed as this text: each escape is the character that it stands for."""

    def character(found: re.Match[str]) -> str:
        short, long, space = found.groups()
        meant = {"n": "\n", "t": "\t"}[space] if space else chr(int(short or long, 16))
        return meant if _SPACES.match(meant) or _HARMFUL.match(meant) else found.group()

    return _ESCAPED.sub(character, text)


def say(text: str = "", file: TextIO | None = None) -> None:
    """Print for a person, harmless; on standard output where no file is given."""
    print(harmless(text), file=file or sys.stdout)


def print_json(value: Any) -> None:
    """One JSON object on standard output, with escapes where its encoding does not know every character."""
    escaped = not (sys.stdout.encoding or "").lower().startswith("utf")
    text = json.dumps(value, ensure_ascii=escaped)
    print(_HARMFUL.sub(lambda found: f"\\u{ord(found.group()):04x}", text))


def error_values(error: MedgraphError) -> dict[str, str]:
    """An error as every JSON object has it."""
    return {"code": error.code, "message": str(error), "hint": error.hint}


def print_result(as_json: bool, values: dict[str, Any], line: str) -> None:
    """The values as one JSON object, or the line that says the same to a person."""
    if as_json:
        print_json(values)
    else:
        say(line)


def _escape(found: re.Match[str]) -> str:
    code = ord(found.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
