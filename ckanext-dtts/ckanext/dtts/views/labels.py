"""What a code is called in the reader's language; a code that nobody named is shown as it is."""

from __future__ import annotations

import itertools
import time
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
from werkzeug.exceptions import default_exceptions

from ckanext.dtts import config
from ckanext.dtts.registers import folder, names
from dtts import catalogue, formats
from dtts.errors import UsageError
from dtts.tables.formats import EXTENSIONS

FORMER, LAST_DAY = "@pre-2025-07", "2025-06-30"
KEPT_S = 60
PLACES = ("places", "admin_units", "administrative_units")
# The formats of one program go by its name.
PROGRAMS = {"Excel": ("xlsx", "xls"), "OpenDocument": ("ods",)}
PROPER = {"parquet": "Parquet"}
SECTIONS = {
    "dtts_visits": "desk",
    "dtts_harvest": "sources",
    "dtts_harvest_runs": "sources",
    "dtts_catalogue": "data",
    "dtts_dataset": "data",
    "dtts_table": "data",
    "dtts_organisation": "agencies",
    "dtts_agency": "agencies",
    "dtts_indicators": "indicators",
    "dtts_compare": "indicators",
    "dtts_finance": "finance",
    "dtts_monitoring": "monitoring",
    "dtts_monitoring_pages": "monitoring",
    "dtts_places": "places",
    "dtts_programmes": "programmes",
    "dtts_convert": "convert",
    "dtts_check": "check",
    "dtts_about.developers": "developers",
    "dtts_about.about": "about",
    "dtts_duties": "duties",
    "dtts_duty_desk": "duties",
    "dtts_registers": "registers",
    "dtts_submission": "desk",
    "dtts_again": "desk",
    "dtts_cancel": "desk",
    "dtts_submit": "send",
    "dtts_send": "send",
    "dtts_desk": "desk",
    "dtts_queue": "desk",
    "dtts_decide": "desk",
    "dtts_bulk": "desk",
    "dtts_notices": "notices",
}


def site_title(lang: str) -> str:
    """The portal's name: `ckan.site_title`, and in English `ckanext.dtts.site_title_en`."""
    return config.site_title(lang)


def agency(found: dict[str, Any] | None, lang: str) -> str:
    """The name of a dataset's agency; datasets carry the Vietnamese one only."""
    if found is None:
        return ""
    return (agency_in_english(found["name"]) if lang == "en" else "") or str(found["title"])


