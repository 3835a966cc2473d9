"""Blueprints, one file a page."""

__all__: list[str] = []
