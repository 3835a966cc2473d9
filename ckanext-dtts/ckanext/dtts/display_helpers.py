"""Template helpers about how a reader wants pages shown: each calls one function."""

from __future__ import annotations

from ckanext.dtts.views import display
from ckanext.dtts.web.display import Display


def dtts_display() -> Display:
    """What the reader chose."""
    return display.of_reader()


def dtts_light() -> bool:
    """Whether pictures and maps of this page are links."""
    return display.holds_pictures_back()
