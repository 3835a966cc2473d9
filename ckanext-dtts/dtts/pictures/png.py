"""SVG as PNG, written in the fonts of the package, so that it looks the same on every server."""

from __future__ import annotations

import re

import resvg_py

from dtts.catalogue import schemas_path
from dtts.errors import UsageError

FAMILY = "DejaVu Sans"
_REFERRING = re.compile(r"<(?:\w+:)?(?:image|feImage|use)\b")
"""What reads files of this machine: the library follows a path and has no option against it."""


def png(svg: str) -> bytes:
    """The picture in the size that it says, in pixels; UsageError for text that is no SVG.

    Fonts of the machine are not looked at, and a picture that refers to others is refused.
    """
    if _REFERRING.search(svg):
        raise UsageError("a picture must not refer to other files: draw what it shows in it")
    folder = schemas_path() / "fonts"
    files = [str(folder / name) for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")]
    try:
        made = resvg_py.svg_to_bytes(
            svg_string=svg,
            skip_system_fonts=True,
            font_files=files,
            font_family=FAMILY,
            sans_serif_family=FAMILY,
        )
    except ValueError as wrong:
        raise UsageError(f"this is no SVG that can be drawn: {wrong}") from wrong
    return bytes(made)
