"""The answer without an LLM: the sentences of the evidence that answer, verbatim."""

from __future__ import annotations

from collections.abc import Iterator

from typing_extensions import override

from retrieval.answer.contract import Support
from retrieval.answer.writers.base import AnswerEvent, AnswerStrategy, AnswerTask, WriterChosen
from retrieval.answer.writers.selection import select

_DISAGREE = "The sources disagree: some report an effect, others report none."
_DISAGREE_SCORE = 0.5  # noticed by rule, so partial; set by hand (docs/decisions/0004-sufficiency.md)


class ExtractiveStrategy(AnswerStrategy):
    """At most `sentences` claims, each cited wherever it stands; before them, whether the sources disagree.

    `list_sentences`: the most where a list is asked for.
    """

    def __init__(self, sentences: int, list_sentences: int) -> None:
        self._sentences = sentences
        self._list_sentences = list_sentences

    @override
    def run(self, task: AnswerTask) -> Iterator[AnswerEvent]:
        yield WriterChosen("extractive")
        limit = self._list_sentences if task.question.asks_list else self._sentences
        selection = select(task.question, task.evidence, limit)
        if selection.disagreement:
            # The sentences themselves follow for the reader to compare.
            sides = [cited for statement in selection.disagreement for cited in statement.evidence.cited]
            yield task.verified(_DISAGREE, sides, Support.PARTIAL, _DISAGREE_SCORE)
        for statement in selection.statements:
            cited = [each for e in (statement.evidence, *statement.repeats) for each in e.cited]
            yield task.verified(statement.evidence.reading, cited, Support.SUPPORTED, 1.0, statement.caveats)
