"""A difference in one sentence, for a feed, a catalogue and the head of a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dtts import formats
from dtts.catalogue import TableSchema
from dtts.revisions.difference import Difference, Number, Total

_FIRST = {"vi": "Công bố lần đầu: {rows} dòng", "en": "First publication: {rows} rows"}
_SAME = {
    "vi": "Không dòng nào khác phiên bản trước",
    "en": "No row differs from the version before",
}
_ROWS: Mapping[str, Mapping[str, str]] = {
    "added": {"vi": "{n} dòng thêm", "en": "{n} rows added"},
    "changed": {"vi": "{n} dòng đổi", "en": "{n} rows changed"},
    "removed": {"vi": "{n} dòng bỏ", "en": "{n} rows removed"},
}
_ONE = {"added": "1 row added", "changed": "1 row changed", "removed": "1 row removed"}
_COLUMNS: Mapping[str, Mapping[str, str]] = {
    "added": {"vi": "cột mới: {names}", "en": "new columns: {names}"},
    "removed": {"vi": "cột không còn: {names}", "en": "columns that are gone: {names}"},
}
_TOTAL = {
    "vi": "cộng mọi dòng, {field} từ {before} thành {after}{unit}",
    "en": "over all rows, {field} from {before} to {after}{unit}",
}
_SUSPICIOUS = {
    "vi": "{n} số lệch khoảng nghìn lần, có thể sai đơn vị",
    "en": "{n} numbers are about a thousand times off: the unit may be wrong",
}
_MOST_TOTALS = 2
_DECIMALS = 6


def sentence(found: Difference, schema: TableSchema, lang: str, *, doubts: bool = False) -> str:
    """What the version changed, such as "12 dòng thêm, 3 dòng đổi; cộng mọi dòng, … từ … thành …".

    With `doubts` also how many numbers look as if their unit was mistaken: for those who decide.
    """
    if found.first:
        return _FIRST[lang].format(rows=formats.number(found.rows.after, lang)) + "."
    if found.empty:
        return _SAME[lang] + "."
    parts = [", ".join(_rows(found, lang)), *_columns(found, schema, lang), *_totals(found, schema, lang)]
    if doubts and found.suspicious:
        parts.append(_SUSPICIOUS[lang].format(n=formats.number(found.suspicious, lang)))
    said = "; ".join(part for part in parts if part)
    return said[0].upper() + said[1:] + "."


def amount(value: Number | None, lang: str) -> str:
    """A total as a reader sees it, without the digits that adding up floats leaves behind."""
    if isinstance(value, float):
        return formats.number(f"{value:.{_DECIMALS}f}".rstrip("0").rstrip("."), lang)
    return formats.number(value, lang)


def unit_words(unit: tuple[str, ...], field: str, schema: TableSchema, lang: str) -> str:
    """The unit as a reader knows it: what a column of units says has a label in the schema."""
    labels = {value: label[lang] for each in schema.fields for value, label in each.enum_labels.items()}
    return " ".join(labels.get(each, each) for each in unit if each)


def _rows(found: Difference, lang: str) -> Iterator[str]:
    for kind, words in _ROWS.items():
        count = getattr(found.rows, kind)
        if count == 1 and lang == "en":
            yield _ONE[kind]
        elif count:
            yield words[lang].format(n=formats.number(count, lang))


def _columns(found: Difference, schema: TableSchema, lang: str) -> Iterator[str]:
    for kind, words in _COLUMNS.items():
        names = getattr(found.columns, kind)
        if names:
            yield words[lang].format(names=", ".join(_title(name, schema, lang) for name in names))


def _totals(found: Difference, schema: TableSchema, lang: str) -> Iterator[str]:
    """The totals of the whole table that moved, while there are few of them."""
    moved = [each for each in found.totals if not each.group and _moved(each)]
    for each in moved[:_MOST_TOTALS]:
        unit = unit_words(each.unit, each.field, schema, lang)
        yield _TOTAL[lang].format(
            field=_title(each.field, schema, lang),
            before=amount(each.before, lang),
            after=amount(each.after, lang),
            unit=f" {unit.lower()}" if unit else "",
        )


def _moved(total: Total) -> bool:
    return total.before is not None and total.after is not None and total.before != total.after


def _title(name: str, schema: TableSchema, lang: str) -> str:
    return schema.field(name).title[lang] if name in schema.field_names else name
