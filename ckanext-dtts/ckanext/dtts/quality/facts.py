"""What the portal knows of a dataset that its quality goes by."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.dtts import registers
from ckanext.dtts.duties import catalogue
from ckanext.dtts.quality import links
from dtts.catalogue import table_schema, table_schema_names
from dtts.duties import Standing
from dtts.duties.frequency import STEP_MONTHS
from dtts.quality import Facts, Freshness, Links, Quality, assess, by_frequency, method

Row = Mapping[str, Any]
_MONTH_DAYS = 30.44
"""The mean length of a month of the Gregorian calendar, in days."""


def of(datasets: Sequence[Row]) -> list[Quality]:
    """The quality of each dataset (`package_show`); links and the catalogue are read once for all."""
    known = links.known({each for pkg in datasets for each in links.of_dataset(pkg)})
    day = registers.today()
    owed = promised({pkg["id"] for pkg in datasets}, day)
    return [
        assess(_facts(pkg, owed.get(pkg["id"]), links.count(links.of_dataset(pkg), known), day), method())
        for pkg in datasets
    ]


def promised(ids: Collection[str], day: date) -> dict[str, Freshness]:
    """How the entries of the catalogue stand that these datasets fulfil; of several the one most late."""
    found: dict[str, Freshness] = {}
    whole = catalogue.on(day)
    for held, one in zip(whole.held, whole.standings, strict=True):
        said = _of_standing(one) if held.package_id in ids else None
        if said and held.package_id:
            found[held.package_id] = max(
                found.get(held.package_id, said), said, key=lambda each: each.late_days
            )
    return found


def _of_standing(one: Standing) -> Freshness | None:
    kept = one.decisive
    if not one.counted or kept is None:
        return None
    months = STEP_MONTHS.get(one.entry.schedule.frequency, 12)
    next_one = one.coming.obligation.due if one.fresh and one.coming else kept.obligation.due
    return Freshness(next_one, kept.late_days if one.overdue else 0, round(months * _MONTH_DAYS))


def _facts(pkg: Row, promise: Freshness | None, of_links: Links, day: date) -> Facts:
    tables = [each for each in pkg["resources"] if each.get("url_type") == "dtts"]
    others = [each for each in pkg["resources"] if each.get("url_type") != "dtts"]
    return Facts(
        tables=len(tables),
        linked=sum(_has_codes(each.get("table_schema") or "") for each in tables),
        formats=tuple(each.get("format") or "" for each in others),
        licence=pkg.get("license_id") or "",
        filled=frozenset(field for field in method().fields if pkg.get(field)),
        freshness=promise or by_frequency(pkg.get("frequency") or "", _published(pkg, tables), day, method()),
        links=of_links,
    )


def _has_codes(schema: str) -> bool:
    return schema in table_schema_names() and any(key.resource for key in table_schema(schema).foreign_keys)


def _published(pkg: Row, tables: Sequence[Row]) -> date:
    """The day on which the newest table, or the dataset where it has none, changed last."""
    moments = [each.get("last_modified") or each.get("created") for each in tables]
    newest = max(filter(None, moments), default=pkg["metadata_modified"])
    moment = datetime.fromisoformat(newest.replace("Z", "+00:00").split("+")[0] + "+00:00")
    day: date = moment.astimezone(tk.h.get_display_timezone()).date()
    return day
