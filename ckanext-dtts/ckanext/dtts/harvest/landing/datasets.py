"""Records of a catalogue become datasets without tables, each marked as harvested."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ckanext.dtts import search
from ckanext.dtts.harvest.landing import new_datasets, noting
from ckanext.dtts.harvest.landing.package import owner, package_of
from ckanext.dtts.harvest.landing.protocol import Pairs
from ckanext.dtts.harvest.trouble import Trouble
from ckanext.dtts.model import Record as Row
from ckanext.dtts.model import Source
from ckanext.dtts.road import guard, resource
from dtts.harvest import Policy
from dtts.vietnamese import slug
from dtts_harvesters.record import Record
from dtts_harvesters.source import Source as Definition

AT_ONCE = 50
"""What a process that is killed has to do again, and what waits for one bad dataset, stays small."""


class Datasets:
    """The id of a dataset is that of its record here, so that no record ever becomes two of them."""

    def __init__(self, source: Source, definition: Definition) -> None:
        self._definition = definition
        self._agency = owner(source.agency_id)
        site_user = tk.get_action("get_site_user")({"ignore_auth": True}, {})
        self._maker: model.User = model.User.get(site_user["name"])
        self.at_once = AT_ONCE if new_datasets.possible() else 1

    def policy(self, wanted: Policy) -> Policy:
        """The source's own."""
        return wanted

    def against(self, row: Row, item: Record) -> Trouble | None:
        """A dataset that people deleted or gave to another agency is theirs to decide about."""
        package = model.Package.get(str(row.id))
        if package is None or row.state == "gone":
            return None
        if package.owner_org != self._agency.id:
            return _OTHER_OWNER
        return _DELETED_HERE if package.state != model.State.ACTIVE else None

    def land(self, row: Row, item: Record) -> None:
        """Create the dataset or bring it up to date, and let the index follow."""
        self.describe(row, item)
        noting.landed(row, item)

    def land_new(self, pairs: Pairs) -> Mapping[str, tk.ValidationError]:
        """Create datasets together, and let the index follow."""
        wanted: dict[str, Mapping[str, Any]] = {}
        refused: dict[str, tk.ValidationError] = {}
        for row, item in pairs:
            try:
                wanted[str(row.id)] = package_of(item, self._definition, self._agency)
            except tk.ValidationError as why:
                refused[str(row.id)] = why
        refused |= new_datasets.create(wanted, self._agency.id, self._maker)
        for row, item in pairs:
            if str(row.id) not in refused:
                self._is_at(row)
                noting.landed(row, item)
        return {row.remote_id: refused[str(row.id)] for row, _item in pairs if str(row.id) in refused}

    def describe(self, row: Row, item: Record) -> None:
        """Write the dataset itself. What the road published in it stays in it."""
        fields = package_of(item, self._definition, self._agency)
        package = model.Package.get(str(row.id))
        if package is None:
            _alone_with_name(fields["title"])
            self._act("package_create", {**fields, "id": str(row.id)})
        else:
            kept = [_kept(each) for each in package.resources if each.url_type == resource.URL_TYPE]
            fields = {**fields, "resources": kept + fields["resources"], "state": model.State.ACTIVE}
            self._act("package_update", {**fields, "id": package.id, "name": package.name})
        self._is_at(row)

    def preview(self, item: Record) -> dict[str, str]:
        """The fields that the source gave; the dataset is tried and taken back."""
        fields = package_of(item, self._definition, self._agency)
        try:
            self._act("package_create", {**fields})
        finally:
            model.Session.rollback()
        given = item.content if isinstance(item.content, Mapping) else {}
        return {name: _shown(value) for name, value in given.items()}

    def remove(self, row: Row) -> None:
        """Delete the dataset as CKAN does: it stays in the database and is shown to nobody."""
        self._set_state(row, model.State.DELETED)

    def bring_back(self, row: Row) -> None:
        """Show the dataset again as it was."""
        self._set_state(row, model.State.ACTIVE)

    def _is_at(self, row: Row) -> None:
        row.package_id = str(row.id)
        search.note(row.package_id)

    def _set_state(self, row: Row, state: str) -> None:
        package = model.Package.get(row.package_id) if row.package_id else None
        if package is not None and package.state != state:
            package.state = state
            search.note(package.id)

    def _act(self, action: str, fields: dict[str, Any]) -> None:
        """The dataset is written when the caller's transaction commits, together with its record."""
        told = {"ignore_auth": True, "user": self._maker.name, "defer_commit": True, "return_id_only": True}
        tk.get_action(action)(told, fields)


def _kept(table: model.Resource) -> dict[str, Any]:
    """What people may say of a table's resource; the road's guard puts back all the rest."""
    said = {"name": table.name, "description": table.description, **table.extras}
    return {"id": table.id, **{key: said[key] for key in guard.BY_HAND if said.get(key)}}


def _alone_with_name(title: str) -> None:
    """Until the transaction ends nobody else makes a dataset whose name comes of the same title: two sources
    at once would both find it free."""
    key = sa.func.hashtextextended(f"dtts:name:{slug(title)}", 0)
    model.Session.execute(sa.select(sa.func.pg_advisory_xact_lock(key)))


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return f"[{len(value)}]" if value and isinstance(value[0], dict) else ", ".join(map(str, value))
    return str(value)[:200]


_OTHER_OWNER = Trouble(
    "other-owner",
    "Bộ dữ liệu này trên cổng đã thuộc một đơn vị khác; hai bên cần thống nhất ai giữ nó.",
    "This dataset belongs to another agency of the portal by now; both must agree who keeps it.",
)
_DELETED_HERE = Trouble(
    "deleted-here",
    "Có người đã xóa bộ dữ liệu này trên cổng, trong khi nguồn vẫn có và đã thay đổi.",
    "Somebody deleted this dataset on the portal, while the source still has it and has changed it.",
)
