"""Whole workspaces: exported to a file, imported, copied between stores, and compared by a digest."""

__all__: list[str] = []
