"""TEI, as GROBID writes it of PDFs."""

__all__: list[str] = []
