"""Relations that a document states between its entities, by trigger phrases and a trained model; no LLM is needed."""

from ingest.relations.context import RelationContext, build_context
from ingest.relations.disease_tree import DiseaseTree, disease_lines, tree_features
from ingest.relations.extract import BEST_F1_CONFIDENCE, RelationExtractor
from ingest.relations.featurisation import CAUSAL, KIND_PAIRS, featurise
from ingest.relations.forest import Forest
from ingest.relations.kinds import KIND_OF, Kind
from ingest.relations.pairs import Pair
from ingest.relations.rivals import rival_features
from ingest.relations.rules import match_rules
from ingest.relations.score_table import ScoreTable
from ingest.relations.scoring import PLACED, PLAIN, RELATION_TYPES, RelationModel

__all__ = [
    "BEST_F1_CONFIDENCE",
    "CAUSAL",
    "KIND_OF",
    "KIND_PAIRS",
    "PLACED",
    "PLAIN",
    "RELATION_TYPES",
    "DiseaseTree",
    "Forest",
    "Kind",
    "Pair",
    "RelationContext",
    "RelationExtractor",
    "RelationModel",
    "ScoreTable",
    "build_context",
    "disease_lines",
    "featurise",
    "match_rules",
    "rival_features",
    "tree_features",
]
