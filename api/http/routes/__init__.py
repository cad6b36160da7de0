"""The routes of the HTTP API: one module a service, each a function that makes its router."""

__all__: list[str] = []
