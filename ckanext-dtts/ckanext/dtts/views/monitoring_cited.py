"""The indicator that an answer of an evaluation rests on: as it was cited, and as it is published now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Table, Version
from ckanext.dtts.observations.visible import origins
from ckanext.dtts.views import indicator_data
from dtts.followup import Answer
from dtts.indicators.definition import Definition, definitions

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Cited:
    """`value` of `period` is what the evaluation cites, of `version` (`dataset@n`) at `address`, empty where
    the portal does not have it; `now` is what is public of that period, `latest` of the last one.
    """

    code: str
    definition: Definition | None
    period: str | None
    value: float | None
    version: str
    address: str
    now: Row | None
    latest: Row | None

    @property
    def changed(self) -> bool:
        """Whether what is published now differs from what was cited."""
        if self.now is None or self.value is None or self.now["OBS_VALUE"] is None:
            return False
        return abs(float(self.now["OBS_VALUE"]) - self.value) > abs(self.value) * 1e-9


def of(answer: Answer) -> Cited | None:
    """What an answer cites; None when it rests on no indicator."""
    if not answer.indicator:
        return None
    rows = _published(answer.indicator, answer.area_id)
    return Cited(
        code=answer.indicator,
        definition=definitions().get(answer.indicator),
        period=answer.indicator_period,
        value=None if answer.indicator_value is None else float(answer.indicator_value),
        version=answer.indicator_version or "",
        address=_address(answer.indicator_version or ""),
        now=next((row for row in rows if row["TIME_PERIOD"] == answer.indicator_period), None),
        latest=max(rows, key=lambda row: str(row["TIME_PERIOD"]), default=None),
    )


def _published(code: str, area_id: str) -> list[Row]:
    """Actual values of a place, of everybody or of the group that the indicator is of."""
    rows = indicator_data.rows_of(code, [area_id], origins())
    return [row for row in rows if row["VALUE_TYPE"] == "ACT" and row["OBS_VALUE"] is not None]


def _address(version: str) -> str:
    """The page of the version, when one table alone of a public dataset has one of that number."""
    dataset, _, number = version.partition("@")
    if not number.isdecimal():
        return ""
    wanted = (
        sa.select(Table.slug)
        .join(Version, Version.table_id == Table.id)
        .join(model.Package, model.Package.id == Table.package_id)
        .where(model.Package.name == dataset, Version.number == int(number))
        .where(model.Package.state == model.State.ACTIVE, model.Package.private.is_(False))
    )
    slugs = list(model.Session.scalars(wanted))
    if len(slugs) != 1:
        return ""
    return str(tk.url_for("dtts_version.read", dataset_name=dataset, table_name=slugs[0], version=number))
