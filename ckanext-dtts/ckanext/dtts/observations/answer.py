"""Rows of the store as the API and files give them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from uuid import UUID

import polars as pl

from ckanext.dtts.model.columns import iso
from ckanext.dtts.observations.query import Row
from ckanext.dtts.observations.store import COLUMNS
from ckanext.dtts.observations.visible import Origin
from dtts.units import Gazetteer

OBSERVED = tuple(name.upper() for name in COLUMNS)
FIELDS = (*OBSERVED, "AREA_NAME", "AREA_NAME_EN", "DATASET", "TABLE", "RELEASED", "DEMO")
"""The SDMX components, then who and what a reader needs to name the figure."""
_COUNTRY = {"vi": "Cả nước", "en": "Whole country"}


def as_row(row: Row, origins: Mapping[UUID, Origin], places: Gazetteer) -> dict[str, Any]:
    """One observation, its area named in both languages and its table by its address."""
    origin = origins[row.table_id]
    names = area_names(row.ref_area, places)
    return {
        **{name.upper(): getattr(row, name) for name in COLUMNS},
        "AREA_NAME": names["vi"],
        "AREA_NAME_EN": names["en"],
        "DATASET": origin.dataset,
        "TABLE": origin.table,
        "RELEASED": iso(row.released),
        "DEMO": origin.demo,
    }


def named(rows: pl.DataFrame, origins: Mapping[UUID, Origin], places: Gazetteer) -> pl.DataFrame:
    """Rows as `query.frames` gives them, with the columns FIELDS and their values as of `as_row`."""
    known = pl.DataFrame(
        [(str(table), each.dataset, each.table, each.demo) for table, each in origins.items()],
        schema={"table_id": pl.String, "DATASET": pl.String, "TABLE": pl.String, "DEMO": pl.Boolean},
        orient="row",
    )
    described = rows.lazy().join(known.lazy(), on="table_id", how="left", maintain_order="left")
    labelled = _with_names(described, "ref_area", places)
    upper = {name: name.upper() for name in (*COLUMNS, "released")}
    return labelled.rename(upper).select(FIELDS).collect()


def with_names(rows: pl.DataFrame, column: str, places: Gazetteer) -> pl.DataFrame:
    """Rows with AREA_NAME and AREA_NAME_EN of the area in a column; its id where no register has it."""
    return _with_names(rows.lazy(), column, places).collect()


def _with_names(rows: pl.LazyFrame, column: str, places: Gazetteer) -> pl.LazyFrame:
    # Lazily, since each step of its own waits for threads that a busy machine has no time for.
    labels = _labels(places).lazy().rename({"ref_area": column})
    joined = rows.join(labels, on=column, how="left", maintain_order="left")
    return joined.with_columns(
        pl.coalesce(name, column).alias(name) for name in ("AREA_NAME", "AREA_NAME_EN")
    )


@lru_cache(maxsize=2)
def _labels(places: Gazetteer) -> pl.DataFrame:
    """The names of all areas, read once for each set of registers."""
    areas = ["VN", *dict.fromkeys(unit.area_id for unit in places.units)]
    found = [(area, *area_names(area, places).values()) for area in areas]
    return pl.DataFrame(found, schema=["ref_area", "AREA_NAME", "AREA_NAME_EN"], orient="row")


def area_names(area_id: str, places: Gazetteer) -> dict[str, str]:
    """An area's name in both languages; its id when no register has it."""
    if area_id == "VN":
        return _COUNTRY
    unit = places.place(area_id)
    return {language: unit.label(language) if unit else area_id for language in ("vi", "en")}
