"""Hands a draft to the road, and then it is a draft no more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ckanext.dtts import drafts
from ckanext.dtts.model import Draft, Submission, Table
from ckanext.dtts.sending import new_dataset
from ckanext.dtts.sending.proposals import Screen
from ckanext.dtts.sending.targets import NEW_DATASET
from dtts.catalogue import table_schema

ANSWERS = ("sheet", "encoding", "decimal")


def send(draft: Draft, screen: Screen, said: Mapping[str, str]) -> dict[str, Any]:
    """The submission. ValidationError with what is missing or refused, by field; the draft stays then.

    A dataset that was made on the way is the draft's target from then on, so that the next try takes it.
    """
    _refuse_incomplete(screen, said)
    if screen.is_new:
        made = new_dataset.make(screen, kind_of(screen, said), said, draft.id)
        drafts.say(draft, {"target": f"new:{made['name']}"})
        target = f"new:{made['name']}"
    else:
        target = screen.target.value
    key = key_of(draft.id)
    sent: dict[str, Any] = tk.get_action("dtts_table_submit")(
        {}, {**_address(target, screen.schema.value), **_file(draft, said), "idempotency_key": key}
    )
    drafts.remove(draft)
    return sent


def kind_of(screen: Screen, said: Mapping[str, str]) -> str:
    """The kind of a new dataset: the only one that takes the table, or the one that was chosen."""
    if len(screen.type_names) == 1:
        return screen.type_names[0]
    return said["type"] if said.get("type") in screen.type_names else ""


def key_of(draft_id: UUID) -> str:
    """What makes a second press of the button give the same submission."""
    return f"draft:{draft_id}"


def sent_from(owner_id: str, identifier: str) -> str | None:
    """Id of the submission that a draft has become; None when it has become none."""
    mine = sa.select(Submission.id).where(
        Submission.actor_id == owner_id, Submission.idempotency_key == f"draft:{identifier}"
    )
    found = model.Session.scalar(mine)
    return str(found) if found else None


def _refuse_incomplete(screen: Screen, said: Mapping[str, str]) -> None:
    missing: dict[str, Any] = {}
    if not screen.schema.value:
        missing["schema"] = [tk._("Choose which table the file is.")]
    elif not screen.target.value:
        missing["target"] = [tk._("Choose where the file goes.")]
    if screen.target.value == NEW_DATASET:
        missing |= _missing_of_dataset(screen, said)
    if missing:
        raise tk.ValidationError(missing)


def _missing_of_dataset(screen: Screen, said: Mapping[str, str]) -> dict[str, list[str]]:
    missing = {}
    if screen.agency.value not in {each.id for each in screen.agencies}:
        missing["agency"] = [tk._("Choose for which agency it is published.")]
    if not screen.place.value:
        missing["area_id"] = [tk._("Choose the place that the figures are about.")]
    if not kind_of(screen, said):
        missing["type"] = [tk._("Choose the kind of the new dataset.")]
    if not said.get("title", "").strip():
        missing["title"] = [tk._("Give the new dataset a name.")]
    if not said.get("frequency"):
        missing["frequency"] = [tk._("Say how often the dataset is renewed.")]
    return missing


def _address(target: str, schema: str) -> dict[str, Any]:
    """The dataset and the table's part of its address; a new table gets a free one."""
    kind, _, value = target.partition(":")
    dataset, _, slug = value.partition("/")
    if kind == "table":
        return {"dataset": dataset, "table": slug}
    title = table_schema(schema).title
    return {
        "dataset": dataset,
        "table": free_slug(dataset, schema),
        "schema": schema,
        "name": title["vi"],
        "name_en": title["en"],
    }


def free_slug(dataset: str, schema: str) -> str:
    """The schema's name as a table's part of its address, with a number when another table has it.

    A table of this schema that was sent and never published is the same one.
    """
    package = model.Package.get(dataset)
    others = sa.or_(Table.schema_name != schema, Table.current_version_id.is_not(None))
    query = sa.select(Table.slug).where(Table.package_id == (package.id if package else ""), others)
    taken, wish = set(model.Session.scalars(query)), schema.replace("_", "-")
    return next(
        slug for slug in (wish, *(f"{wish}-{count}" for count in range(2, 1000))) if slug not in taken
    )


def _file(draft: Draft, said: Mapping[str, str]) -> dict[str, Any]:
    answers = {name: said[name] for name in ANSWERS if said.get(name)}
    file = {"upload_id": str(draft.upload_id or ""), "door": "upload"}
    return {**file, **({"answers": answers} if answers else {})}
