"""Sources to documents to graphs in the store: readers, chunking, recognition, linking, assertion and relations."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ingest.settings import IngestSettings

if TYPE_CHECKING:
    from ingest.abbreviations import find_abbreviations, long_forms
    from ingest.analysis import Analyser, Draft
    from ingest.assemble import build_analyser, pipeline_fingerprint
    from ingest.chunking import Chunker
    from ingest.patients import PatientRule, check_patient, with_patients
    from ingest.pipeline import IngestReport, Pipeline, Progress
    from ingest.reading import read_paths
    from ingest.reindex import reindex_workspace
    from ingest.survey import SourceSummary, survey_sources
    from ingest.sync import Inventory, MissingDocument
    from ingest.time_limit import TimeLimit

__all__ = [
    "Analyser",
    "Chunker",
    "Draft",
    "IngestReport",
    "IngestSettings",
    "Inventory",
    "MissingDocument",
    "PatientRule",
    "Pipeline",
    "Progress",
    "SourceSummary",
    "TimeLimit",
    "build_analyser",
    "check_patient",
    "find_abbreviations",
    "long_forms",
    "pipeline_fingerprint",
    "read_paths",
    "reindex_workspace",
    "survey_sources",
    "with_patients",
]

_MODULES = {
    "find_abbreviations": "ingest.abbreviations",
    "long_forms": "ingest.abbreviations",
    "Analyser": "ingest.analysis",
    "Draft": "ingest.analysis",
    "build_analyser": "ingest.assemble",
    "pipeline_fingerprint": "ingest.assemble",
    "Chunker": "ingest.chunking",
    "PatientRule": "ingest.patients",
    "check_patient": "ingest.patients",
    "with_patients": "ingest.patients",
    "IngestReport": "ingest.pipeline",
    "Pipeline": "ingest.pipeline",
    "Progress": "ingest.pipeline",
    "read_paths": "ingest.reading",
    "reindex_workspace": "ingest.reindex",
    "SourceSummary": "ingest.survey",
    "survey_sources": "ingest.survey",
    "Inventory": "ingest.sync",
    "MissingDocument": "ingest.sync",
    "TimeLimit": "ingest.time_limit",
}


def __getattr__(name: str) -> Any:
    # Loaded on first use: a command that asks or browses needs the settings only, not readers and recognisers.
    if name in _MODULES:
        return getattr(import_module(_MODULES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
