"""Template helpers: each calls one function."""

__all__: list[str] = []
