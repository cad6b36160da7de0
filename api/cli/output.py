"""What the commands print for a script."""

from __future__ import annotations

import json
from typing import Any


def print_json(value: Any) -> None:
    """One JSON object on standard output."""
    print(json.dumps(value, ensure_ascii=False))


def print_result(as_json: bool, values: dict[str, Any], line: str) -> None:
    """The values as one JSON object, or the line that says the same to a person."""
    if as_json:
        print_json(values)
    else:
        print(line)
