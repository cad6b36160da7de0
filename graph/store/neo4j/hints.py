"""Index hints for queries that name a node by its key.

The planner of Neo4j weighs plans by what it has counted, and keeps a plan for as long as its counts seem right. On a
server that was empty a moment ago, reading a whole index costs nothing by those counts, and so a query that should
seek n ids reads everything n times: minutes for a vocabulary of 29,000 concepts. A hint leaves it no choice.
"""

from __future__ import annotations

import re
from functools import cache

# MATCH, a node with its composite key, and the relationships and nodes that follow it.
_KEYED = re.compile(
    r"MATCH \((?P<node>\w+):(?P<label>\w+) \{workspace: \$w, (?P<key>\w+): [^}]*\}\)"
    r"(?:<?-(?:\[[^\]]*\])?->?\([^)]*\))*"
)


@cache
def with_hints(query: str) -> str:
    """The query, its keyed nodes found by seeking in the index of their key."""
    return _KEYED.sub(_hinted, query)


def _hinted(match: re.Match[str]) -> str:
    return f"{match[0]} USING INDEX SEEK {match['node']}:{match['label']}(workspace, {match['key']})"
