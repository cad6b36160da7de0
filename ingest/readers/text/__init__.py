"""Plain text, Markdown, JSON lines, and texts with standoff annotations."""
