"""Which values of a column are the parts of which other, by a declaration or by a tree that is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import polars as pl

from dtts.catalogue import indicators
from dtts.checks.declared import Declared
from dtts.checks.problem import Context
from dtts.errors import UsageError
from dtts.registers import COUNTRY
from dtts.units import FORMER_ENDS

JOINED = "\x1f"
"""Between the parts of a key that takes several columns, such as programme and item."""

_EVERYTHING = {"vi": "toàn bộ", "en": "all"}
_COLUMNS = {"set": pl.String, "whole": pl.String, "part": pl.String, "required": pl.Boolean}


def parts_of(context: Context, one: Declared) -> pl.DataFrame:
    """`set`, `whole`, `part` and whether the sum is `required` to hold that part.

    A whole may be parted in several ways, each a set: a former province into districts or into communes.
    """
    if "wholes" in one:
        return _stated(one["wholes"])
    return _TREES[one["tree"]](context)


def need_parts(one: Declared) -> None:
    """UsageError when a declaration names neither wholes nor a tree that there is."""
    if "wholes" not in one and one.get("tree") not in _TREES:
        raise UsageError(
            f'check "{one["id"]}" names the tree "{one.get("tree")}"; trees are: {", ".join(_TREES)}'
        )


Label = Callable[[str, str], str]
"""What people call a value, in the language asked for."""


def labels_of(context: Context, one: Declared) -> Label:
    """Names for the values of the column that parts the figures."""
    if one.get("tree") == "places":
        names = context.keys("places", ("area_id",), ("name_vi", "name_en")).rows()
        known = {area: {"vi": vi or area, "en": en or vi or area} for area, vi, en in names}
        return lambda value, language: known[value][language]
    if one.get("tree") == "indicators":
        return lambda value, language: str(indicators()[value]["name"][language])
    name = one["by"] if isinstance(one["by"], str) else one["by"][-1]
    labels = context.schema.field(name).enum_labels

    def label(value: str, language: str) -> str:
        own = value.rpartition(JOINED)[2]
        return labels.get(own, {}).get(language) or own or _EVERYTHING[language]

    return label


def _stated(wholes: Sequence[Mapping[str, object]]) -> pl.DataFrame:
    """`{"whole": "_T", "parts": ["M", "F"], "optional": ["_U"]}`, each a set of its own."""
    rows = [
        (str(number), whole["whole"], part, key == "parts")
        for number, whole in enumerate(wholes)
        for key in ("parts", "optional")
        for part in _texts(whole.get(key, ()))
    ]
    return pl.DataFrame(rows, _COLUMNS, orient="row")


def _texts(values: object) -> list[str]:
    assert isinstance(values, Sequence)
    return [str(value) for value in values]


def _indicators(context: Context) -> pl.DataFrame:
    """Indicators whose definition names the `parts` that make them up."""
    rows = [
        ("", whole, part, True)
        for whole, defined in indicators().items()
        for part in defined.get("parts", ())
    ]
    return pl.DataFrame(rows, _COLUMNS, orient="row")


def _programme_items(context: Context) -> pl.DataFrame:
    """Projects make up the programme, whose code is empty, sub-projects a project, contents what is above."""
    items = context.keys("programme_items", ("programme", "code"), ("parent_code",))
    above = pl.concat_str("programme", pl.col("parent_code").fill_null(""), separator=JOINED)
    own = pl.concat_str("programme", "code", separator=JOINED)
    return items.select(
        pl.lit("").alias("set"), above.alias("whole"), own.alias("part"), pl.lit(True).alias("required")
    )


def _places(context: Context) -> pl.DataFrame:
    """Communes make up a province or a former district, districts a province, provinces the country.

    Units that ended while the former epoch lasted are parts where a table has them, but none is missed.
    """
    places = context.keys("places", ("area_id", "parent_id"), ("level", "valid_to"))
    lasted = pl.col("valid_to").is_null() | (pl.col("valid_to") >= FORMER_ENDS.isoformat())
    below = places.filter(pl.col("area_id") != COUNTRY).select(
        pl.concat_str(pl.col("level").fill_null(""), pl.col("area_id").str.extract("(@.*)$")).alias("set"),
        pl.col("parent_id").alias("whole"),
        pl.col("area_id").alias("part"),
        lasted.alias("required"),
    )
    upper = below.select(pl.col("whole").alias("above"), pl.col("part").alias("whole"))
    deeper = below.join(upper.filter(pl.col("above") != COUNTRY), on="whole", how="inner")
    return pl.concat([below, deeper.select("set", pl.col("above").alias("whole"), "part", "required")])


_TREES: Mapping[str, Callable[[Context], pl.DataFrame]] = {
    "indicators": _indicators,
    "places": _places,
    "programme_items": _programme_items,
}
