"""Names that must agree with the codes beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from dtts.checks.declared import Declared, chosen, columns_of, declared, rule_of
from dtts.checks.problem import Context, Problem
from dtts.units import likeness
from dtts.units.candidate import CERTAIN
from dtts.vietnamese import fold

_NAMES = ("name_vi", "name_en")
_CANDIDATES = 3
_TAIL = 4
_ALIKE = {"vi": "tên trong danh mục là “{name}”", "en": "the register writes “{name}”"}
_OTHER = {
    "vi": "mã {code} là {name}, còn “{given}” {candidates}",
    "en": "the code {code} is {name}, while “{given}” {candidates}",
}
_NOBODY = {"vi": "không có trong danh mục", "en": "is not in the register"}
_SOMEBODY = {"vi": "là tên của {units}", "en": "is the name of {units}"}


@dataclass(frozen=True, eq=False)
class _Book:
    """The register's names, found by how they end."""

    names: pl.DataFrame

    @cached_property
    def _tails(self) -> pl.DataFrame:
        return self.names.with_columns(
            pl.col("name").map_elements(_tail, return_dtype=pl.String).alias("tail"),
        )

    def near(self, epoch: str, given: str) -> list[tuple[str, str]]:
        """Code and name of the units of an epoch whose names end like the one that was given."""
        alike = (pl.col("tail") == _tail(given)) & pl.col("code").str.ends_with(epoch)
        return self._tails.filter(alike).select("code", "name").rows()


def check_name_of(context: Context) -> Iterator[Problem]:
    """A name that is not the one of its code, forgiving case, marks left out and usual variants of spelling.

    A slip in the code's own name is mended for certain. Where the name is another unit's, nobody can tell
    which of the two cells is wrong, and both are named.
    """
    for one in declared(context.schema, "name-of"):
        if context.has(*columns_of(one)):
            yield _problem(context, one)


def _problem(context: Context, one: Declared) -> Problem:
    rows = context.typed.select(
        pl.col(one["code"]).alias("code"), pl.col(one["name"]).alias("given"), chosen(one).alias("chosen")
    )
    names = _names(context, one)
    asked = rows.filter("chosen").select("code", "given").unique().drop_nulls()
    book = _Book(names)
    wrong = _wrong(asked, names)
    marked = rows.join(wrong, on=["code", "given"], how="left", maintain_order="left")
    mask = marked["alike"].is_not_null() & rows["chosen"] & context.unnamed(one["code"], one["name"])
    return Problem(
        rule_of(one),
        mask,
        context.schema.field(one["name"]),
        row_words=lambda row: _words(book, marked.row(row, named=True)),
        severity=one.get("severity"),
        proposed=marked["own"].set(~mask | (marked["alike"] != _SLIP), None),
    )


def _names(context: Context, one: Declared) -> pl.DataFrame:
    """Every code of the register with each of its names; the first is the one that is shown."""
    key, columns = one.get("key", one["code"]), tuple(one.get("names", _NAMES))
    found = context.keys(one["register"], (key,), columns).rename({key: "code"})
    every = [found.select("code", pl.col(name).alias("name")) for name in columns]
    if one["register"] == "places":
        aliases = context.keys("admin_unit_aliases", ("area_id", "alias"))
        every.append(aliases.select(pl.col("area_id").alias("code"), pl.col("alias").alias("name")))
    return pl.concat(every).drop_nulls().unique(maintain_order=True)


def _wrong(asked: pl.DataFrame, names: pl.DataFrame) -> pl.DataFrame:
    """Pairs of code and name that disagree; `alike`: the name is a slip in the code's own.

    What stands so in the register is told by a join; only other pairs are read as names.
    """
    exact = names.select("code", pl.col("name").alias("given"))
    rest = asked.join(exact, on=["code", "given"], how="anti")
    pairs = rest.join(names.group_by("code", maintain_order=True).agg("name"), on="code", how="inner")
    alike = pairs.select(pl.struct("given", "name").map_elements(_alike, return_dtype=pl.Int8)).to_series()
    told = pairs.select("code", "given", pl.col("name").list.first().alias("own"), alike.alias("alike"))
    return told.filter(pl.col("alike") < _AGREES)


_OTHER_NAME, _SLIP, _AGREES = 0, 1, 2


def _alike(pair: Mapping[str, object]) -> int:
    given, names = str(pair["given"]), pair["name"]
    assert isinstance(names, list | pl.Series)
    reasons = {likeness(given, name) for name in names}
    if reasons & CERTAIN:
        return _AGREES
    return _SLIP if reasons - {None} else _OTHER_NAME


def _words(book: _Book, row: Mapping[str, object]) -> Mapping[str, object]:
    code, given = str(row["code"]), str(row["given"])
    own = str(row["own"])
    if row["alike"] == _SLIP:
        return {"said": {language: text.format(name=own) for language, text in _ALIKE.items()}}
    candidates = _candidates(book, code, given)
    return {
        "said": {
            language: text.format(code=code, name=own, given=given, candidates=candidates[language])
            for language, text in _OTHER.items()
        }
    }


def _candidates(book: _Book, code: str, given: str) -> Mapping[str, str]:
    """The units of the code's own epoch that bear the name."""
    near = book.near(code.partition("@")[2], given)
    found = [(name, other) for other, name in near if other != code and likeness(given, name) in CERTAIN]
    if not found:
        return _NOBODY
    shown = ", ".join(f"{name} ({other})" for name, other in found[:_CANDIDATES])
    units = f"{shown}, …" if len(found) > _CANDIDATES else shown
    return {language: text.format(units=units) for language, text in _SOMEBODY.items()}


def _tail(name: str) -> str:
    return fold(name.partition(",")[0]).replace(" ", "")[-_TAIL:]