def agency_in_english(name: str) -> str:
    """The English name of an agency, at most a minute old; empty when it has none."""
    return _agencies_in_english(int(time.monotonic() // KEPT_S)).get(name, "")


def flat(found: dict[str, Any]) -> dict[str, Any]:
    """An agency with its further fields, such as `title_en`, beside the others."""
    return found | {extra["key"]: extra["value"] for extra in found.get("extras", [])}


@lru_cache(maxsize=1)
def _agencies_in_english(_minute: int) -> dict[str, str]:
    asked = {"all_fields": True, "include_extras": True, "include_dataset_count": False}
    agencies = tk.get_action("organization_list")({"ignore_auth": True}, asked)
    return {each["name"]: flat(each).get("title_en") or "" for each in agencies}


def section(endpoint: str) -> str:
    """The entry of the navigation that a view belongs to; empty for none."""
    return SECTIONS.get(endpoint) or SECTIONS.get(endpoint.partition(".")[0], "")


def own_words(number: int, words: str) -> str:
    """The sentence of an error unless it is the standard one for its number."""
    standard = default_exceptions.get(number)
    return "" if standard and words == standard.description else words


@cache
def dataset_type(name: str, lang: str) -> str:
    """The name of a dataset type."""
    try:
        return _half(catalogue.dataset_type(name).get("label"), lang) or name
    except UsageError:
        return name


@cache
def about_type(name: str, lang: str) -> str:
    """One sentence on what a dataset type holds."""
    return _half(catalogue.dataset_type(name).get("description"), lang)


def choice(type_name: str, field: str, value: str, lang: str) -> str:
    """The label of a value among the choices of a field of a dataset type."""
    return _choice(type_name, field, value, lang, folder())


def any_choice(field: str, value: str, lang: str) -> str:
    """The label of a value in the first dataset type that offers it."""
    labels = (choice(name, field, value, lang) for name in catalogue.dataset_type_names())
    return next((label for label in labels if label != value), value)


@lru_cache(maxsize=4096)
def _choice(type_name: str, field: str, value: str, lang: str, _registers: Path | None) -> str:
    """Some choices are codes of registers, so that they are remembered for one state of these only."""
    for option in _options(type_name, field):
        if str(option["value"]) == str(value):
            return _half(option.get("label"), lang) or value
    return value


@cache
def table_schema(name: str, lang: str) -> str:
    """The title of a table schema."""
    try:
        return _half(catalogue.table_schema(name).title, lang)
    except UsageError:
        return name


def field(schema_name: str, name: str | None, lang: str) -> str:
    """The title of a column of a table schema; empty for a fault of no column."""
    try:
        return _half(catalogue.table_schema(schema_name).field(name or "").title, lang)
    except UsageError:
        return name or ""


def visit_state(name: str) -> str:
    """How a visit that was written down on the spot stands."""
    return {
        "draft": tk._("Begun, not sent"),
        "sent": tk._("On its way: checked, then decided on as a whole"),
        "done": tk._("All of it is public"),
        "stopped": tk._("Waits for a correction"),
    }[name]


def state(name: str) -> str:
    """The name of a submission's state."""
    names = {
        "received": tk._("received"),
        "checking": tk._("being checked"),
        "invalid": tk._("to be corrected"),
        "awaiting_approval": tk._("waits for approval"),
        "scheduled": tk._("scheduled"),
        "published": tk._("published"),
        "superseded": tk._("replaced by another version"),
        "withdrawn": tk._("withdrawn"),
        "rejected": tk._("sent back"),
    }
    return names.get(name, name)


def event(kind: str, led_to: str | None) -> str:
    """What happened to a submission: the kind of event where it has a name, else the state that it led to."""
    kinds = {
        "approved": tk._("approved"),
        "re-dated": tk._("given another date"),
        "overtaken": tk._("another version became public first; waits for approval again"),
        "called-off": tk._("publication called off"),
        "undone": tk._("publication undone"),
        "restored": tk._("public again"),
    }
    return kinds.get(kind) or state(led_to or kind)


def read_formats() -> str:
    """The formats that the core reads, those of offices first; the names are the same in both languages."""
    known = {name: [form for form in forms if form in EXTENSIONS] for name, forms in PROGRAMS.items()}
    named = [f"{name} ({', '.join(f'.{form}' for form in forms)})" for name, forms in known.items() if forms]
    others = [form for form in EXTENSIONS if form not in itertools.chain(*PROGRAMS.values())]
    return ", ".join([*named, *(PROPER.get(form, form.upper()) for form in others)])


def read_endings() -> str:
    """All endings that the reader knows, joined by commas."""
    return ",".join(ending for endings in EXTENSIONS.values() for ending in endings)


def code(register: str, value: str, lang: str) -> str | None:
    """The name that a register gives to a code; None for one that it does not hold."""
    if register in PLACES:
        return names.place_name(value, lang)
    try:
        return names.label(register, value, lang)
    except (UsageError, StopIteration):
        return None


def area(area_id: str, lang: str) -> str:
    """The name of a place; its id when no register has it."""
    return names.place_name(area_id, lang) or area_id


def era(area_id: str, lang: str) -> str:
    """When a place was what its id says, for those that are no more."""
    if not area_id.endswith(FORMER):
        return ""
    return str(tk._("until {date}").format(date=formats.day(LAST_DAY, lang)))


def _options(type_name: str, field_name: str) -> list[dict[str, Any]]:
    schema = tk.h.scheming_get_dataset_schema(type_name) or {"dataset_fields": []}
    field = tk.h.scheming_field_by_name(schema["dataset_fields"], field_name)
    return list(tk.h.scheming_field_choices(field) or []) if field else []


def _half(both: Any, lang: str) -> str:
    return str(both.get(lang) or both.get("vi") or "") if isinstance(both, dict) else str(both or "")
