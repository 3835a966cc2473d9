"""Command line: `ckan dtts …`, one file a group."""

__all__: list[str] = []
