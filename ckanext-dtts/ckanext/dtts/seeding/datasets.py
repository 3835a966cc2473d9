"""Datasets of the manifest."""

from __future__ import annotations

from datetime import date, datetime, timezone
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.dtts.desk import clock
from ckanext.dtts.seeding.acting import act
from dtts.samples import DatasetPlan


def ensure(plan: DatasetPlan) -> str:
    """Make the dataset or bring its metadata up to date: `created`, `changed` or `kept`.

    Fields that the manifest does not name stay as people left them.
    """
    wanted = {**plan.fields, "owner_org": plan.org}
    try:
        found = act("package_show", {"id": plan.name})
    except tk.ObjectNotFound:
        act("package_create", wanted)
        return "created"
    organisation = found["organization"] or {}
    held = {**found, "owner_org": organisation.get("name"), "tag_string": _tags(found)}
    if all(_same(held.get(name), value) for name, value in wanted.items()):
        return "kept"
    act("package_patch", {"id": found["id"], **wanted})
    return "changed"


def made_on(name: str) -> date:
    """The day, in Viet Nam, on which the dataset was made: seeding again counts from the same one."""
    made = datetime.fromisoformat(act("package_show", {"id": name})["metadata_created"])
    return made.replace(tzinfo=timezone.utc).astimezone(clock.ZONE).date()


def _tags(found: dict[str, Any]) -> str:
    return ",".join(tag["name"] for tag in found["tags"])


def _same(held: Any, wanted: Any) -> bool:
    """Whether two values say the same; keywords and choices have no order of their own."""
    return _parts(held) == _parts(wanted)


def _parts(value: Any) -> list[str]:
    if isinstance(value, list):
        return sorted(str(part) for part in value)
    return sorted(part.strip() for part in str(value if value is not None else "").split(","))
