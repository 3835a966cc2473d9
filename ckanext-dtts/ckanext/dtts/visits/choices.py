"""What a person may choose in the form of a visit: entries of plans, places of today, items, agencies.

All of it is public elsewhere; the form keeps it on the device so that it can be filled in without a network.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import polars as pl
from ckan import model

from ckanext.dtts.registers import gazetteer, names, today
from ckanext.dtts.road import lookup, replaced
from ckanext.dtts.sending import agencies as senders
from ckanext.dtts.sending import targets
from dtts import registers
from dtts.units import CURRENT

PLANS = "monitoring_plans"
VISITS = "monitoring_visits"
_COLUMNS = (
    "plan_id", "agency", "programme", "item_code", "area_id", "area_name", "visit_kind", "period_start",
    "period_end",
)  # fmt: skip


class Plan(NamedTuple):
    """An entry of a published plan, or with an empty `plan_id` a visit of that dataset outside of any.

    `value` is what the form sends: the dataset's name, a bar, the entry's code.
    """

    dataset: str
    title: Mapping[str, str]
    plan_id: str
    row: Mapping[str, Any]

    @property
    def value(self) -> str:
        return f"{self.dataset}|{self.plan_id}"

    @property
    def period(self) -> tuple[date, date] | None:
        """First and last day; None outside of plans."""
        return (self.row["period_start"], self.row["period_end"]) if self.plan_id else None


def plans(user: model.User) -> list[Plan]:
    """Every entry in the datasets that the person sends to, each dataset's visits without a plan last."""
    mine = senders.of(user)
    found = targets.of(user, [each.id for each in mine], VISITS)
    titles = {each.dataset: {"vi": each.title, "en": each.title_en or each.title} for each in found}
    return [plan for name, title in titles.items() for plan in _of_dataset(name, title)]


def chosen(user: model.User, value: str) -> Plan | None:
    """The entry of that value among those that the person may choose."""
    return next((each for each in plans(user) if each.value == value), None)


def places(user: model.User, among: Sequence[Plan]) -> list[str]:
    """Units of today: those of the plans, then those of the person's agencies and below; else provinces."""
    planned = [each.row["area_id"] for each in among if each.plan_id]
    own = [area for each in senders.of(user)[:3] if each.area_id for area in _below(each.area_id)]
    listed = list(dict.fromkeys([*own, *planned]))
    of_today = [area for area in listed if area.endswith(f"@{CURRENT}")]
    return of_today or [unit.area_id for unit in gazetteer().in_force(today(), "province")]


def items(lang: str) -> list[dict[str, str]]:
    """Programme and item as the form sends them, `mtqg-1719-2021-2025/DA01`, with their names."""
    rows = registers.rows("programme_items", registers_folder())
    return [
        {"value": f"{row['programme']}/{row['code']}", "label": f"{row['code']} · {_named(row, lang)}"}
        for row in sorted(rows, key=lambda row: (row["programme"], row["code"]))
    ]


def registers_folder() -> Any:
    """Where the registers in force lie."""
    from ckanext.dtts.registers.now import folder

    return folder()


def place_name(area_id: str) -> str | None:
    """The name of a place as its table writes it."""
    return names.place_name(area_id)


def _of_dataset(name: str, title: Mapping[str, str]) -> Iterator[Plan]:
    package = lookup.package(name)
    for table, version in lookup.published_tables(package.id):
        if table.schema_name == PLANS:
            with replaced.parquet(version) as path:
                frame = pl.read_parquet(path, columns=list(_COLUMNS)) if path else pl.DataFrame()
            for row in frame.sort("period_start", descending=True).iter_rows(named=True):
                yield Plan(name, title, row["plan_id"], row)
    yield Plan(name, title, "", {})


def _below(area_id: str) -> list[str]:
    unit = gazetteer().place(area_id)
    if unit is None:
        return []
    below = gazetteer().communes(unit.code, today(), unit.level) if unit.level != "commune" else ()
    return [unit.area_id, *(commune.area_id for commune in below)]


def _named(row: Mapping[str, Any], lang: str) -> str:
    return str(row[f"name_{lang}"] or row["name_vi"])
