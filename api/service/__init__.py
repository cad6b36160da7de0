"""The services of one workspace: the parts built from its settings, one small service a job, `MedGraph` over them.

A new job is one file here, a class over `Parts`, and one attribute of `MedGraph`.
"""

from api.service.answers import KeptAnswer, KeptQuestion, UnknownAnswerError
from api.service.browsing import UnknownDocumentError
from api.service.medgraph import MedGraph
from api.service.settings import load_settings
from graph import MedgraphError, Tier
from graph.store import Filter

__all__ = [
    "Filter",
    "KeptAnswer",
    "KeptQuestion",
    "MedGraph",
    "MedgraphError",
    "Tier",
    "UnknownAnswerError",
    "UnknownDocumentError",
    "load_settings",
]
