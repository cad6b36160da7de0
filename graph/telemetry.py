"""No dependency reports what anybody does: switched off before any of them is imported.

OpenVINO sends an event at every import and conversion, with an id that it keeps in `~/intel`, except where `CI` is set;
without its telemetry package it runs the same. Hugging Face's libraries tell the hub what loads a model, and honour
`DO_NOT_TRACK` and settings of their own. What a server is told is switched off where it is configured: Neo4j's driver
in `graph.store.neo4j`, its server and vLLM in docker-compose.yml.
"""

from __future__ import annotations

import os
import sys
from typing import Any, cast

_SETTINGS = {"DO_NOT_TRACK": "1", "HF_HUB_DISABLE_TELEMETRY": "1", "DISABLE_TELEMETRY": "1"}
_PACKAGES = ("openvino_telemetry",)


def silence() -> None:
    """Set what dependencies ask for silence, and make the packages that only report impossible to import."""
    os.environ.update(_SETTINGS)
    for name in _PACKAGES:
        sys.modules.setdefault(name, cast("Any", None))
