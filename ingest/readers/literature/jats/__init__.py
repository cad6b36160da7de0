"""JATS, the XML of PubMed Central and most publishers."""

__all__: list[str] = []
