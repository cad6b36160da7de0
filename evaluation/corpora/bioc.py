"""Gold annotations of BioC files."""

from __future__ import annotations

from collections.abc import Iterator

from evaluation.corpora.alignment import align_all
from evaluation.corpora.bioc_annotations import BiocRelation, annotations_of, relations_of
from evaluation.corpora.ids import ConceptIds
from evaluation.corpora.model import GoldDocument, GoldRelation
from evaluation.corpora.place import AnnotatedMention, Places, Region
from graph import Tier
from graph.parsing import Element, Problem, Source
from ingest.readers.literature.bioc import (
    RECORDS,
    WRAPPERS,
    BiocOutline,
    BiocPassage,
    BiocRecord,
    composed_of,
    json_record,
    outline_passages,
    xml_record,
)
from ingest.readers.streams import parse_json_records, read_records

Result = GoldDocument | Problem


def read_bioc_xml(source: Source) -> Iterator[Result]:
    """The documents in order, each after the Problems of its annotations."""

    def convert(element: Element, location: str) -> Iterator[Result]:
        return _gold(xml_record(element), source, location)

    yield from read_records(source, RECORDS, convert)


def read_bioc_json(source: Source) -> Iterator[Result]:
    """The same of JSON."""
    for found in parse_json_records(source, WRAPPERS):
        if isinstance(found, Problem):
            yield found
            continue
        record = json_record(found[1])
        if record is None:
            yield Problem(source.name, found[0], "no BioC document: an object with `passages`")
        else:
            yield from _gold(record, source, found[0])


def _gold(record: BiocRecord, source: Source, location: str) -> Iterator[Result]:
    outlined = outline_passages(record.passages)
    document = composed_of(record, outlined, Tier.LITERATURE, source.name, location)
    if isinstance(document, Problem):
        yield document
        return
    ids, annotated = ConceptIds(), []
    by_name: dict[str, str] = {}
    for annotation in annotations_of(record):
        kind = annotation.infons.get("type", "")
        concepts = ids.of_mention(annotation.identifier, kind)
        by_name[annotation.id] = concepts[0] if concepts else ""
        if annotation.fragments:
            annotated.append(AnnotatedMention(annotation.fragments, annotation.text, kind, concepts))
    relations = [_relation(relation, ids, by_name) for relation in relations_of(record)]
    if None in relations:
        count = relations.count(None)
        yield Problem(source.name, location, f"{document.id}: {count} relations that are not of two concepts")
    places = Places(document, _regions(record, outlined, document.text))
    gold, problems = places.gold(annotated, filter(None, relations))
    yield from problems
    yield gold


def _regions(record: BiocRecord, outlined: BiocOutline[BiocPassage], text: str) -> Iterator[Region]:
    """Every run of the file's text: the ones read with where they went, and the ones left out."""
    read = [*outlined.title, *(passage for section in outlined.sections for passage in section.passages)]
    pieces = [piece for passage in read for piece in passage.pieces]
    for piece, aligned in zip(pieces, align_all((piece.text for piece in pieces), text), strict=True):
        yield Region(piece.offset, piece.text, aligned)
    kept = set(map(id, read))
    for passage in record.passages:
        if id(passage) not in kept:
            yield from (Region(piece.offset, piece.text, None) for piece in passage.pieces)


def _relation(relation: BiocRelation, ids: ConceptIds, by_name: dict[str, str]) -> GoldRelation | None:
    """The relation of two concepts, by its infons or by its nodes; None when it is not one."""
    keys = relation.ends
    if keys is not None:
        subject, target = (ids.of_end(relation.infons[key]) for key in keys)
    elif len(relation.nodes) == 2:
        subject, target = (by_name.get(node, "") for node in relation.nodes)
    else:
        return None
    if not subject or not target:
        return None
    used = {"type", "relation", *(keys or ())}
    rest = tuple((key, value) for key, value in relation.infons.items() if key not in used and value)
    return GoldRelation(relation.type, subject, target, rest)
