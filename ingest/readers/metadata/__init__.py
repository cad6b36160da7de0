"""What a record says of its document beside the text: ids and addresses, languages, years, retraction."""
