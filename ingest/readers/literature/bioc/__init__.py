"""BioC, as XML and as JSON: passages by their roles."""
