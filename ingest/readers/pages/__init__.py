"""Pages and books in HTML: web pages and EPUB."""

__all__: list[str] = []
