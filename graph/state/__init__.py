"""What a workspace keeps that is not knowledge: answers that were given. It never enters a graph store."""

from graph.state.answers import AnswerFile, Followed, SavedAnswer, StateError, stamp

__all__ = [
    "AnswerFile",
    "Followed",
    "SavedAnswer",
    "StateError",
    "stamp",
]
