"""Validators of dataset fields and parameters."""

__all__: list[str] = []
