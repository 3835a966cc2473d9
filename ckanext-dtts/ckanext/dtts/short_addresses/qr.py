"""QR codes as SVG: for paper, where nobody can press a link."""

from __future__ import annotations

from functools import lru_cache

import segno

BORDER = 4
"""The quiet zone in modules that ISO/IEC 18004 asks for."""


@lru_cache(maxsize=512)
def inline(address: str) -> str:
    """The SVG element of an address, without a size of its own; level M restores 15 % that paper lost."""
    made: str = segno.make(address, error="m", micro=False).svg_inline(
        border=BORDER, omitsize=True, svgclass="qr", lineclass=None
    )
    return made


@lru_cache(maxsize=512)
def drawing(address: str) -> str:
    """The same as a file, on white, for posters."""
    made: str = segno.make(address, error="m", micro=False).svg_inline(border=BORDER, scale=8, light="#fff")
    return made.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
