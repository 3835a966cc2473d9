"""Template helpers: each calls one function."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import ckan.plugins.toolkit as tk
from markupsafe import Markup

from ckanext.dtts import config
from ckanext.dtts.dcat.distribution import site_address
from ckanext.dtts.dcat.structured import defined_term, structured
from ckanext.dtts.desk import clock
from ckanext.dtts.display_helpers import dtts_display, dtts_light, dtts_qr, dtts_short
from ckanext.dtts.figure_helpers import (
    dtts_boundaries,
    dtts_change,
    dtts_comparability,
    dtts_figure,
    dtts_period,
    dtts_status,
    dtts_unit,
)
from ckanext.dtts.registers import names
from ckanext.dtts.source_helpers import dtts_agency, dtts_any_choice, dtts_choice
from ckanext.dtts.views import assets, desk, duty_choice, labels, language, links, near, notices, registers
from dtts import formats

__all__ = [
    "dtts_address",
    "dtts_agency",
    "dtts_any_choice",
    "dtts_area",
    "dtts_asset",
    "dtts_boundaries",
    "dtts_change",
    "dtts_choice",
    "dtts_comparability",
    "dtts_date",
    "dtts_defined_term",
    "dtts_desk_count",
    "dtts_display",
    "dtts_duty_field",
    "dtts_duty_kept",
    "dtts_duty_said",
    "dtts_duty_state",
    "dtts_era",
    "dtts_event",
    "dtts_field",
    "dtts_figure",
    "dtts_here",
    "dtts_keeps_registers",
    "dtts_lang",
    "dtts_languages",
    "dtts_light",
    "dtts_mails",
    "dtts_megabytes",
    "dtts_moment",
    "dtts_near",
    "dtts_number",
    "dtts_offline",
    "dtts_own_words",
    "dtts_period",
    "dtts_pick",
    "dtts_place_url",
    "dtts_programme_items",
    "dtts_publication",
    "dtts_qr",
    "dtts_read_endings",
    "dtts_read_formats",
    "dtts_schema_title",
    "dtts_section",
    "dtts_short",
    "dtts_site_title",
    "dtts_size",
    "dtts_span",
    "dtts_state",
    "dtts_status",
    "dtts_structured_data",
    "dtts_text",
    "dtts_type_label",
    "dtts_unit",
    "dtts_unread",
    "dtts_visit_state",
]


def dtts_asset(name: str) -> str:
    """The address of one of our style sheets, scripts or icons."""
    return str(tk.h.url_for_static(assets.address(name)))


def dtts_lang() -> str:
    """The language of this page."""
    return language.current()


def dtts_keeps_registers() -> bool:
    """Whether the reader may renew registers."""
    return registers.keeps()


def dtts_languages() -> list[dict[str, Any]]:
    """Every language with the address of this page in it."""
    return language.choices()


def dtts_address(absolute: bool = True) -> str:
    """The address of this page in its own language."""
    return language.address(language.current(), external=absolute)


def dtts_programme_items(_field: dict[str, Any]) -> list[dict[str, Any]]:
    """The choices of a form that asks for an item of the programme."""
    return names.programme_items()


def dtts_section() -> str:
    """Which entry of the navigation the page belongs to."""
    return labels.section(str(tk.request.endpoint))


def dtts_site_title() -> str:
    """The portal's name in the reader's language."""
    return labels.site_title(language.current())


def dtts_text(record: dict[str, Any], field: str) -> str:
    """A field of a record in the reader's language."""
    return language.text(record, field)


def dtts_own_words(number: int, words: str) -> str:
    """What a view said about an error; empty for the standard sentence of the web server."""
    return labels.own_words(number, words)


def dtts_near() -> list[near.Near]:
    """Pages that the address asked for comes near to."""
    return near.pages(tk.request.path)


def dtts_pick(both: Any) -> str:
    """The reader's half of a text in both languages."""
    return language.pick(both)


