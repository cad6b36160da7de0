"""From titles, headings and paragraphs to the canonical text of a document, with its sections as spans."""
