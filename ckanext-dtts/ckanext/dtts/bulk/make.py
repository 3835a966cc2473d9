"""Make a set from one state of the store: Parquet by family and year, the package of all, a manifest."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.bulk import kept
from ckanext.dtts.model import ObservationCount
from ckanext.dtts.observations import query
from ckanext.dtts.observations.visible import origins
from ckanext.dtts.outgoing.gather import Gathered, gather, held
from ckanext.dtts.registers import gazetteer
from dtts.bulk import BulkFile, Partition, described, manifest, typed, write_partition
from dtts.errors import UsageError
from dtts.indicators.definition import definitions
from dtts.opensdg import write_export
from dtts.packages import write_package

PARQUET, ZIP = "application/vnd.apache.parquet", "application/zip"
PACKAGE, OPEN_SDG = "datapackage.zip", "opensdg.zip"


class Made(NamedTuple):
    """A set: `fresh` is false when the one in place already had this content."""

    name: str
    rows: int
    bytes: int
    files: int
    fresh: bool


def make() -> Made | None:
    """Make the set of what is public now and put it in place; None when there is nothing public.

    Readers keep the set of before until this one is whole. UsageError when the portal keeps no sets.
    """
    above = kept.folder()
    if above is None:
        raise UsageError("ckanext.dtts.bulk_folder is empty: name a folder for the nightly set")
    _see_one_state()
    try:
        gathered = gather(held(origins()))
        if gathered is None:
            return None
        with kept.aside(above) as folder:
            return _put(folder, gathered)
    finally:
        model.Session.rollback()


def _see_one_state() -> None:
    """Everything below reads one snapshot of the database, however long it takes."""
    model.Session.rollback()
    model.Session.connection(execution_options={"isolation_level": "REPEATABLE READ"})


def _put(folder: Path, gathered: Gathered) -> Made:
    files = sorted(_written(folder, gathered), key=lambda each: each.path)
    told = manifest(gathered.outgoing, files)
    (folder / kept.MANIFEST).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    fresh = kept.current() != told["set"]
    kept.put(folder, told["set"])
    return Made(told["set"], told["rows"], told["bytes"], len(files), fresh)


def _written(folder: Path, gathered: Gathered) -> Iterator[BulkFile]:
    said = {
        "dtts:release": gathered.outgoing.release.moment,
        "dtts:citation": gathered.outgoing.citation("en"),
    }
    for partition in _partitions(gathered):
        frame = _frame(partition, gathered)
        write_partition(frame, folder / partition.path, said)
        about: dict[str, Any] = {"family": partition.family, "year": partition.year, "rows": frame.height}
        yield described(folder, partition.path, PARQUET, **about)
    write_package(gathered.outgoing, gathered.rows(), gazetteer(), folder / PACKAGE)
    yield described(folder, PACKAGE, ZIP)
    write_export(gathered.outgoing, gathered.rows(), folder / OPEN_SDG)
    yield described(folder, OPEN_SDG, ZIP)


def _partitions(gathered: Gathered) -> Iterator[Partition]:
    """Every family and year that has rows."""
    year = sa.func.left(ObservationCount.time_period, 4)
    found = sa.select(ObservationCount.indicator, year).where(
        ObservationCount.table_id.in_(gathered.wanted.tables)
    )
    codes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for code, started in model.Session.execute(found.distinct()).tuples():
        if code in definitions():
            codes[definitions()[code].family, started].add(code)
    for (family, started), indicators in sorted(codes.items()):
        yield Partition(family, int(started), sorted(indicators))


def _frame(partition: Partition, gathered: Gathered) -> pl.DataFrame:
    """The rows of a partition in the order of the key, as the API gives them."""
    year, codes = str(partition.year), {"indicator": partition.indicators}
    return typed(gathered.table(query.Slice(gathered.wanted.tables, codes, since=year, until=year)))
