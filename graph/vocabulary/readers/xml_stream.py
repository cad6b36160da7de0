"""Streaming of the records of an XML vocabulary, one in memory at a time.

Parsed by `SAFE_PARSING`. A DOCTYPE may only define what OWL files abbreviate namespaces with: entities that are plain
http addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from graph.parsing.source import Source, open_source
from graph.parsing.xml import SAFE_PARSING, Element, defined_entities
from graph.vocabulary.readers.base import LARGEST_RECORD, VocabularyError, file_name

_NAMESPACE = re.compile(r"https?://[^\s&%<>\"']{1,200}")
_MOST_ENTITIES = 200  # ontologies abbreviate some dozens of namespaces


def records(source: Source, *tags: str) -> Iterator[Element]:
    """Each child of the root once, in order, emptied afterwards; with `tags`, those of that name (twice as fast).

    Raises VocabularyError where the XML is malformed, defines entities, or a record has no end.
    """
    with open_source(source) as stream:
        metered = _Metered(stream, source)
        context = etree.iterparse(
            metered,
            events=("end",),
            tag=tags or None,
            **SAFE_PARSING,
        )
        root = None
        try:
            for _, element in context:
                if root is None:
                    root = element.getroottree().getroot()
                    _refuse_entities(root, source)
                if element.getparent() is root:
                    yield element
                    metered.since = 0
                    element.clear()
                    while element.getprevious() is not None:
                        del root[0]
        except etree.XMLSyntaxError as error:
            raise VocabularyError(
                f"{file_name(source)}: the XML breaks off: {error.msg}", "Fetch it again; nothing was stored."
            ) from error


class _Metered:
    """A stream that refuses to go on when a record has no end."""

    def __init__(self, stream: BinaryIO, source: Source) -> None:
        self._stream, self._name = stream, file_name(source)
        self.since = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.since += len(data)
        if self.since > LARGEST_RECORD:
            raise VocabularyError(
                f"{self._name}: a record of more than {LARGEST_RECORD >> 20} MiB",
                "Check that the file is what its name says.",
            )
        return data


def _refuse_entities(root: Element, source: Source) -> None:
    entities = defined_entities(root)
    plain = (_NAMESPACE.fullmatch(entity.content or "") for entity in entities)
    if len(entities) > _MOST_ENTITIES or not all(plain):
        raise VocabularyError(
            f"{file_name(source)} defines XML entities that are no namespaces; medgraph does not expand them",
            "Get the file from its publisher.",
        )
