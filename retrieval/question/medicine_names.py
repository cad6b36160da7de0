"""What common medicines are called beside their usual name: brands of Britain and America, abbreviations of notes.

Read from `medicine_names.tsv`; used beside the vocabularies of the workspace, which need not be loaded.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def medicine_names() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """The names of each medicine, its usual one first, and its brands."""
    table = files("retrieval.question").joinpath("medicine_names.tsv").read_text(encoding="utf-8")
    rows = (line.partition("\t")[::2] for line in table.splitlines() if not line.startswith("#"))
    split = ((names.split(" | "), brands.split(", ")) for names, brands in rows)
    return tuple((tuple(names), tuple(filter(None, brands))) for names, brands in split)
