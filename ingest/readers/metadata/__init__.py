"""What a record says of its document beside the text: ids and addresses, languages, years, retraction."""

from ingest.readers.metadata.identity import content_id

__all__ = [
    "content_id",
]
