"""Who may do what. Every function returns a dict and denies by default."""

__all__: list[str] = []
