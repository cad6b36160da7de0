"""PDF: words by their places on the page, put into columns, lines, notes and sections."""

__all__: list[str] = []
