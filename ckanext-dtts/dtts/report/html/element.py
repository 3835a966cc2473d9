"""HTML by construction: whatever is no markup already is escaped, so that no cell's text becomes any."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


class Markup(str):
    """Text that is HTML; only `element` and `markup` make it."""

    __slots__ = ()


Content = str | Iterable["Content"] | None
_EMPTY = frozenset({"meta", "br"})


def element(name: str, /, *content: Content, **attributes: str | bool | None) -> Markup:
    """`<name …>content</name>`. An attribute's underscores become hyphens and one at its end is left out
    (`class_`); None and False leave the attribute out."""
    given = "".join(
        f" {_name(key)}" + ("" if value is True else f'="{escape(value, quote=True)}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    if name in _EMPTY:
        return Markup(f"<{name}{given}>")
    return Markup(f"<{name}{given}>{markup(*content)}</{name}>")


def markup(*content: Content) -> Markup:
    """Pieces one after another, plain text among them escaped."""
    return Markup("".join(_escaped(piece) for piece in content))


def _escaped(piece: Content) -> str:
    if piece is None:
        return ""
    if isinstance(piece, Markup):
        return piece
    return escape(piece, quote=False) if isinstance(piece, str) else markup(*piece)


def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")
