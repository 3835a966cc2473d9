"""The quality of datasets of this portal: facts from their descriptions, promises and links."""
