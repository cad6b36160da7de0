"""Downloads of the vocabularies that may be fetched, from their publishers, checked before they are kept."""

from graph.vocabulary.fetching.download import Downloaded, download_vocabulary
from graph.vocabulary.fetching.sources import known_sources

__all__ = [
    "Downloaded",
    "download_vocabulary",
    "known_sources",
]
