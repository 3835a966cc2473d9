"""What stands under every map."""

from __future__ import annotations

from ckanext.dtts import config
from ckanext.dtts.views import language
from dtts.maps import boundary_source


def boundary_words() -> str:
    """Where the outlines come from and what they are for, in the reader's language."""
    return boundary_source(config.boundaries())[language.current()]
