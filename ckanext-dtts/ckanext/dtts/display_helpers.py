"""Template helpers about how pages are shown and passed on: each calls one function."""

from __future__ import annotations

from markupsafe import Markup

from ckanext.dtts.short_addresses import qr
from ckanext.dtts.views import display
from ckanext.dtts.views.short_addresses import short
from ckanext.dtts.web.display import Display


def dtts_display() -> Display:
    """What the reader chose."""
    return display.of_reader()


def dtts_light() -> bool:
    """Whether pictures and maps of this page are links."""
    return display.holds_pictures_back()


def dtts_short(kind: str, identifier: str) -> str:
    """The short address of a dataset or a table."""
    return short(kind, identifier)


def dtts_qr(address: str) -> Markup:
    """The QR code of an address of ours, as an element of the page."""
    return Markup(qr.inline(address))  # noqa: S704
