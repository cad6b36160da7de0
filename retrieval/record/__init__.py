"""Questions to a patient's record: the lines of the sections that are asked for, complete, dated, by patient."""

from retrieval.record.answers import RecordAnswers

__all__ = [
    "RecordAnswers",
]
