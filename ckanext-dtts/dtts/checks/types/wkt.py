"""Well-known text: `POINT (105.85 21.03)` and its kin, as OGC Simple Features (06-103r4) writes them."""

from __future__ import annotations

import re

# Every figure becomes `n`, and every shape that is complete becomes `s`: then the grammar is flat.
_FIGURE = re.compile(r"(?<![A-Z\d.])[+-]?(\d+\.?\d*|\.\d+)(E[+-]?\d+)?")
_BLANKS = re.compile(r" ?([(),]) ?")


def _list_of(part: str) -> str:
    return rf"(?:EMPTY|\({part}(?:,{part})*\))"


def _shape(words: str, body: str) -> str:
    return rf"(?:{words})(?: ?(?:ZM|Z|M))? ?{body}"


_POINT = r"n n(?: n){0,2}"
_LINE = _list_of(_POINT)
_RINGS = _list_of(_LINE)
_ARC = f"(?:{_LINE}|{_shape('CIRCULARSTRING', _LINE)})"
_COMPOUND = _shape("COMPOUNDCURVE", _list_of(_ARC))
_CURVES = _list_of(f"(?:{_ARC}|{_COMPOUND})")
_SHAPES = re.compile(
    "|".join(
        (
            _shape("POINT", rf"(?:EMPTY|\({_POINT}\))"),
            _shape("LINESTRING|CIRCULARSTRING", _LINE),
            _shape("POLYGON|TRIANGLE|MULTILINESTRING", _RINGS),
            # The points of a MULTIPOINT stand in brackets of their own, in much software also without.
            _shape("MULTIPOINT", _list_of(rf"(?:EMPTY|\({_POINT}\)|{_POINT})")),
            _shape("MULTIPOLYGON|POLYHEDRALSURFACE|TIN", _list_of(_RINGS)),
            _COMPOUND,
            _shape("CURVEPOLYGON|MULTICURVE", _CURVES),
            _shape("MULTISURFACE", _list_of(f"(?:{_RINGS}|{_shape('CURVEPOLYGON', _CURVES)})")),
        )
    )
)
_COLLECTION = re.compile(_shape("GEOMETRYCOLLECTION", _list_of("s")))


def is_wkt(text: str) -> bool:
    """Whether a text is one shape. Keywords may be in small letters."""
    flat = _BLANKS.sub(r"\1", " ".join(_FIGURE.sub("n", text.upper()).split()))
    flat = _SHAPES.sub("s", flat)
    while flat != "s":
        folded = _COLLECTION.sub("s", flat)
        if folded == flat:
            return False
        flat = folded
    return True
