"""Answer strategies: the protocol, extracts of the evidence, and an LLM that writes from the evidence alone."""

__all__: list[str] = []
