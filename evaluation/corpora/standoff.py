"""Gold annotations of brat's standoff files: mentions (T), their concepts (N) and relations (R).

Events, attributes, notes and equivalences are left out. Format: https://brat.nlplab.org/standoff.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from evaluation.corpora.alignment import AlignmentError, OffsetMap, align_lines
from evaluation.corpora.ids import ConceptIds
from evaluation.corpora.model import GoldDocument, GoldRelation
from evaluation.corpora.place import AnnotatedMention, Places, Region
from graph import Document, Tier
from graph.parsing import Problem, Source, read_whole
from ingest.readers.text import TextReader, annotations_of, text_of_annotations

_MAX_BYTES = 50 * 2**20  # as `TextReader` reads
_MENTION = re.compile(r"(?P<type>\S+) (?P<places>\d{1,11} \d{1,11}(?:;\d{1,11} \d{1,11})*)", re.ASCII)
_REFERENCE = re.compile(r"\S+ (?P<mention>\S+) (?P<concept>.+)")
_RELATION = re.compile(r"(?P<type>\S+) \S+?:(?P<one>\S+) \S+?:(?P<other>\S+)\s*")


def read_standoff(source: Source) -> Iterator[GoldDocument | Problem]:
    """The one document of a pair, by either of its files, after the Problems of its annotations."""
    text = text_of_annotations(source) or source
    annotations = annotations_of(text)
    if annotations is None:
        yield Problem(source.name, "", "no annotations: an .ann file beside the text")
        return
    for result in TextReader().read(text, Tier.LITERATURE):
        if isinstance(result, Document):
            yield from _gold(result, text, annotations)
        elif isinstance(result, Problem):
            yield result


def _gold(document: Document, text: Source, annotations: Source) -> Iterator[GoldDocument | Problem]:
    try:
        raw = read_whole(text, _MAX_BYTES).decode()
        rows = read_whole(annotations, _MAX_BYTES).decode("utf-8-sig").splitlines()
        aligned = _aligned(raw, document)
    except UnicodeDecodeError:
        yield Problem(text.name, "", "standoff files are UTF-8, and one of these is not")
        return
    except AlignmentError:
        yield Problem(text.name, "", "the text cannot be followed into the document that is read of it")
        return
    fields = [(number, row.split("\t")) for number, row in enumerate(rows, 1) if row.strip()]
    concepts = _concepts(fields)
    ids, annotated, by_name = ConceptIds(), [], {}
    for number, parts in fields:
        if not parts[0].startswith("T"):
            continue
        found = _MENTION.fullmatch(parts[1]) if len(parts) > 2 else None
        if found is None:
            yield Problem(
                annotations.name, f"line {number}", "no mention: expected T1, type and offsets, text"
            )
            continue
        concept_ids = ids.of_mention("|".join(concepts.get(parts[0], [])), found["type"])
        by_name[parts[0]] = concept_ids[0] if concept_ids else ""
        annotated.append(AnnotatedMention(_fragments(found["places"]), parts[2], found["type"], concept_ids))
    places = Places(document, [Region(0, raw, aligned)])
    gold, problems = places.gold(annotated, _relations(fields, by_name))
    yield from problems
    yield gold


def _aligned(raw: str, document: Document) -> OffsetMap:
    """The text followed into the document, whose title is the file's name when no line of the text is one."""
    try:
        return align_lines(raw, document.text, 0)
    except AlignmentError:
        return align_lines(raw, document.text, len(document.title))


def _concepts(fields: Iterable[tuple[int, list[str]]]) -> dict[str, list[str]]:
    """The concepts of each mention."""
    concepts: dict[str, list[str]] = {}
    for _, parts in fields:
        found = _REFERENCE.fullmatch(parts[1]) if parts[0].startswith("N") and len(parts) > 1 else None
        if found is not None:
            concepts.setdefault(found["mention"], []).append(found["concept"])
    return concepts


def _relations(fields: Iterable[tuple[int, list[str]]], by_name: dict[str, str]) -> Iterator[GoldRelation]:
    """Relations of mentions whose concepts are known; those of other mentions are of no two concepts."""
    for _, parts in fields:
        found = _RELATION.fullmatch(parts[1]) if parts[0].startswith("R") and len(parts) > 1 else None
        if found and by_name.get(found["one"]) and by_name.get(found["other"]):
            yield GoldRelation(found["type"], by_name[found["one"]], by_name[found["other"]])


def _fragments(places: str) -> tuple[tuple[int, int], ...]:
    pairs = (place.split(" ") for place in places.split(";"))
    return tuple((int(start), int(end)) for start, end in pairs)
