"""Actions on the catalogue of what must be published."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic import validate
from ckan.types import Context

from ckanext.dtts import registers
from ckanext.dtts.duties import catalogue, change, importing, show
from ckanext.dtts.duties.known import Known
from ckanext.dtts.errors import translated
from ckanext.dtts.logic import entry_schema as schema

GIVEN = (
    "name", "name_en", "agency", "area_id", "frequency", "due", "first_period", "ended", "legal_basis",
    "provenance", "note", "dataset", "table", "demo",
)  # fmt: skip


@tk.side_effect_free
@validate(schema.entry_list)
def dtts_entry_list(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """The catalogue of what must be published on a day, with its percentage.

    Args:
        as_of: a day that has passed, YYYY-MM-DD; today unless told

    Returns:
        `{as_of, share, by_agency, by_province, months, results}`; a row of `results` is one of the CSV
    """
    tk.check_access("dtts_entry_list", context, data_dict)
    with translated():
        found = _on(data_dict)
    return {
        "as_of": found.on.isoformat(),
        "share": show.share_dict(found.share),
        "by_agency": {key: show.share_dict(each) for key, each in found.by_agency().items()},
        "by_province": {key: show.share_dict(each) for key, each in found.by_province().items()},
        "months": [{"on": day.isoformat(), **show.share_dict(each)} for day, each in found.months],
        "results": list(found.rows()),
    }


@tk.side_effect_free
@validate(schema.entry_show)
def dtts_entry_show(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """One entry: how it stands, every period that fell due, and every change of it.

    Args:
        code: the entry's code
        as_of: a day that has passed, YYYY-MM-DD; today unless told
    """
    tk.check_access("dtts_entry_show", context, data_dict)
    with translated():
        found = _on(data_dict)
    pair = show.standing_of(found, data_dict["code"])
    if pair is None:
        raise tk.ObjectNotFound("entry")
    held, standing = pair
    (row,) = found.rows([standing])
    return {
        **row,
        "note": held.entry.note,
        "periods": [show.period_dict(each) for each in show.periods(found, held)],
        "changes": show.changes(held.id, named=bool(context.get("user"))),
    }


@validate(schema.entry_create)
def dtts_entry_create(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Put something into the catalogue of what must be published.

    Args:
        code, name, agency, area_id, frequency, first_period: see `docs/duties.md`
        due: the due rule; empty for `ad_hoc`
        name_en, ended, legal_basis, provenance, note, dataset, table, demo: optional
        reason: the decision that the change rests on (optional)

    Returns:
        The entry, as `dtts_entry_show` gives it.
    """
    tk.check_access("dtts_entry_create", context, data_dict)
    with translated():
        columns = Known.read().columns(data_dict)
        change.create(columns, change.actor(context.get("user")), data_dict.get("reason"))
    model.Session.commit()
    return _shown(context, data_dict["code"])


@validate(schema.entry_update)
def dtts_entry_update(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Change an entry; what is left out stays, what is empty is taken away. Every change is kept.

    Args:
        code: the entry's code, which never changes
        name, agency, due, …: as for `dtts_entry_create`
        reason: the decision that the change rests on (optional)

    Returns:
        The entry, as `dtts_entry_show` gives it.
    """
    tk.check_access("dtts_entry_update", context, data_dict)
    stored = change.entry(data_dict["code"])
    given = {name: data_dict[name] for name in GIVEN if name in data_dict}
    return _update(context, data_dict, {**_as_given(stored), **given})


@validate(schema.entry_end)
def dtts_entry_end(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """End an entry: it owes nothing after its last day. Nothing of it is deleted.

    Args:
        code: the entry's code
        ended: its last day, YYYY-MM-DD
        reason: the decision that the change rests on (optional)
    """
    tk.check_access("dtts_entry_end", context, data_dict)
    stored = change.entry(data_dict["code"])
    return _update(context, data_dict, {**_as_given(stored), "ended": data_dict["ended"]})


@validate(schema.entry_link)
def dtts_entry_link(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Say which table fulfils an entry, or with both left empty that none does.

    Args:
        code: the entry's code
        dataset, table: the table's address; it need not have been sent yet
        reason: optional
    """
    tk.check_access("dtts_entry_link", context, data_dict)
    stored = change.entry(data_dict["code"])
    address = {name: data_dict.get(name) or None for name in ("dataset", "table")}
    return _update(context, data_dict, {**_as_given(stored), **address})


@validate(schema.entry_import)
def dtts_entry_import(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Compare a file with the catalogue, and take it when that is asked for and nothing stands against it.

    Args:
        upload: a table of the schema `open_data_catalogue` (CSV, Excel, …)
        apply: `all` to add and change, `added` to add only; empty to compare only
        reason: the decision that the catalogue rests on (optional)

    Returns:
        `{report, added, changed, unchanged, absent, refused, sound}`; with `added`, rows that are refused
        are left out
    """
    tk.check_access("dtts_entry_import", context, data_dict)
    upload, wanted = data_dict["upload"], data_dict.get("apply") or ""
    with translated():
        found = importing.compare(getattr(upload, "stream", upload), upload.filename)
        answer = found.to_dict()
        if wanted == "added":
            found.refused, found.changed = [], {}
        if wanted and found.sound:
            importing.apply(found, change.actor(context.get("user")), data_dict.get("reason"))
            model.Session.commit()
    return answer


def _on(data_dict: dict[str, Any]) -> catalogue.Catalogue:
    return catalogue.on(catalogue.need_day(data_dict.get("as_of") or registers.today()))


def _as_given(stored: Any) -> dict[str, Any]:
    """An entry as a caller would give it; agencies and datasets by their ids."""
    held = change.content(stored)
    return {**held, "agency": held["agency_id"], "dataset": held["package_id"], "table": held["slug"]}


def _update(context: Context, data_dict: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    stored = change.entry(data_dict["code"])
    with translated():
        columns = Known.read().columns(values)
        change.update(stored, columns, change.actor(context.get("user")), data_dict.get("reason"))
    model.Session.commit()
    return _shown(context, data_dict["code"])


def _shown(context: Context, code: str) -> dict[str, Any]:
    shown: dict[str, Any] = dtts_entry_show(tk.fresh_context(context), {"code": code})
    return shown
