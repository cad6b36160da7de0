"""The reference pages in `docs/`, written from the code: `python -m api.reference` (or `make docs`)."""

__all__: list[str] = []
