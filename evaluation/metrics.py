"""Ranking metrics, computed by ir-measures (MacAvaney et al. 2022), which runs trec_eval's own code.

nDCG takes the grade itself as gain, MAP and recall divide by all relevant documents, as BEIR reports them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import ir_measures
from ir_measures import AP, RR, R, nDCG

_MEASURES = {
    "ndcg@10": nDCG @ 10,
    "map@10": AP @ 10,
    "recall@1": R @ 1,
    "recall@5": R @ 5,
    "recall@10": R @ 10,
    "recall@20": R @ 20,
    "mrr@10": RR @ 10,
}
NAMES = tuple(_MEASURES)
_NAME_OF = {str(measure): name for name, measure in _MEASURES.items()}


def per_query(
    qrels: Mapping[str, Mapping[str, int]], rankings: Mapping[str, Sequence[str]]
) -> dict[str, dict[str, float]]:
    """`{query id: {metric: value in 0..1}}` of every judged query; one without a ranking found nothing.

    A ranking is document ids, best first, each at most once.
    """
    judgements = {query: dict(grades) for query, grades in qrels.items()}
    # trec_eval sorts by score anew and breaks ties by document id, backwards: falling whole numbers keep the
    # order that was ranked. A query whose ranking is empty must be left out, not passed as an empty run.
    scored = {
        query: {document: float(len(ranking) - place) for place, document in enumerate(ranking)}
        for query, ranking in rankings.items()
        if ranking and query in judgements
    }
    found = {query: dict.fromkeys(NAMES, 0.0) for query in judgements}
    for metric in ir_measures.iter_calc(list(_MEASURES.values()), judgements, scored):
        found[metric.query_id][_NAME_OF[str(metric.measure)]] = float(metric.value)
    return found


def means(values: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """Each metric's mean over queries; zeros when there is no query."""
    rows = list(values)
    return {name: sum(row[name] for row in rows) / max(len(rows), 1) for name in NAMES}
