"""The HTTP API: one router a service, its schemas, and the process that serves them."""

__all__: list[str] = []
