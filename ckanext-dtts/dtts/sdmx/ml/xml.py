"""XML as text: escaped, without what XML 1.0 cannot hold."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

Attributes = Mapping[str, str | None]

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# White space in an attribute is read back as a blank unless it is written as a reference.
_WHITE = {"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_NEEDS_CARE = re.compile("[^ !#-%(-;=?-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def escaped(text: str) -> str:
    """`text` as it may stand between tags."""
    return html.escape(_FORBIDDEN.sub("", text), quote=False)


def quoted(text: str) -> str:
    """`text` as it may stand in an attribute, with its quotes."""
    if _NEEDS_CARE.search(text):
        text = html.escape(_FORBIDDEN.sub("", text))
        for sign, reference in _WHITE.items():
            text = text.replace(sign, reference)
    return f'"{text}"'


def opening(name: str, attributes: Attributes | None = None) -> str:
    """A start tag; attributes that are None are left out."""
    return f"<{name}{_written(attributes)}>"


def element(name: str, attributes: Attributes | None = None, *content: str) -> str:
    """An element with what it holds, which is XML already."""
    if not content:
        return f"<{name}{_written(attributes)}/>"
    return f"<{name}{_written(attributes)}>{''.join(content)}</{name}>"


def _written(attributes: Attributes | None) -> str:
    given = (attributes or {}).items()
    return "".join(f" {name}={quoted(value)}" for name, value in given if value is not None)
