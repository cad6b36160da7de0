"""`python -m api.reference [FOLDER]`: write the pages into the folder, `docs` unless another is given."""

from __future__ import annotations

import sys
from pathlib import Path

from api.reference.pages import PAGES


def main() -> None:
    """Write every page; prints what was written."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs")
    for name, write_page in PAGES.items():
        (folder / name).write_text(write_page(), encoding="utf-8")
        print(folder / name)


main()
