"""What the commands print for a script."""

from __future__ import annotations

import json
import sys
from typing import Any


def print_json(value: Any) -> None:
    """One JSON object on standard output, with escapes where its encoding does not know every character."""
    escaped = not (sys.stdout.encoding or "").lower().startswith("utf")
    print(json.dumps(value, ensure_ascii=escaped))


def print_result(as_json: bool, values: dict[str, Any], line: str) -> None:
    """The values as one JSON object, or the line that says the same to a person."""
    if as_json:
        print_json(values)
    else:
        print(line)
