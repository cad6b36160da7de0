"""Where the tests find things: the checkout, the bundled demonstration, and the shared data beside the checkout."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "api" / "cli" / "demo_data"
SHARED_DATA = Path(os.environ.get("MEDGRAPH_SHARED_DATA", ROOT.parent / "shared" / "data"))
NEO4J_SERVER = ROOT.parent / "shared" / "neo4j" / "neo4j-server"
