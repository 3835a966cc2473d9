"""Connectors, one file each; the registry knows them by the names of their files."""
