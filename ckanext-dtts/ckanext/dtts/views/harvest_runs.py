"""One run of a source: as it goes, its balance, and its faults as a table and as CSV."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import polars as pl
from flask import Blueprint, Response

from ckanext.dtts.views import harvest_words as words
from ckanext.dtts.views.harvest import keeps, turn_away
from dtts.exports.spreadsheet_safe import spreadsheet_safe

blueprint = Blueprint("dtts_harvest_runs", __name__)

MOST_SHOWN = 200
COLUMNS = ("severity", "code", "record", "field", "vi", "en", "created", "settled")


@blueprint.get("/thu-thap/<name>/lan-chay/<run>")
def read(name: str, run: str) -> Any:
    """The run's page; while it goes on it asks for itself again."""
    if not keeps():
        return turn_away()
    found = need(name, run)
    shown = {"run": found, "name": name, "words": words, "pace": pace(found), "most": MOST_SHOWN}
    return tk.render("dtts/run.html", shown)


@blueprint.get("/thu-thap/<name>/lan-chay/<run>.csv")
def faults(name: str, run: str) -> Any:
    """All faults of a run."""
    if not keeps():
        return turn_away()
    found = [{**each, **each["message"]} for each in need(name, run)["faults"]]
    columns = {column: [str(each[column] or "") for each in found] for column in COLUMNS}
    text = spreadsheet_safe(pl.DataFrame(columns, schema=dict.fromkeys(COLUMNS, pl.String))).write_csv()
    headers = {"Content-Disposition": f'attachment; filename="{name}-{run[:8]}.csv"'}
    return Response("\ufeff" + text, mimetype="text/csv", headers=headers)


def need(name: str, run: str) -> dict[str, Any]:
    """The run, which has to be one of that source."""
    try:
        found: dict[str, Any] = tk.get_action("dtts_run_show")({}, {"id": run})
    except tk.ObjectNotFound:
        found = {}
    if found.get("source") != name:
        tk.abort(404, tk._("There is no such run of this source."))
    return found


def pace(run: dict[str, Any]) -> dict[str, float | None]:
    """Records a second, and the seconds that are left when the source said how many records it has."""
    seconds = run["seconds"] or 0
    rate = run["in"] / seconds if seconds > 0 else 0.0
    left = (run["expected"] - run["in"]) / rate if rate and run["expected"] else None
    return {"rate": rate, "left": max(0.0, left) if left is not None else None}
