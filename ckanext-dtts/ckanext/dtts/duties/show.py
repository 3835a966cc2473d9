"""What the actions answer about entries: as they are kept, with how they stand and what changed of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.duties.catalogue import Catalogue, published_of
from ckanext.dtts.duties.entries import Held
from ckanext.dtts.model import EntryChange
from ckanext.dtts.model.columns import iso
from dtts.duties import Kept, Share, Standing, past

MOST_PERIODS = 60
NAMED = {"agency_id": "agency", "package_id": "dataset", "slug": "table"}
"""What is kept by its id is shown by its name, under the name that a caller gives it by."""


def share_dict(share: Share) -> dict[str, Any]:
    """`percent` is null, and not 100, where nothing is due."""
    return {"fresh": share.fresh, "due": share.due, "percent": share.percent}


def standing_of(catalogue: Catalogue, code: str) -> tuple[Held, Standing] | None:
    """The entry of that code with how it stands; None when the catalogue of the day has none."""
    pairs = zip(catalogue.held, catalogue.standings, strict=True)
    return next((pair for pair in pairs if pair[0].entry.code == code), None)


def periods(catalogue: Catalogue, held: Held, most: int = MOST_PERIODS) -> list[Kept]:
    """What fell due so far, newest first, each with the version that fulfilled it."""
    return list(islice(past(held.entry, published_of(held), catalogue.on), most))


def period_dict(kept: Kept) -> dict[str, Any]:
    """One obligation as JSON carries it."""
    period, publication = kept.obligation.period, kept.publication
    return {
        "period": period.sdmx,
        "period_label": {lang: period.label(lang) for lang in ("vi", "en")},
        "due": kept.obligation.due.isoformat(),
        "provisional": kept.obligation.provisional,
        "version": publication.version if publication else None,
        "published_on": publication.published.isoformat() if publication else None,
        "late_days": kept.late_days,
    }


def changes(entry_id: UUID, *, named: bool = False) -> list[dict[str, Any]]:
    """Every change of an entry, newest first, with what each field was before and is since.

    `named`: with who made it, which is for staff; the public learns as what somebody acted.
    """
    query = sa.select(EntryChange).where(EntryChange.entry_id == entry_id).order_by(EntryChange.seq)
    found = list(model.Session.scalars(query))
    names = {**_user_names(found), **_address_names(found)}
    before: Mapping[str, Any] = {}
    listed = []
    for each in found:
        listed.append(_change(each, before, names) | ({} if named else {"actor": None}))
        before = each.content
    return listed[::-1]


def _change(one: EntryChange, before: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "at": iso(one.at),
        "actor": names.get(one.actor, one.actor),
        "actor_kind": one.actor_kind,
        "reason": one.reason,
        "fields": {
            NAMED.get(field, field): [
                _named(value.get(field), field, names) for value in (before, one.content)
            ]
            for field in one.fields
        },
    }


def _user_names(found: Sequence[EntryChange]) -> dict[str, str]:
    ids = {each.actor for each in found if each.actor_kind == "person"}
    query = sa.select(model.User.id, model.User.name).where(model.User.id.in_(ids))
    return dict(model.Session.execute(query).tuples().all())


def _named(value: Any, field: str, names: Mapping[str, str]) -> Any:
    return names.get(value, value) if field in NAMED and value else value


def _address_names(found: Sequence[EntryChange]) -> dict[str, str]:
    """Names of the agencies and datasets that the changes speak of, by their ids."""
    named: dict[str, str] = {}
    for entity, field in ((model.Group, "agency_id"), (model.Package, "package_id")):
        ids = {each.content[field] for each in found} - {None}
        query = sa.select(entity.id, entity.name).where(entity.id.in_(ids))
        named |= dict(model.Session.execute(query).tuples().all())
    return named
