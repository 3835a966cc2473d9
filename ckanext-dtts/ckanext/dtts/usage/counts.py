"""How often a dataset was used, as pages and files tell it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import USES, Usage

COLUMNS = ("day", "views", "downloads", "api_calls")
_NAMES = dict(zip(USES, COLUMNS[1:], strict=True))
LATELY_DAYS = 30


def lately(package_id: str, today: date) -> Mapping[str, int]:
    """Views, downloads and API calls of the last 30 days, this one included."""
    since = today - timedelta(days=LATELY_DAYS - 1)
    query = sa.select(Usage.kind, sa.func.sum(Usage.count)).where(Usage.package_id == package_id)
    query = query.where(Usage.day >= since, Usage.day <= today).group_by(Usage.kind)
    found = {kind: int(count) for kind, count in model.Session.execute(query).tuples()}
    return {name: found.get(kind, 0) for kind, name in _NAMES.items()}


def by_day(package_id: str) -> Sequence[dict[str, Any]]:
    """A row for each day with any use, newest first."""
    query = sa.select(Usage.day, Usage.kind, sa.func.sum(Usage.count)).where(Usage.package_id == package_id)
    days: dict[date, dict[str, Any]] = {}
    for day, kind, count in model.Session.execute(query.group_by(Usage.day, Usage.kind)).tuples():
        row = days.setdefault(day, {"day": day.isoformat(), **dict.fromkeys(_NAMES.values(), 0)})
        row[_NAMES[kind]] = int(count)
    return [days[day] for day in sorted(days, reverse=True)]
