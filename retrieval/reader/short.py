"""The most likely short answers of a passage, from how likely each of its pieces begins and ends one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from retrieval.reader.base import ShortAnswer, softmax
from retrieval.reader.inputs import Pair

_LONGEST = 14  # word pieces of a short answer; set by hand
_STARTS, _KEPT = 6, 4  # places where one may begin that are looked at, and answers of a passage; set by hand


def short_answers(pair: Pair, ends: NDArray[np.float32]) -> tuple[ShortAnswer, ...]:
    """The best runs within a sentence, most likely first; `ends` are the logits of first and last piece, (pieces, 2).

    A run's probability is that of its beginning times that of its end (Devlin et al. 2019, section 4.2).
    """
    first = pair.sentences[0][0] if pair.sentences else len(pair.ids)
    count = len(pair.ids) - 1  # the mark of the end is none
    if first >= count:
        return ()
    begins, stops = (softmax(ends[first:count, column]) for column in (0, 1))
    found = []
    for start in np.argsort(-begins)[:_STARTS] + first:
        sentence = next(i for i, (low, high) in enumerate(pair.sentences) if low <= start < high)
        for stop in range(start, min(pair.sentences[sentence][1], start + _LONGEST)):
            found.append((float(begins[start - first] * stops[stop - first]), sentence, int(start), stop))
    found.sort(key=lambda each: (-each[0], each[2:]))
    return tuple(
        ShortAnswer(sentence, pair.offsets[start][0], pair.offsets[stop][1], share)
        for share, sentence, start, stop in found[:_KEPT]
    )
