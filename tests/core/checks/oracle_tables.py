"""Tables drawn for the oracle: types × constraints × faults."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from core.checks.oracle_columns import COLUMNS, REQUIRED, Column

Table = tuple[dict[str, Any], list[list[str]]]

_MISSING = [None, [""], ["", "-"], [{"value": "", "label": "none"}, {"value": "n/a"}]]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A descriptor and its rows. The last column numbers the rows, so that none is blank or a repetition."""
    made = draw(st.lists(st.sampled_from(COLUMNS), min_size=1, max_size=4))
    fields = [draw(_fields(column, f"f{number}")) for number, column in enumerate(made)]
    cells = [
        st.sampled_from([*column.texts, *_gaps(field)]) for field, column in zip(fields, made, strict=True)
    ]
    rows = draw(st.lists(st.tuples(*cells), min_size=1, max_size=10))
    descriptor: dict[str, Any] = {"fields": [*fields, {"name": "n", "type": "string"}]}
    missing = draw(st.sampled_from(_MISSING))
    if missing is not None:
        descriptor["missingValues"] = missing
    keyed = [field["name"] for field, column in zip(fields, made, strict=True) if column.hashable]
    if keyed and draw(st.booleans()):
        descriptor["primaryKey"] = draw(st.lists(st.sampled_from(keyed), min_size=1, max_size=2, unique=True))
    numbered = [[*row, f"row {number}"] for number, row in enumerate(rows)]
    return descriptor, numbered


@st.composite
def trees(draw: st.DrawFn) -> Table:
    """A table of which one column refers to another of its own."""
    column = draw(st.sampled_from([each for each in COLUMNS if each.hashable]))
    fields = [{"name": name, **column.keys} for name in ("child", "parent")]
    cells = st.sampled_from([*column.texts, ""])
    rows = draw(st.lists(st.tuples(cells, cells), min_size=1, max_size=8))
    key = {"fields": ["parent"], "reference": {"resource": "", "fields": ["child"]}}
    descriptor = {"fields": [*fields, {"name": "n", "type": "string"}], "foreignKeys": [key]}
    return descriptor, [[*row, f"row {number}"] for number, row in enumerate(rows)]


@st.composite
def ragged(draw: st.DrawFn) -> Table:
    """A table some of whose rows have too few cells, too many, or none."""
    descriptor, rows = draw(tables())
    widths = draw(st.lists(st.sampled_from([0, 0, 0, 1, -1, -9]), min_size=len(rows), max_size=len(rows)))
    del descriptor["fields"][-1]
    for key in ("primaryKey", "missingValues"):
        descriptor.pop(key, None)
    descriptor["fields"] = [_plain(field) for field in descriptor["fields"]]
    # Without its last cell a row of one column would be no row.
    descriptor["fields"].append({"name": "m", "type": "string"})
    # A table without one whole row has no rows, which is said of the table.
    whole = [*rows[-1][:-1], "the last"]
    return descriptor, [*(_of_width(row, width) for row, width in zip(rows, widths, strict=True)), whole]


@st.composite
def labelled(draw: st.DrawFn) -> tuple[dict[str, Any], list[list[str]], list[str]]:
    """A table whose header does not say exactly what the schema does, under each way of matching."""
    names = ["id", "name", "year", "note"]
    fields = [{"name": name, "constraints": draw(st.sampled_from(REQUIRED))} for name in names]
    mode = draw(st.sampled_from(["exact", "equal", "subset", "superset", "partial"]))
    if mode == "exact":
        labels = names[: draw(st.integers(2, 4))]
        changes = draw(
            st.lists(
                st.tuples(st.integers(0, len(labels) - 1), st.sampled_from(["other", "more"])), max_size=2
            )
        )
        for place, label in changes if draw(st.booleans()) else []:
            labels[place] = label if label not in labels else labels[place]
        labels += ["x", "y"][: draw(st.integers(0, 2))] if len(labels) == len(names) else []
    else:
        labels = draw(st.permutations([*names, "x", "y"]))[: draw(st.integers(3, 6))]
    if not set(labels) & set(names):
        labels[0] = names[0]
    rows = [[f"{label} {number}" for label in labels] for number in range(2)]
    descriptor: dict[str, Any] = {"fields": fields, "fieldsMatch": mode}
    if draw(st.booleans()):
        descriptor["primaryKey"] = ["id"]
    return descriptor, rows, labels


@st.composite
def _fields(draw: st.DrawFn, column: Column, name: str) -> dict[str, Any]:
    constraints = draw(st.sampled_from(REQUIRED)) | draw(st.sampled_from([{}, *column.constraints]))
    field = {"name": name, **column.keys, "constraints": constraints}
    if draw(st.integers(0, 9)) == 0:
        field["missingValues"] = ["", "?"]
    return field


def _gaps(field: dict[str, Any]) -> list[str]:
    """Words for a missing value, some of them in this table."""
    return [""] if field.get("format") == "binary" else ["", "-", "?", "n/a"]


def _plain(field: dict[str, Any]) -> dict[str, Any]:
    """Without what compares rows, and without words that make a row look blank."""
    constraints = {key: value for key, value in field["constraints"].items() if key != "unique"}
    return {key: value for key, value in field.items() if key != "missingValues"} | {
        "constraints": constraints
    }


def _of_width(row: list[str], change: int) -> list[str]:
    if change > 0:
        return [*row, *["more"] * change]
    return row[: max(1, len(row) + change)] if change > -9 else [""] * len(row)
