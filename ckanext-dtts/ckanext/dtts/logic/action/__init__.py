"""Actions, one file a noun."""

__all__: list[str] = []
