"""Every way in: the services of a workspace, and the command, the HTTP API and the reference pages over them."""

__all__: list[str] = []
