"""A new dataset with the fewest words: what the table, the agency and the file tell is proposed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.registers import names, today
from ckanext.dtts.sending.proposals import Screen
from dtts import formats
from dtts.catalogue import table_schema
from dtts.vietnamese import fold

LICENCE = "official-facts"
WORDS = ("title", "notes", "frequency", "contact_name", "provenance", "license_id")
"""Fields of a new dataset that the screen asks for or shows."""
LONGEST_NAME = 80


def proposed(screen: Screen, filename: str) -> dict[str, str]:
    """`WORDS` for a dataset that holds this table; an empty one has to be said."""
    agency = next((each for each in screen.agencies if each.id == screen.agency.value), None)
    title = agency.title if agency else ""
    kind = screen.type_names[0] if screen.type_names else ""
    return {
        "title": title_of(screen, "vi"),
        "notes": str(table_schema(screen.schema.value).description["vi"]),
        "frequency": _frequency(screen.agency.value, kind),
        "contact_name": title,
        "provenance": f"{title} lập; tệp “{filename}” gửi ngày {formats.day(today(), 'vi')}."
        if title
        else "",
        "license_id": LICENCE,
    }


def title_of(screen: Screen, lang: str) -> str:
    """`Kết quả thực hiện theo xã – Tỉnh Bắc Ninh, 2025`."""
    about = table_schema(screen.schema.value).title[lang]
    place = names.place_name(screen.place.value, lang) if screen.place.value else None
    first, _, last = screen.period.value.partition("/")
    rest = ", ".join(filter(None, (place, formats.span(first, last, lang) if first else "")))
    return f"{about} – {rest}" if rest else str(about)


def make(screen: Screen, kind: str, said: Mapping[str, str], draft_id: UUID) -> dict[str, Any]:
    """Create the dataset as the person who sends. ValidationError by field, as CKAN gives it."""
    schema = table_schema(screen.schema.value)
    fields = {name: said.get(name, "") for name in WORDS}
    fields |= {"period_start": said.get("period_start", ""), "period_end": said.get("period_end", "")}
    return dict(
        tk.get_action("package_create")(
            {},
            {
                **{name: text for name, text in fields.items() if text},
                "type": kind,
                "name": _free_name(fields["title"], draft_id),
                "title_en": title_of(screen, "en"),
                "notes_en": schema.description["en"],
                "owner_org": screen.agency.value,
                "area_id": [screen.place.value] if screen.place.value else [],
            },
        )
    )


def _free_name(title: str, draft_id: UUID) -> str:
    """The title as an address; with a few digits of the draft when another dataset has it."""
    wish = re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-")[:LONGEST_NAME].strip("-") or "bo-du-lieu"
    return wish if model.Package.get(wish) is None else f"{wish}-{draft_id.hex[:6]}"


def _frequency(agency_id: str, kind: str) -> str:
    """That of the agency's last dataset of this kind; empty when it has none."""
    query = sa.select(model.Package).where(
        model.Package.owner_org == agency_id,
        model.Package.type == kind,
        model.Package.state == model.State.ACTIVE,
    )
    last = model.Session.scalar(query.order_by(model.Package.metadata_modified.desc()).limit(1))
    return str(last.extras.get("frequency") or "") if last else ""
