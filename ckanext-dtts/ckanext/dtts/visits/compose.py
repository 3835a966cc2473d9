"""The next version of a table: the rows that are public now, without those of the visit, and its own."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import polars as pl
import sqlalchemy as sa
from ckan import model

from ckanext.dtts import registers
from ckanext.dtts.model import FieldVisit, Table
from ckanext.dtts.road import lookup, replaced
from ckanext.dtts.visits import choices
from ckanext.dtts.work import scratch
from dtts.catalogue import TableSchema, table_schema
from dtts.checks import keys_from
from dtts.exports.canonical import canonical_text
from dtts.visiting import Faults, Frame, examined, rows

DEMO = "Dữ liệu minh họa"
Row = dict[str, Any]


def rows_of(visit: FieldVisit, package: model.Package) -> dict[str, list[Row]]:
    """The rows of a visit by table schema."""
    return rows(visit.said, _frame(visit, package))


def faults_of(visit: FieldVisit, package: model.Package) -> Faults:
    """What the tables would refuse of its rows, by the field of the form; before any of them is sent."""
    keys = keys_from(registers.folder())
    with scratch() as folder:
        return examined(visit.said, _frame(visit, package), folder, keys=keys, today=registers.today())


def _frame(visit: FieldVisit, package: model.Package) -> Frame:
    plan_id = visit.said["plan"].partition("|")[2]
    return Frame(
        visit_id=visit.id,
        plan_id=plan_id or None,
        area_name=choices.place_name(visit.said["area_id"]),
        data_mark=DEMO if package.extras.get("demo") == "true" else None,
    )


def table_of(package_id: str, schema_name: str) -> Table | None:
    """The dataset's table of that schema: the public one, else the first that was ever sent."""
    query = sa.select(Table).where(Table.package_id == package_id, Table.schema_name == schema_name)
    order = (Table.current_version_id.is_(None), Table.created)
    return model.Session.scalar(query.order_by(*order).limit(1))


def csv(table: Table | None, schema_name: str, visit_id: UUID, own: Sequence[Row]) -> bytes:
    """The whole next version as CSV with the names of the schema's columns, in UTF-8."""
    schema = table_schema(schema_name)
    names = [field.name for field in schema.fields]
    frames = [_as_text(_before(table, visit_id), names), _text_of(own, schema)]
    file = io.BytesIO()
    pl.concat(frames).write_csv(file)
    return file.getvalue()


def _before(table: Table | None, visit_id: UUID) -> pl.DataFrame:
    """What is public now, without rows that this visit brought before."""
    with replaced.parquet(lookup.current_version(table) if table else None) as path:
        if path is None:
            return pl.DataFrame()
        frame = pl.read_parquet(path)
    key = next(name for name in ("visit_id", "finding_id") if name in frame.columns)
    own = pl.col(key).str.contains(rf"^GS-\d{{8}}-{visit_id.hex[:8]}(-P\d+)?$")
    return frame.filter(~own.fill_null(False))


def _as_text(frame: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """Canonical text in the columns of the schema of today: a version of before may lack some."""
    text = canonical_text(frame)
    missing = [pl.lit(None, dtype=pl.String).alias(name) for name in names if name not in text.columns]
    return text.with_columns(missing).select(names) if text.width else _empty(names)


def _text_of(own: Sequence[Row], schema: TableSchema) -> pl.DataFrame:
    names = [field.name for field in schema.fields]
    if not own:
        return _empty(names)
    columns: Mapping[str, list[Any]] = {name: [row.get(name) for row in own] for name in names}
    return canonical_text(pl.DataFrame(columns, strict=False)).cast(pl.String)


def _empty(names: Sequence[str]) -> pl.DataFrame:
    return pl.DataFrame({name: [] for name in names}, schema=dict.fromkeys(names, pl.String))
