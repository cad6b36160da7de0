"""Gold annotations of JSON lines: `title`, `abstract` and `text`, `entities` with offsets in `text`, `relations`.

An entity has `start`, `end`, `text`, `type`, `ids`, and `spans` when other words stand between its own; a relation
`type`, `arg1`, `arg2` and whatever else. Without a `text`, offsets count title, one space and abstract. Sentences of
tagged tokens are another form (see `iob`).
"""

from __future__ import annotations

from collections.abc import Iterator

from evaluation.corpora.alignment import OffsetMap, align_all
from evaluation.corpora.ids import ConceptIds
from evaluation.corpora.iob import is_tagged, read_tagged
from evaluation.corpora.model import GoldDocument, GoldRelation
from evaluation.corpora.place import AnnotatedMention, Places, Region
from graph import Document, Tier
from graph.parsing import Problem, Source
from ingest.readers.compose import clean_line
from ingest.readers.streams import Object, objects_at, parse_json_records, text_at, texts_at
from ingest.readers.text import BadRecord, document_of, texts_of


def read_jsonl(source: Source) -> Iterator[GoldDocument | Problem]:
    """The documents in order, each after the Problems of its annotations."""
    for found in parse_json_records(source):
        if isinstance(found, Problem):
            yield found
            continue
        location, record = found
        if not isinstance(record, dict):
            yield Problem(source.name, location, f"not an object but {type(record).__name__}")
            continue
        if is_tagged(record):
            yield read_tagged(record, source, location)
            continue
        try:
            document = document_of(record, Tier.LITERATURE, source.name)
        except (BadRecord, RecursionError) as error:
            yield Problem(source.name, location, str(error))
        else:
            yield from _gold(record, document, source, location)


def _gold(
    record: Object, document: Document, source: Source, location: str
) -> Iterator[GoldDocument | Problem]:
    ids = ConceptIds()
    annotated = [_mention(entity, ids) for entity in objects_at(record, "entities")]
    relations = [_relation(relation, ids) for relation in objects_at(record, "relations")]
    if None in relations:
        count = relations.count(None)
        yield Problem(source.name, location, f"{document.id}: {count} relations that are not of two concepts")
    gold, problems = Places(document, _regions(record, document)).gold(annotated, filter(None, relations))
    yield from problems
    yield gold


def _regions(record: Object, document: Document) -> list[Region]:
    title, abstract, rest = texts_of(record)
    placed = align_all((title, abstract, rest), document.text)
    text = record.get("text")
    if not isinstance(text, str) or not text:
        return [Region(0, title, placed[0]), Region(len(title) + 1, abstract, placed[1])]
    if rest == text:
        return [Region(0, text, placed[2])]
    aligned = OffsetMap(len(text))
    if text != abstract:
        aligned.take(placed[0], 0)
    aligned.take(placed[2] if rest else placed[1], len(text) - len(rest or abstract))
    return [Region(0, text, aligned)]


def _mention(entity: Object, ids: ConceptIds) -> AnnotatedMention:
    spans = entity.get("spans")
    pairs = spans if isinstance(spans, list) and spans else [[entity.get("start"), entity.get("end")]]
    fragments = tuple(pair for pair in map(_pair, pairs) if pair is not None)
    kind = text_at(entity, "type")
    concepts = ids.of_mention("|".join(texts_at(entity, "ids")), kind)
    return AnnotatedMention(fragments, text_at(entity, "text"), kind, concepts)


def _pair(value: object) -> tuple[int, int] | None:
    if isinstance(value, list) and len(value) == 2 and all(isinstance(item, int) for item in value):
        return value[0], value[1]
    return None


def _relation(relation: Object, ids: ConceptIds) -> GoldRelation | None:
    subject, target = (ids.of_end(text_at(relation, key)) for key in ("arg1", "arg2"))
    if not subject or not target:
        return None
    rest = tuple((key, text_at(relation, key)) for key in relation if key not in {"type", "arg1", "arg2"})
    return GoldRelation(clean_line(text_at(relation, "type")), subject, target, rest)
