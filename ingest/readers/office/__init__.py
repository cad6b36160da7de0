"""Documents of word processors: DOCX, ODT and RTF."""

__all__: list[str] = []
