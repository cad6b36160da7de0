"""From mentions to concepts: candidates by name, spelling and shared words, ordered by a trained ranker."""

from graph.linking.acronyms import is_ambiguous
from graph.linking.cache import load_linker
from graph.linking.columns import COLUMNS
from graph.linking.defined_forms import DefinedForms
from graph.linking.index import NameIndex, name_rows
from graph.linking.linker import Linker
from graph.linking.links import Link, UnlinkedMention
from graph.linking.ranker import WIDEST_MARGIN, Ranker, Values

__all__ = [
    "COLUMNS",
    "WIDEST_MARGIN",
    "DefinedForms",
    "Link",
    "Linker",
    "NameIndex",
    "Ranker",
    "UnlinkedMention",
    "Values",
    "is_ambiguous",
    "load_linker",
    "name_rows",
]
