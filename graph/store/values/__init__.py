"""The values that the operations of a store take and return."""

__all__: list[str] = []
