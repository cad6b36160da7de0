"""Records out of large files, one in memory at a time: lines, JSON, XML, tagged lines, parts of packages."""

from ingest.readers.streams.json_fields import Object, objects_at, text_at, texts_at, value_at
from ingest.readers.streams.json_records import parse_json_records
from ingest.readers.streams.xml_records import read_records

__all__ = ["Object", "objects_at", "parse_json_records", "read_records", "text_at", "texts_at", "value_at"]
