"""What a JSON file is, told from its first bytes alone: the keys of its outermost object."""

from __future__ import annotations

import json
import re

# A string, a bracket, or a run of anything else; the last may be cut short by the end of the head. A string that is cut
# is read to its end once: none of the quotes in it begins another.
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|(?P<cut>\\?\Z))|[{}\[\],:]|[^\s"{}\[\],:]+', re.DOTALL)
_DEPTH = {"{": 1, "[": 1, "}": -1, "]": -1}


def json_head(head: bytes) -> dict[str, str]:
    """The keys of the outermost object as far as the head reaches, or of the first object of an array.

    Each with its value where that is a string, a number or a word, `{` or `[` where it is an object or array, and
    '' where the head ends before. Empty for what does not begin like a JSON object.
    """
    text = head.decode("utf-8-sig", "replace").lstrip()
    array = text.startswith("[")
    text = text[1:].lstrip() if array else text
    if not text.startswith("{"):
        return {}
    found: dict[str, str] = {}
    depth, key, value_next = 0, "", False
    for match in _TOKEN.finditer(text):
        token = match.group()
        if match["cut"] is not None and not value_next:
            break
        if depth == 1 and token == ":":
            value_next = True
        elif depth == 1 and value_next:
            found[key], value_next = _plain(token), False
        elif depth == 1 and token.startswith('"'):
            key = _plain(token)
            found[key] = ""
        depth += _DEPTH.get(token, 0)
        if depth == 0:
            break
    return found


def _plain(token: str) -> str:
    try:
        return str(json.loads(token)) if token.startswith('"') else token
    except ValueError:
        return token.strip('"')
