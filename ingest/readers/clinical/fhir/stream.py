"""The resources of a FHIR file, one in memory at a time: a Bundle, NDJSON (bulk export), an array, a resource."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from graph.parsing import BrokenJson, Problem, Source, array_items, object_members, open_source, read_head
from ingest.readers.clinical.fhir.values import Json, objects, text
from ingest.readers.streams.json_head import json_head
from ingest.readers.streams.json_records import broken_json, json_lines, numbered_values

MAX_RESOURCE = 64 * 2**20
"""Most bytes or characters of one resource; a note with its scan in it is the largest there is."""

_BOM = b"\xef\xbb\xbf"


class Entry(NamedTuple):
    """A resource, where it stands, its full URL, and whether a search only added it to what was asked for."""

    resource: Json
    location: str
    url: str = ""
    included: bool = False


def entries(source: Source) -> Iterator[Entry | Problem]:
    """Every resource of the file; what is none is a Problem and reading goes on as long as the JSON can be followed."""
    head = read_head(source)
    if head.removeprefix(_BOM).lstrip().startswith(b"["):
        yield from _array(source)
    elif json_head(head).get("resourceType") != "Bundle" and _is_line(source):
        yield from _lines(source)
    else:
        yield from _objects(source)


def _is_line(source: Source) -> bool:
    """Whether the first line is a whole resource, but no Bundle: that may be any size."""
    with open_source(source) as stream:
        line = stream.readline(MAX_RESOURCE + 1)
    if not line.rstrip().endswith(b"}"):
        return False
    try:
        value = json.loads(line.removeprefix(_BOM))
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and value.get("resourceType") != "Bundle"


def _lines(source: Source) -> Iterator[Entry | Problem]:
    with open_source(source) as stream:
        for location, value in json_lines(stream, source, MAX_RESOURCE):
            yield from _resource(source, value, location)


def _array(source: Source) -> Iterator[Entry | Problem]:
    with open_source(source) as stream:
        for location, value in numbered_values(array_items(stream, MAX_RESOURCE), source, "item"):
            yield from _resource(source, value, location)


def _objects(source: Source) -> Iterator[Entry | Problem]:
    """Objects one after another; the entries of a Bundle come out while it is read."""
    number, members = 0, Json()
    with open_source(source) as stream:
        try:
            for key, value in object_members(stream, "entry", MAX_RESOURCE):
                if key is None:
                    yield from _end_of_object(source, members, number)
                    members = {}
                elif key == "entry" and isinstance(value, dict) and "item" not in value:
                    number += 1
                    yield from _entry(source, value, f"entry {number}")
                else:
                    members[key] = value
        except BrokenJson as error:
            yield broken_json(source, f"entry {number + 1}", error)


def _end_of_object(source: Source, members: Json, entries_read: int) -> Iterator[Entry | Problem]:
    if members.get("resourceType") == "Bundle" or entries_read:
        yield Entry({"resourceType": "Bundle", **members}, "")
    else:
        yield from _resource(source, members, "")


def _resource(source: Source, value: object, location: str) -> Iterator[Entry | Problem]:
    if isinstance(value, Problem):
        yield value
    elif not isinstance(value, dict) or not text(value.get("resourceType")):
        yield Problem(source.name, location, "not a FHIR resource: it has no resourceType")
    elif value["resourceType"] == "Bundle":
        for number, each in enumerate(objects(value.get("entry")), 1):
            yield from _entry(source, each, f"{location}, entry {number}".lstrip(", "))
        yield Entry({key: each for key, each in value.items() if key != "entry"}, location)
    else:
        yield Entry(value, location)


def _entry(source: Source, entry: Json, location: str) -> Iterator[Entry | Problem]:
    resource = entry.get("resource")
    if resource is None:  # a deletion, or the answer to a transaction: nothing is said
        return
    if not isinstance(resource, dict) or not text(resource.get("resourceType")):
        yield Problem(source.name, location, "not a FHIR resource: it has no resourceType")
        return
    search = entry.get("search")
    included = isinstance(search, dict) and search.get("mode") == "include"
    yield Entry(resource, location, text(entry.get("fullUrl")), included)
