"""Records of another portal of this software: a dataset, and each table of it on the ordinary road."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from werkzeug.datastructures import FileStorage

from ckanext.dtts.checking import forms
from ckanext.dtts.harvest.landing import following, noting
from ckanext.dtts.harvest.landing.datasets import Datasets
from ckanext.dtts.harvest.landing.files import DOOR, KEY, told
from ckanext.dtts.harvest.leased import Leased
from ckanext.dtts.harvest.trouble import Trouble
from ckanext.dtts.model import Record as Row
from ckanext.dtts.model import Source
from ckanext.dtts.road import intake
from dtts_harvesters.record import Record
from dtts_harvesters.source import Source as Definition

Tables = Mapping[str, Mapping[str, Any]]


class Packages(Datasets):
    """As `Datasets`; a table is sent when its SHA-256 is another than that which was sent last."""

    def __init__(self, leased: Leased, source: Source, definition: Definition) -> None:
        super().__init__(source, definition)
        self.at_once = 1  # a submission commits by itself
        self._leased = leased
        self._keeper = model.Session.get_one(model.User, source.keeper_id).name

    def against(self, row: Row, item: Record) -> Trouble | None:
        """Also a table that is no longer there: what becomes of it here is for a person to say."""
        missing = {name for name, held in (row.tables or {}).items() if _is_followed(held)}
        missing -= set(_tables_of(item))
        return super().against(row, item) or (_lost(sorted(missing)) if missing else None)

    def land(self, row: Row, item: Record) -> None:
        """Write the dataset, withdraw what is not public there any more, then send its tables. A submission
        commits by itself, and with it what came before; its key makes a second sending in the same run the
        same one."""
        tables = _tables_of(item)
        _refuse_unfit(item, tables)
        self.describe(row, _described(item))
        row.tables = _without(row.tables or {}, set(tables))
        sent = {name: self._sent(row, item, table) for name, table in tables.items()}
        row.tables = {**row.tables, **sent}
        noting.landed(row, item)

    def preview(self, item: Record) -> dict[str, str]:
        """The fields, and how many rows each table has. ValidationError when one of them is not valid."""
        tables = _tables_of(item)
        _refuse_unfit(item, tables)
        shown = super().preview(_described(item))
        return {**shown, **{f"tables.{name}": _rows(item, table) for name, table in tables.items()}}

    def bring_back(self, row: Row) -> None:
        """Show the dataset again; of one that is here, send the tables again that went. Of a table the last
        version comes back, as a new one; each submission commits by itself."""
        if row.state == "gone":
            super().bring_back(row)
            return
        row.tables = {name: self._again(row, name, held) for name, held in row.tables.items()}

    def _again(self, row: Row, name: str, held: Mapping[str, Any]) -> Mapping[str, Any]:
        upload = following.file_of(held) if held.get("gone") else None
        if upload is None:
            return held
        asked = {"table": name, "schema": held["schema"], "upload": upload}
        return following.kept_of(held, self._submitted(row, asked, f"again:{held['gone']}"))

    def _sent(self, row: Row, item: Record, table: Mapping[str, Any]) -> dict[str, Any]:
        """What the record keeps of a table, which is sent where the public does not read it here already."""
        held = (row.tables or {}).get(table["table"], {})
        following.withdraw_versions(held, table.get("withdrawn", ()))
        if held.get("sha256") == table["sha256"] and not held.get("gone"):
            return following.made_of(held, table, held["submission"])
        known = following.sent_of(held).get(str(table["version"]), [])
        if known and following.is_read(known[-1]):
            return following.made_of(held, table, known[-1])
        upload = FileStorage(io.BytesIO(item.files[table["sha256"]]), filename=_filename(item, table))
        said = {name: table[name] for name in ("table", "schema", "name", "name_en") if table[name]}
        sent = self._submitted(row, {**said, "upload": upload}, _short(table))
        return following.made_of(held, table, sent)

    def _submitted(self, row: Row, table: Mapping[str, Any], key: str) -> str:
        """The id of the submission."""
        told = {"dataset": str(row.id), "door": DOOR}
        told["idempotency_key"] = f"{KEY}{self._leased.run_id}:{row.id}:{key}"
        context = {"ignore_auth": True, "user": self._keeper}
        return str(tk.get_action("dtts_table_submit")(context, {**told, **table})["id"])


def _tables_of(item: Record) -> Tables:
    found = item.content.get("tables", []) if isinstance(item.content, Mapping) else []
    return {each["table"]: each for each in found}


def _described(item: Record) -> Record:
    """The record without its tables, which are no field of a dataset."""
    assert isinstance(item.content, Mapping)
    return replace(item, content={key: each for key, each in item.content.items() if key != "tables"})


def _refuse_unfit(item: Record, tables: Tables) -> None:
    """ValidationError before anything is written, when the type here takes no table of such a schema."""
    assert isinstance(item.content, Mapping)
    allowed = intake.allowed_schemas(item.content["type"])
    unfit = sorted({each["schema"] for each in tables.values()} - set(allowed))
    if unfit:
        why = f"Loại này không nhận lược đồ / This type takes no schema: {', '.join(unfit)}"
        raise tk.ValidationError({"tables": [why]})


def _rows(item: Record, table: Mapping[str, Any]) -> str:
    stream = io.BytesIO(item.files[table["sha256"]])
    report = forms.check_as(forms.DTTS, forms.Sent(stream, _filename(item, table), table["schema"], {}))
    assert isinstance(report, dict)
    if not report["valid"]:
        raise tk.ValidationError({table["table"]: [told(each) for each in report["patterns"][:5]]})
    return str(report["rows"])


def _is_followed(held: Mapping[str, Any]) -> bool:
    """Whether a table that is not there any more would have to go here."""
    return not held.get("gone") and not held.get("kept")


def _without(before: Tables, there: set[str]) -> dict[str, Any]:
    """What was known of the tables; those that are not there any more are withdrawn here too."""
    return {
        name: following.withdraw_table(held) if name not in there and _is_followed(held) else dict(held)
        for name, held in before.items()
    }


def _filename(item: Record, table: Mapping[str, Any]) -> str:
    """As the other portal names the file of a version."""
    dataset = item.address.rpartition("/")[2]
    return f"{dataset}.{table['table']}.v{table['version']}.csv"


def _short(table: Mapping[str, Any]) -> str:
    return hashlib.sha256(f"{table['table']}:{table['version']}:{table['sha256']}".encode()).hexdigest()[:32]


def _lost(names: list[str]) -> Trouble:
    listed = ", ".join(names)
    return Trouble(
        "table-gone",
        f"Cổng nguồn không còn công bố bảng: {listed}. Nếu đồng ý, bảng ở đây cũng được rút, phần còn lại "
        "được cập nhật; có thể khôi phục trong 30 ngày.",
        f"The other portal no longer publishes: {listed}. With a yes the table is withdrawn here too and the "
        "rest is brought up to date; it can be brought back for 30 days.",
    )
