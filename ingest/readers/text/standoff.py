"""Standoff annotations, as brat keeps them: `x.txt` with `x.ann` beside it.

The text is read as any plain text (`TextReader`); the annotations are for `evaluation.corpora.reading`. This reader is
asked for the .ann files of a folder, and has nothing to read in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from graph import Tier
from graph.parsing import Problem, Source, plain_name
from ingest.readers.base import ReadResult
from ingest.readers.text.text import TextReader

_SUFFIX = ".ann"
_ANNOTATION = re.compile(rb"(?:\xef\xbb\xbf)?(?:[TREAMN]\d+\t|#\d+\t|\*\t)[^\t\n]*")


class StandoffReader:
    """Reads the text of a pair of files, once: whichever of the two is asked for, the .ann adds no document."""

    name = "standoff"
    tier = Tier.LITERATURE

    def accepts(self, source: Source, head: bytes) -> bool:
        """Files of annotations that are named so."""
        return _is_named(source) and _ANNOTATION.match(head) is not None

    def read(self, source: Source, tier: Tier) -> Iterator[ReadResult]:
        """Nothing for annotations with their text beside them, else the text's Document."""
        if not _is_named(source):
            yield from TextReader().read(source, tier)
        elif text_of_annotations(source) is None:
            yield Problem(
                source.name, "", f"annotations without their text: put {_text_name(source)} beside it"
            )


def annotations_of(source: Source) -> Source | None:
    """The .ann beside a text; None when there is none."""
    return source.sibling(PurePath(plain_name(source).name).with_suffix(_SUFFIX).name)


def text_of_annotations(source: Source) -> Source | None:
    """The text beside an .ann; None when there is none."""
    return source.sibling(_text_name(source)) if _is_named(source) else None


def _is_named(source: Source) -> bool:
    return plain_name(source).suffix.lower() == _SUFFIX


def _text_name(source: Source) -> str:
    return PurePath(plain_name(source).name).with_suffix(".txt").name
