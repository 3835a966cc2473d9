"""The totals of a difference, as a chart of what moved most and as tables by unit."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.dtts.views import figures, labels, language
from dtts import formats
from dtts.catalogue import TableSchema
from dtts.charts import Pair, PairChart, pair_chart
from dtts.revisions.difference import Difference, Total
from dtts.revisions.figures import figures as figures_of
from dtts.revisions.figures import indicator_column

MOST_PAIRS = 6
_WIDE = {"width": 720.0, "beside": 110.0}
_NARROW = {"width": 344.0, "beside": 84.0}
Kind = tuple[str, tuple[str, ...], str, str | None]
"""Column, unit, level of the places (empty for the whole table), indicator: what may be compared."""


@dataclass(frozen=True)
class TotalLine:
    """One total before and after, with the change in words; empty text where there is none."""

    name: str
    before: str
    after: str
    change: str


@dataclass(frozen=True)
class TotalTable:
    """The totals of one column in one unit."""

    title: str
    lines: list[TotalLine]


@dataclass(frozen=True)
class Totals:
    """`wide` and `narrow` are one chart for two widths; None when nothing moved or nothing can be added."""

    title: str
    summary: str
    wide: PairChart | None
    narrow: PairChart | None
    tables: list[TotalTable]
    left_out: int


def totals_of(difference: Difference, schema: TableSchema) -> Totals:
    """The totals as they are shown; those of a first version have nothing before them and no chart."""
    kinds: dict[Kind, list[Total]] = defaultdict(list)
    for total in difference.totals:
        kinds[_kind(total)].append(total)
    chosen = None if difference.first else _telling(kinds)
    pairs = [_pair(each, schema) for each in _largest(kinds[chosen])] if chosen else []
    return Totals(
        title=_title(chosen, schema) if chosen else "",
        summary="; ".join(_sentence(pair) for pair in pairs),
        wide=pair_chart(pairs, **_WIDE) if pairs else None,
        narrow=pair_chart(pairs, **_NARROW) if pairs else None,
        tables=[
            TotalTable(_title(kind, schema), [_line(each, schema) for each in listed])
            for kind, listed in kinds.items()
        ],
        left_out=difference.totals_left_out,
    )


def _kind(total: Total) -> Kind:
    level = (total.group.get("level") or "") if "place" in total.group else ""
    indicator = total.group.get("indicator") if "place" in total.group else None
    return total.field, total.unit, level, indicator


def _telling(kinds: dict[Kind, list[Total]]) -> Kind | None:
    """What the chart is of: the kind in which a total changed most for its size, places before the whole."""
    moved = {kind: max(_times(each) for each in listed) for kind, listed in kinds.items()}
    best = max(moved, key=lambda kind: (moved[kind] > 0, bool(kind[2]), moved[kind]), default=None)
    return best if best is not None and moved[best] else None


def _largest(listed: list[Total]) -> list[Total]:
    return sorted((each for each in listed if _moved(each)), key=lambda each: -_size(each))[:MOST_PAIRS]


def _times(total: Total) -> float:
    """How many times over a total changed, as a logarithm, so that a tenth counts as ten times; 0 for not."""
    if not _moved(total):
        return 0.0
    if not total.before or not total.after or total.before * total.after < 0:
        return 1.0
    return abs(math.log(total.after / total.before))


def _moved(total: Total) -> bool:
    return total.before != total.after


def _size(total: Total) -> float:
    return abs((total.after or 0) - (total.before or 0))


def _pair(total: Total, schema: TableSchema) -> Pair:
    return Pair(_name(total, schema), _float(total.before), _float(total.after))


def _float(value: float | None) -> float | None:
    return None if value is None else float(value)


def _line(total: Total, schema: TableSchema) -> TotalLine:
    lang = language.current()
    return TotalLine(
        _name(total, schema),
        "" if total.before is None else formats.number(total.before, lang),
        "" if total.after is None else formats.number(total.after, lang),
        _change(total, lang),
    )


def _change(total: Total, lang: str) -> str:
    if total.before is None:
        return str(tk._("new"))
    if total.after is None:
        return str(tk._("gone"))
    delta = total.after - total.before
    if not delta:
        return str(tk._("unchanged"))
    sign = "+" if delta > 0 else "−"
    share = (
        f" ({sign}{figures.figure(round(abs(100 * delta / total.before), 1), None, lang)} %)"
        if total.before
        else ""
    )
    return f"{sign}{figures.figure(abs(delta), None, lang)}{share}"


def _sentence(pair: Pair) -> str:
    lang = language.current()
    before, after = (
        "…" if value is None else figures.figure(value, None, lang) for value in (pair.before, pair.after)
    )
    return f"{pair.name}: {before} → {after}"


def _name(total: Total, schema: TableSchema) -> str:
    """The place or the indicator; the whole table when it is neither."""
    lang = language.current()
    if "place" in total.group:
        return labels.area(total.group["place"] or "", lang) or str(tk._("without a place"))
    if "indicator" in total.group:
        return _coded(schema, indicator_column(schema), total.group["indicator"], lang)
    return str(tk._("The whole table"))


def _coded(schema: TableSchema, column: str | None, value: str | None, lang: str) -> str:
    field = schema.field(column) if column else None
    named: Any = field.enum_labels.get(value or "") if field else None
    if named:
        return language.pick(named)
    return labels.code("indicators", value or "", lang) or value or str(tk._("without an indicator"))


def _title(kind: Kind, schema: TableSchema) -> str:
    """`Số người hưởng lợi (người), các xã theo tỉnh`."""
    name, unit, level, indicator = kind
    text = language.pick(schema.field(name).title) if name in schema.field_names else name
    told = unit_words(schema, name, unit)
    if told:
        text += f" ({told})"
    if indicator is not None:
        text += f", {_coded(schema, indicator_column(schema), indicator, language.current())}"
    named = {"province": tk._("provinces"), "district": tk._("districts, by province")}
    named |= {"commune": tk._("communes, by province"), "country": tk._("whole country")}
    return f"{text}, {named[level]}" if level in named else text


def unit_words(schema: TableSchema, name: str, unit: tuple[str, ...]) -> str:
    """The unit of a column as its cells say it."""
    columns = next((each.unit_columns for each in figures_of(schema) if each.field == name), ())
    if not columns:
        return " ".join(unit)
    known = zip(columns, unit, strict=False)
    words = (language.pick(schema.field(column).enum_labels.get(value, value)) for column, value in known)
    return " ".join(word for word in words if word)
