"""Values that no column gives: the period, the place and the unit in a title, or a question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dtts.catalogue import Field, TableSchema
from dtts.measures import Measure, measures
from dtts.measures import find as find_measure
from dtts.periods import Period
from dtts.proposals.periods import period_fields, period_value
from dtts.proposals.places import area_ids, is_place_field
from dtts.proposals.proposal import Option, Part
from dtts.proposals.titles import Found, measure_of, periods_in, places_in
from dtts.report import Sentence

_WHOLE = ("_T", "T", "total", "all")


@dataclass(frozen=True)
class Outside:
    """What the sheet says outside its table."""

    periods: Mapping[str, tuple[Period, Found]]
    places: tuple[tuple[str, Found], ...]
    unit: Found | None

    @property
    def day(self) -> date | None:
        """The last day of the only period that is named: places are read as of then."""
        ends = {period.end for period, _ in self.periods.values()}
        return ends.pop() if len(ends) == 1 else None


def outside_of(found: list[Found], unit: Found | None) -> Outside:
    """Periods, places and the unit in texts."""
    return Outside(periods_in(found), tuple(places_in(found)), unit)


def constant_parts(schema: TableSchema, given: set[str], outside: Outside) -> Iterator[Part]:
    """One part for each required field that nothing gives."""
    for field in schema.fields:
        if field.required and field.name not in given:
            yield _constant(field, schema, outside)


def unit_parts(schema: TableSchema, given: set[str], outside: Outside) -> Iterator[Part]:
    """One part for each field of figures that has a unit of measure of money, weight or the like: which unit
    the sheet's own figures are in."""
    written = measure_of(outside.unit.text) if outside.unit else None
    for field in schema.fields:
        own = find_measure(field.unit or "")
        if field.name in given and own is not None and own.id != own.dimension:
            yield _unit(field, own, written, outside.unit)


def _constant(field: Field, schema: TableSchema, outside: Outside) -> Part:
    value, found, why = _value(field, schema, outside)
    message = {
        "vi": f"Trang tính không có cột “{field.title['vi']}”. Giá trị cho cả bảng là gì?",
        "en": f"The sheet has no column “{field.title['en']}”. What is its value for the whole table?",
    }
    return Part(
        kind="constant",
        name=f"constant:{field.name}",
        message=message,
        value=value,
        options=_options(field, schema, outside),
        required=True,
        strict="enum" in field.constraints,
        why=why,
        cell=found.cell if found else None,
        shown=(found.text,) if found else (),
    )


def _value(field: Field, schema: TableSchema, outside: Outside) -> tuple[str, Found | None, Sentence]:
    if field in period_fields(schema):
        said = {period_value(field, period): found for period, found in outside.periods.values()}
        known = [(value, found) for value, found in said.items() if value]
        if len(known) == 1:
            return known[0][0], known[0][1], _in_cell(known[0][1])
    if is_place_field(field) and outside.day:
        return _place(outside, outside.day)
    if outside.unit:
        written = measure_of(outside.unit.text)
        for value in field.constraints.get("enum", ()):
            if written and _names(field, str(value), written):
                return str(value), outside.unit, _in_cell(outside.unit)
    whole = next((value for value in _WHOLE if value in field.constraints.get("enum", ())), None)
    return (whole, None, _TOTAL) if whole else ("", None, {})


_TOTAL = {
    "vi": "tổng chung, nếu trang tính không chia theo cột này",
    "en": "the total, if the sheet is not divided by it",
}


def _place(outside: Outside, day: date) -> tuple[str, Found | None, Sentence]:
    ids = {area: found for name, found in outside.places for area in area_ids([name], day).values()}
    if len(ids) != 1:
        return "", None, {}
    area, found = ids.popitem()
    return area, found, _in_cell(found)


def _names(field: Field, value: str, written: Measure) -> bool:
    """Whether a value of a list is the unit that the sheet names."""
    words = [value, *field.enum_labels.get(value, {}).values()]
    found = [measure for word in words if (measure := find_measure(word))]
    return any(measure.id == written.id for measure in found)


def _in_cell(found: Found) -> Sentence:
    return {"vi": f"ô {found.cell} ghi “{found.text}”", "en": f"cell {found.cell} says “{found.text}”"}


def _options(field: Field, schema: TableSchema, outside: Outside) -> tuple[Option, ...]:
    enum = [str(value) for value in field.constraints.get("enum", ())]
    if enum:
        return tuple(
            Option(value, dict(field.enum_labels.get(value, {"vi": value, "en": value}))) for value in enum
        )
    if field in period_fields(schema):
        values = [period_value(field, period) for period, _ in outside.periods.values()]
        return tuple(Option(value, {"vi": value, "en": value}) for value in dict.fromkeys(values) if value)
    return ()


def _unit(field: Field, own: Measure, written: Measure | None, found: Found | None) -> Part:
    fits = written is not None and written.dimension == own.dimension
    same = [measure for measure in measures() if measure.dimension == own.dimension]
    message = {
        "vi": f"Số liệu cột “{field.title['vi']}” trong trang tính tính bằng gì? Bảng tính bằng {own.name}.",
        "en": f"In what unit are the figures of “{field.title['en']}”? The table has {own.name_en}.",
    }
    return Part(
        kind="unit",
        name=f"unit:{field.name}",
        message=message,
        value=written.name if fits and written else "",
        options=tuple(Option(measure.name, {"vi": measure.name, "en": measure.name_en}) for measure in same),
        required=len(same) > 1,
        why=_in_cell(found) if fits and found else {},
        cell=found.cell if fits and found else None,
        shown=(found.text,) if fits and found else (),
    )
