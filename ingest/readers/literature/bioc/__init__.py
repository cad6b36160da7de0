"""BioC, as XML and as JSON: passages by their roles."""

from ingest.readers.literature.bioc.json import WRAPPERS, BiocJsonReader, json_infons, json_record
from ingest.readers.literature.bioc.outline import BiocOutline, outline_passages
from ingest.readers.literature.bioc.record import BiocPassage, BiocRecord, composed_of
from ingest.readers.literature.bioc.xml import RECORDS, BiocXmlReader, xml_infons, xml_record

__all__ = [
    "RECORDS",
    "WRAPPERS",
    "BiocJsonReader",
    "BiocOutline",
    "BiocPassage",
    "BiocRecord",
    "BiocXmlReader",
    "composed_of",
    "json_infons",
    "json_record",
    "outline_passages",
    "xml_infons",
    "xml_record",
]
