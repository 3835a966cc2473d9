"""Which indicator and which place an address of an indicator's files means."""

from __future__ import annotations

import ckan.plugins.toolkit as tk

from ckanext.dtts.registers import gazetteer, today
from ckanext.dtts.views import answers, indicator_data
from dtts.indicators.definition import Definition, definitions


def asked(code: str) -> tuple[Definition, str]:
    """The indicator with the id of the place of `dia-ban`, else of the first place that has it.

    ObjectNotFound where there is neither, and a refusal for a place that there is not.
    """
    definition = definitions().get(code)
    area = _area() or next(iter(indicator_data.areas_of(code)), None) if definition else None
    if definition is None or area is None:
        raise tk.ObjectNotFound(code)
    return definition, area


def _area() -> str | None:
    """The place that the address names; a refusal for one that there is not."""
    named = tk.request.args.get("dia-ban", "").strip()
    if named in ("", "VN"):
        return named or None
    unit = gazetteer().place(named) if "@" in named else gazetteer().unit(named, today())
    if unit is None:
        raise answers.refused(
            "dia-ban",
            "unknown-place",
            f"“{named}” không phải mã địa bàn; tra ở /api/dtts/v1/units.",
            f"“{named}” is no code of a place; they are listed at /api/dtts/v1/units.",
        )
    return unit.area_id
