"""What is said to a harmful request."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from graph.index import Encoder
from retrieval.harm.model import HarmModel

_REFUSAL = (
    "This reads as a request for help with harming somebody or deceiving them, and is not answered. If something"
    " else is meant, ask for what is known of it: its effects, how often it happens, how it is recognised, treated or"
    " prevented."
)
_HELP = (
    "This reads as a request for a way to harm yourself, and is not answered. If you think of harming yourself, please"
    " talk to somebody now: a person near you, your doctor, or the emergency number where you are. Crisis lines are"
    " free and open at any time: 988 in the USA and Canada, 116 123 in the United Kingdom and Ireland, others at"
    " findahelpline.com."
)
# Of what is refused already: whoever asks speaks of themselves and of dying, cutting or starving. Set by hand; a text
# that is taken for one of the two wrongly is refused all the same.
_SELF = re.compile(
    r"\bsuicid\w*|\bself[- ]?(?:harm|injur)\w*"
    r"|\b(?:kill|hurt|harm|hang|cut|cutting|starve|starving|poison|drown|burn|shoot)\s+"
    r"(?:myself|my (?:wrists?|arms?|skin))"
    r"|\bend(?:ing)? (?:it all|my (?:own )?life)|\b(?:want|wish|going) to die\b|\btake my (?:own )?life"
    r"|\bto die\b|\bnoose\b|\bmy own death\b|\bstarv\w+ myself",
    re.IGNORECASE,
)


class HarmGuard:
    """Refuses harmful requests to one workspace; safe to share between threads."""

    def __init__(self, model: HarmModel, encoder: Encoder) -> None:
        self._model = model
        self._encoder = encoder

    def refusal(self, text: str, asked: str = "", vector: NDArray[np.float32] | None = None) -> str:
        """What a reader is told in place of an answer; '' for a question that may be answered.

        `asked` is what of the text is the question, and `vector` that of it, where they are known.
        """
        is_harmful = vector is not None and self._model.is_harmful(asked, vector)
        if not is_harmful and (vector is None or asked != text):
            is_harmful = self._model.is_harmful(text, self._encoder.encode([text])[0])
        if not is_harmful:
            return ""
        return _HELP if _SELF.search(text) else _REFUSAL
