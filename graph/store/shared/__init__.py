"""What every store does the same way: checking, converting and sampling what it is given."""

__all__: list[str] = []
