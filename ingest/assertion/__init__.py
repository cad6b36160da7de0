"""How a sentence asserts what it mentions: affirmed, negated, uncertain, hypothetical, or of another person."""

from ingest.assertion.context import assertions

__all__ = ["assertions"]
