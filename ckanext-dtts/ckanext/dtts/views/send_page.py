"""What the pages of the sending screen show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.dtts import config, drafts
from ckanext.dtts.drafts.kept import file_of
from ckanext.dtts.model import Draft
from ckanext.dtts.registers import gazetteer, today
from ckanext.dtts.sending import new_dataset, proposals
from ckanext.dtts.sending.agencies import Sender
from ckanext.dtts.sending.proposals import Screen
from ckanext.dtts.views import offered
from dtts import catalogue
from dtts.extent.places import COUNTRY
from dtts.tables.encodings import LEGACY

FIELDS = (
    "schema",
    "target",
    "agency",
    "type",
    "area_id",
    "period_start",
    "period_end",
    *new_dataset.WORDS,
    "sheet",
    "encoding",
    "decimal",
)
ANSWERED = ("sheet", "encoding", "decimal")


def words_of(form: Mapping[str, str]) -> dict[str, str]:
    """The fields of the screen that a form has, whatever else it brings."""
    return {name: form[name].strip() for name in FIELDS if name in form}


def said_of(draft: Draft, screen: Screen) -> dict[str, str]:
    """Every field as it would be sent: what was said, else what is proposed."""
    first, _, last = screen.period.value.partition("/")
    told = {"period_start": first, "period_end": last}
    upload = file_of(draft)
    if screen.schema.value:
        told |= new_dataset.proposed(screen, upload.filename if upload else "")
    return {**told, **draft.said}


def start(given: Mapping[str, str], wrong: str = "") -> str:
    """The page that asks for a file, with what was begun before."""
    user = tk.current_user
    return tk.render(
        "dtts/send.html",
        {
            "given": given,
            "wrong": wrong,
            "begun": drafts.of(user),
            "unfinished": drafts.unfinished(user),
            "largest": config.max_upload_bytes(),
            "kept_days": config.drafts_kept_days(),
            "removed": "removed" in tk.request.args,
        },
    )


def show(
    draft: Draft,
    *,
    said: Mapping[str, str] | None = None,
    errors: Mapping[str, Any] | None = None,
    note: str = "",
) -> str:
    """The draft with its proposals; `said` are words that could not be kept, `errors` stand beside fields."""
    screen = proposals.of(draft, tk.current_user)
    words = {**said_of(draft, screen), **(said or {})}
    return tk.render(
        "dtts/send_draft.html",
        {
            "draft": draft,
            "upload": file_of(draft),
            "screen": screen,
            "words": words,
            "errors": errors or {},
            "note": note,
            "saved": "saved" in tk.request.args,
            "is_seen": "seen" in draft.found,
            "groups": tables_to_choose(),
            "likely": screen.candidates[:3],
            "places": places_to_choose(screen),
            "frequencies": choices("frequency"),
            "licences": choices("license_id"),
            "encodings": {name: legacy.title for name, legacy in LEGACY.items()},
            "largest": config.max_upload_bytes(),
            "answered": any(words.get(name) for name in ANSWERED),
            "schema_fields": fields_of(screen),
        },
    )


def session_over(words: Mapping[str, str]) -> str:
    """The words of a form whose sender is no longer signed in, to be sent once more after signing in."""
    return tk.render("dtts/send_session.html", {"words": words, "do": tk.request.form.get("do", "save")})


def tables_to_choose() -> list[offered.Group]:
    """The tables that can be sent here, by kind of dataset; registers have a road of their own."""
    sendable = {
        name
        for kind in catalogue.dataset_type_names()
        if kind != "register"
        for name in catalogue.dataset_type(kind).get("dtts_tables", [])
    }
    kept = [
        group._replace(tables=[each for each in group.tables if each.name in sendable])
        for group in offered.groups()
    ]
    return [group for group in kept if group.tables]


def places_to_choose(screen: Screen) -> list[tuple[str, list[str]]]:
    """Area ids under a heading each: those of the file, of the agencies and below, provinces, the country."""
    of_file = list(dict.fromkeys([screen.place.value, *screen.extent.places]))
    provinces = [unit.area_id for unit in gazetteer().in_force(today(), "province")]
    return [
        (tk._("Named in the file"), [each for each in of_file if each]),
        (tk._("Of your agency"), _of_agencies(screen.agencies)),
        (tk._("Provinces and cities"), provinces),
        (tk._("Whole country"), [COUNTRY]),
    ]


def _of_agencies(agencies: list[Sender] | Any) -> list[str]:
    """The places of at most a few agencies, and the communes below them."""
    found: list[str] = []
    for each in agencies[:2]:
        unit = gazetteer().place(each.area_id) if each.area_id else None
        if unit is not None:
            below = gazetteer().communes(unit.code, today(), unit.level) if unit.level != "commune" else ()
            found += [unit.area_id, *(commune.area_id for commune in below)]
    return list(dict.fromkeys(found))


def choices(field: str) -> list[dict[str, Any]]:
    """The choices of a field that every kind of dataset has."""
    described = tk.h.scheming_get_dataset_schema("program_result") or {"dataset_fields": []}
    found = tk.h.scheming_field_by_name(described["dataset_fields"], field)
    return list(tk.h.scheming_field_choices(found) or []) if found else []


def fields_of(screen: Screen) -> Any:
    """The columns that the chosen table has."""
    return catalogue.table_schema(screen.schema.value).fields if screen.schema.value else ()
