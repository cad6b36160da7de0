"""PubMed's query language: parsed, and run over the records of the workspace's documents."""

__all__: list[str] = []
