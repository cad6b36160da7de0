"""What a sentence does with what it says: beliefs, aims, hypotheses and questions are no findings."""

from graph.framing.frames import Frame, Framing, frames

__all__ = ["Frame", "Framing", "frames"]
