"""A published table of money as facts of the cube, by what its table schema says under `dtts:finance`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from dtts.catalogue import TableSchema
from dtts.measures import measure

WHOLE = "_T"
"""The item of a fact of the whole programme."""
SCOPE = ("PROGRAMME", "ITEM", "REF_AREA", "YEAR_FROM", "YEAR_TO", "SOURCE", "NATURE", "PLAN_KIND")
"""What an amount is of; with STAGE and AS_OF it is one fact of a table."""
_TOLD = {
    "AMOUNT": pl.Int64, "PRINTED": pl.Float64, "PRINTED_UNIT": pl.String, "APPROXIMATE": pl.Boolean,
    "OBS_STATUS": pl.String, "EVIDENCE": pl.String, "NAME": pl.String, "NOTE": pl.String,
}  # fmt: skip
COLUMNS = (*SCOPE, "STAGE", "AS_OF", *_TOLD)
"""AMOUNT is in whole dong, null with OBS_STATUS O where the table has none; PRINTED is the amount as the
table has it, in PRINTED_UNIT (a measure)."""
_STATUS = {"plan": "A", "official": "A", "adjusted": "A", "estimate": "E", "provisional": "P"}
_MISSING = "O"
_WORDS = ("EVIDENCE", "NAME", "NOTE")


def feeds_finance(schema: TableSchema) -> bool:
    """Whether tables of this schema hold money."""
    return schema.descriptor.get("dtts:feeds") == "finance"


def facts_of(frame: pl.DataFrame, schema: TableSchema) -> pl.DataFrame:
    """The facts of a table that was checked against `schema`, one a row and amount, with COLUMNS."""
    rules = schema.descriptor["dtts:finance"]
    return pl.concat([_amounts(frame, rules, one) for one in rules["amounts"]]).select(COLUMNS)


def _amounts(frame: pl.DataFrame, rules: Mapping[str, Any], of: Mapping[str, Any]) -> pl.DataFrame:
    printed = pl.col(of["value"]).cast(pl.Float64)
    first, last = rules["years"]
    stage = pl.col(of["stage_field"]) if "stage_field" in of else pl.lit(of["stage"])
    units = rules["units"]
    factors = {code: int(measure(name).factor) for code, name in units.items()}
    unit = pl.col(rules["unit"])
    amount = (printed * unit.replace_strict(factors, return_dtype=pl.Int64)).round(0).cast(pl.Int64)
    known = {
        "PROGRAMME": pl.col(rules["programme"]),
        "ITEM": pl.col(rules["item"]).fill_null(WHOLE),
        "REF_AREA": pl.col(rules["area"]),
        "YEAR_FROM": pl.col(first).cast(pl.Int32),
        "YEAR_TO": pl.col(last).cast(pl.Int32),
        "SOURCE": pl.col(rules["source"]),
        "NATURE": pl.col(rules["nature"]),
        "PLAN_KIND": _told(rules, "plan_kind", pl.lit("unstated")),
        "STAGE": stage,
        "AS_OF": pl.col(rules["as_of"]).cast(pl.String),
        "AMOUNT": amount,
        "PRINTED": printed,
        "PRINTED_UNIT": unit.replace_strict(units, return_dtype=pl.String),
        "APPROXIMATE": _told(rules, "approximate", pl.lit(value=False)),
        "OBS_STATUS": pl.when(printed.is_null()).then(pl.lit(_MISSING)).otherwise(_status(rules)),
        **{
            name: _told(rules, name.lower(), pl.lit(None, pl.String)) for name in ("EVIDENCE", "NAME", "NOTE")
        },
    }
    return frame.select(**known).cast(_TOLD)  # type: ignore[arg-type]


def _told(rules: Mapping[str, Any], name: str, otherwise: pl.Expr) -> pl.Expr:
    return pl.col(rules[name]) if rules.get(name) else otherwise


def _status(rules: Mapping[str, Any]) -> pl.Expr:
    if not rules.get("status"):
        return pl.lit("A")
    return pl.col(rules["status"]).replace_strict(_STATUS, default="A", return_dtype=pl.String)
