"""Evidence: the sentences that may answer, by how much of the question they cover and how they are worded."""

__all__: list[str] = []
