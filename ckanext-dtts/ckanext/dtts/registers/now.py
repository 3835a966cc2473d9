"""Which registers are in force, read once a process and again when they change."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import ckan.plugins.toolkit as tk

from ckanext.dtts.registers import published
from dtts.registers import rows
from dtts.units import Gazetteer


def folder() -> Path | None:
    """The folder of the registers in force; None for those of the package."""
    return published.folder()


def gazetteer() -> Gazetteer:
    """The units of the registers in force."""
    return Gazetteer.load(folder())


def today() -> date:
    """The day on the portal's clock."""
    return datetime.now(tk.h.get_display_timezone()).date()


def sources() -> dict[str, dict[str, str]]:
    """The sources that rows of the registers name, by their id."""
    return {row["source"]: row for row in rows("sources", folder())}
