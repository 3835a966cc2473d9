"""Template helpers that write figures: each calls one function."""

from __future__ import annotations

from typing import Any

from ckanext.dtts.views import figures, language
from ckanext.dtts.views.boundaries import boundary_words


def dtts_unit(code: str, multiplier: int) -> str:
    """A unit of measure with its multiplier, as a reader says it."""
    return figures.unit(code, multiplier, language.current())


def dtts_figure(value: float, decimals: int | None) -> str:
    """A figure with its decimals."""
    return figures.figure(value, decimals, language.current())


def dtts_status(code: str) -> str:
    """What an OBS_STATUS means."""
    return figures.label("OBS_STATUS", code, language.current())


def dtts_comparability(code: str) -> str:
    """What a COMPARABILITY means."""
    return figures.label("COMPARABILITY", code, language.current())


def dtts_period(text: str) -> str:
    """An SDMX period as people read it."""
    return figures.period(text, language.current())


def dtts_change(first: dict[str, Any], latest: dict[str, Any], unit: str) -> str:
    """How the latest value differs from the first, as a sentence."""
    return figures.change(first, latest, unit, language.current())


def dtts_boundaries() -> str:
    """Where the outlines of maps come from."""
    return boundary_words()
