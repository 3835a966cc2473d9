"""Rows of computed indicators: kept with the table that gives the first figure of their formula."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Observation
from ckanext.dtts.model.observation import KEY
from dtts.indicators.computed import compute_rows, formulas
from dtts.indicators.formula import read_formula

_TEXTS = (*KEY, "obs_status", "conf_status", "comparability")
_SCHEMA = {
    **{name.upper(): pl.String for name in _TEXTS},
    "OBS_VALUE": pl.Float64,
    "UNIT_MULT": pl.Int64,
}


def computed(rows: pl.DataFrame) -> pl.DataFrame:
    """What is computed from a table's rows (its own and those derived for the areas of today), and from the
    current rows of other tables where a formula needs these; empty when no formula begins with it."""
    given = set(rows["INDICATOR"].unique()) if "INDICATOR" in rows.columns else set()
    wanted = {code: one for code, one in formulas().items() if _codes(code)[0] in given}
    needed = {figure for code in wanted for figure in _codes(code)} - given
    own = rows.with_columns(
        pl.lit(None, kind).alias(name) for name, kind in _SCHEMA.items() if name not in rows.columns
    )
    own = own.select(pl.col(name).cast(kind) for name, kind in _SCHEMA.items()) if wanted else pl.DataFrame()
    return compute_rows(pl.concat([own, _current(needed)]) if wanted else own, wanted)


def beginning(codes: Collection[str]) -> set[str]:
    """The first figures of the formulas in which one of `codes` stands later on."""
    return {_codes(code)[0] for code in formulas() if set(_codes(code)[1:]) & set(codes)}


def _codes(computed_code: str) -> tuple[str, ...]:
    return read_formula(formulas()[computed_code].formula or "").codes


def _current(codes: Collection[str]) -> pl.DataFrame:
    columns = [getattr(Observation, name.lower()) for name in _SCHEMA]
    query = sa.select(*columns).where(Observation.indicator.in_(codes), Observation.superseded.is_(None))
    found = [tuple(row) for row in model.Session.execute(query)] if codes else []
    return pl.DataFrame(found, schema=_SCHEMA, orient="row")
