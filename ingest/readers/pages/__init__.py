"""Pages and books in HTML: web pages and EPUB."""
