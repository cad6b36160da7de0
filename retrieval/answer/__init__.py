"""The answer: its contract, whether the evidence suffices, citations, the check of claims, and the strategies."""
