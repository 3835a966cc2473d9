"""Names of OpenDocument as the parser gives them: the namespace, a space, the local name."""

from __future__ import annotations

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TABLE, TEXT, STYLE, DRAW = (
    f"{_OASIS}{name}:1.0 " for name in ("office", "table", "text", "style", "drawing")
)
FONT = f"{_OASIS}xsl-fo-compatible:1.0 font-family"
FACE = f"{_OASIS}svg-compatible:1.0 font-family"
CALC_TYPE = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
