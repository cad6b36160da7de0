"""References as reference managers and databases export them: tagged lines, tables, BibTeX, EndNote's XML."""

__all__: list[str] = []
