"""The codes of the register that a column refers to, and what they are called."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import polars as pl

from dtts.catalogue import Field, ForeignKey
from dtts.checks.problem import Context

Texts = Mapping[str, str]
_REGISTER = "register:"
_PLACES = "register:places"
_NO_NAME: Texts = {"vi": "", "en": ""}


def registered(context: Context, field: Field) -> pl.Series | None:
    """The codes that the column may hold; None when it refers to no register by itself."""
    key = _key(context, field)
    if key is None:
        return None
    return (
        context.keys(key.resource.removeprefix(_REGISTER), key.reference_fields).to_series().cast(pl.String)
    )


def names_of(context: Context, field: Field) -> Callable[[str], Texts]:
    """`, Phường Bắc Giang` for every place, when the field holds places: a code is shown with its name."""
    key = _key(context, field)
    if key is None or not refers_to_places(context, field):
        return lambda code: _NO_NAME
    places = context.keys("places", (*key.reference_fields, "name_vi", "name_en"))
    names = {area: {"vi": f", {vi}", "en": f", {en}"} for area, vi, en in places.iter_rows()}
    return lambda code: names.get(code, _NO_NAME)


def refers_to_places(context: Context, field: Field) -> bool:
    """Whether the column holds places."""
    key = _key(context, field)
    return key is not None and key.resource == _PLACES


def _key(context: Context, field: Field) -> ForeignKey | None:
    keys = context.schema.foreign_keys
    return next(
        (key for key in keys if key.resource.startswith(_REGISTER) and key.fields == (field.name,)), None
    )
