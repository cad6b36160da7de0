"""Evidence: the sentences that may answer, by how much of the question they cover and how they are worded."""

from retrieval.evidence.gather import gather_evidence

__all__ = ["gather_evidence"]
