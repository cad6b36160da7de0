"""TEI, as GROBID writes it of PDFs."""
