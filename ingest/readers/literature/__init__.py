"""Formats that papers and their abstracts are exchanged in: XML, JSON and tagged lines."""
