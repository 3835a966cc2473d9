"""A file of a source is sent for its table, and goes the road of every file: checked, compared, published."""

from __future__ import annotations

import io
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from werkzeug.datastructures import FileStorage

from ckanext.dtts.checking import forms
from ckanext.dtts.harvest.landing import noting
from ckanext.dtts.harvest.landing.protocol import Pairs
from ckanext.dtts.harvest.leased import Leased
from ckanext.dtts.harvest.trouble import Trouble
from ckanext.dtts.model import Record as Row
from ckanext.dtts.model import Source, Table
from dtts.harvest import Policy
from dtts_harvesters.record import Record
from dtts_harvesters.source import Source as Definition

DOOR = "harvest"
KEY = "harvest:"


class Files:
    """A file is sent in the name of the source's keeper. The same run never sends the same file twice."""

    at_once = 1

    def __init__(self, leased: Leased, source: Source, definition: Definition) -> None:
        self._leased, self._definition = leased, definition
        self._keeper = model.Session.get_one(model.User, source.keeper_id).name

    def policy(self, wanted: Policy) -> Policy:
        """Nobody is asked here: a file is approved on the road, where its report and difference are."""
        return "publish"

    def against(self, row: Row, item: Record) -> Trouble | None:
        """Nothing: see `policy`."""
        return None

    def land(self, row: Row, item: Record) -> None:
        """Send the file. The submission commits by itself; its key makes a second sending the same one."""
        assert isinstance(item.content, bytes)
        target = self._definition.target
        asked = {
            "dataset": target.dataset,
            "table": self._slug(),
            "schema": target.table,
            "upload": FileStorage(io.BytesIO(item.content), filename=self._filename(item)),
            "door": DOOR,
            "idempotency_key": f"{KEY}{self._leased.run_id}:{row.id}:{item.digest[:32]}",
        }
        sent = tk.get_action("dtts_table_submit")({"ignore_auth": True, "user": self._keeper}, asked)
        row.submission_id, row.package_id = sent["id"], model.Package.get(target.dataset).id
        noting.landed(row, item)

    def land_new(self, pairs: Pairs) -> Mapping[str, tk.ValidationError]:
        """A submission commits by itself: never more than one at once."""
        raise NotImplementedError

    def preview(self, item: Record) -> dict[str, str]:
        """What the check says of the file. ValidationError when it is not valid."""
        assert isinstance(item.content, bytes)
        stream, schema = io.BytesIO(item.content), self._definition.target.table
        report = forms.check_as(forms.DTTS, forms.Sent(stream, self._filename(item), schema, {}))
        assert isinstance(report, dict)
        if not report["valid"]:
            raise tk.ValidationError({"file": [told(each) for each in report["patterns"][:5]]})
        return {"rows": str(report["rows"])}

    def remove(self, row: Row) -> None:
        """What was published stays, with all its versions: a table is withdrawn by people, on its page."""

    def bring_back(self, row: Row) -> None:
        """Nothing was taken away."""

    def _slug(self) -> str:
        """The table of that schema that the dataset has, or one named after the schema."""
        target = self._definition.target
        package = model.Package.get(target.dataset)
        query = sa.select(Table.slug).where(Table.package_id == package.id, Table.schema_name == target.table)
        known = list(model.Session.scalars(query.order_by(Table.created)))
        return known[0] if known else target.table.replace("_", "-")

    def _filename(self, item: Record) -> str:
        """The last part of its address, with the ending of what the source promised."""
        ending = str(self._definition.options.get("format") or "csv")
        name = unquote(urlsplit(item.address).path.rpartition("/")[2]) or self._definition.id
        return name if name.lower().endswith(f".{ending}") else f"{name}.{ending}"


def told(pattern: dict[str, object]) -> str:
    """What a pattern of a report says, in both languages."""
    message = pattern["message"]
    return " / ".join(message.values()) if isinstance(message, dict) else str(message)