def dtts_number(value: Any) -> str:
    """A figure as the reader writes it."""
    return formats.number(value, language.current())


def dtts_date(value: Any) -> str:
    """A date as the reader writes it."""
    return formats.day(value, language.current())


def dtts_moment(value: Any) -> str:
    """A moment on the portal's clock."""
    return formats.moment(value, language.current(), str(tk.h.get_display_timezone()))


def dtts_size(count: Any) -> str:
    """A number of bytes."""
    return formats.size(count, language.current())


def dtts_megabytes(count: int) -> str:
    """A limit as programs for files show it: 100 MB are 100 × 2**20 bytes."""
    return f"{formats.number(count // 2**20, language.current())}\u00a0MB"


def dtts_read_formats() -> str:
    """The formats that are read, as a form names them."""
    return labels.read_formats()


def dtts_read_endings() -> str:
    """The endings of files that are read, for a box that chooses one."""
    return labels.read_endings()


def dtts_span(record: dict[str, Any]) -> str:
    """The period that a dataset covers."""
    return formats.span(record.get("period_start"), record.get("period_end"), language.current())


def dtts_type_label(name: str) -> str:
    """The name of a dataset type."""
    return labels.dataset_type(name, language.current())


def dtts_schema_title(name: str) -> str:
    """The title of a table schema."""
    return labels.table_schema(name, language.current())


def dtts_area(area_id: str) -> str:
    """The name of a place."""
    return labels.area(area_id, language.current())


def dtts_place_url(area_id: str) -> str:
    """The page of a place; empty for the whole country, which has none."""
    return links.place(area_id)


def dtts_era(area_id: str) -> str:
    """When a place was what its id says, for those that are no more."""
    return labels.era(area_id, language.current())


def dtts_duty_state(state: str) -> str:
    """What a state of an entry of the catalogue of what must be published is called."""
    return duty_choice.state(state)


def dtts_duty_said(one: Any) -> str:
    """How an entry of that catalogue stands, as a sentence."""
    return duty_choice.said(one)


def dtts_duty_kept(one: Any) -> str:
    """What came of one of its periods."""
    return duty_choice.kept(one)


def dtts_duty_field(name: str) -> str:
    """What a part of an entry is called."""
    return duty_choice.field(name)


def dtts_here(**changes: Any) -> str:
    """This page with something in its query changed."""
    return links.here(**changes)


def dtts_state(state: str) -> str:
    """The name of a submission's state."""
    return labels.state(state)


def dtts_event(event: dict[str, Any]) -> str:
    """What an event of a submission was."""
    return labels.event(event["kind"], event["to"])


def dtts_publication(moment: str) -> str:
    """The moment of a publication with its weekday, by the clocks of Viet Nam."""
    return clock.said(datetime.fromisoformat(moment), language.current())


def dtts_desk_count() -> int:
    """How much waits for the reader: tables to decide on and files to correct."""
    return desk.waiting_for(tk.current_user)


def dtts_field(schema: str, name: str | None) -> str:
    """The title of a column."""
    return labels.field(schema, name, language.current())


def dtts_structured_data(dataset: dict[str, Any]) -> Markup:
    """A dataset for search engines, as the content of a script element; already escaped for it."""
    return Markup(structured(dataset, site_address(), language.current()))  # noqa: S704


def dtts_defined_term(definition: Any) -> Markup:
    """An indicator for search engines, in the same way."""
    return Markup(defined_term(definition, site_address(), language.current()))  # noqa: S704


def dtts_mails() -> bool:
    """Whether the portal sends e-mail."""
    return config.mails()


def dtts_offline() -> bool:
    """Whether browsers may keep pages for when the line is down."""
    return config.offline()


def dtts_visit_state(state: str) -> str:
    """How a visit that was written down on the spot stands."""
    return labels.visit_state(state)


def dtts_unread() -> int:
    """How many notices the reader has not read yet."""
    return notices.unread()
