"""Data messages: read back whole by readers that are not ours, and valid by the schemas."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import sdmx
from pysdmx.io import get_datasets

from core.sdmx.judges import compared, data_faults, json_faults, schemas_of_sdmx
from core.sdmx.observed import Row, odd, real
from dtts.sdmx import csv
from dtts.sdmx.artefacts import Dataflow
from dtts.sdmx.catalogue import Structures
from dtts.sdmx.header import Header
from dtts.sdmx.json import data as in_json
from dtts.sdmx.layout import FLAT, Layout, ids
from dtts.sdmx.ml import data as ml
from dtts.sdmx.ml.dialect import V21, V30, Dialect
from dtts.sdmx.ml.schema import specific_schema
from dtts.sdmx.ml.structures import structure_message

VERSIONS = pytest.mark.parametrize("dialect", [V30, V21], ids=["3.0", "2.1"])
LAYOUTS = pytest.mark.parametrize("at", ["TIME_PERIOD", FLAT, "REF_AREA"])


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    """All real rows and the odd ones."""
    return [*real(), *_clean()]


@pytest.fixture(scope="module")
def some() -> list[Row]:
    """Real rows of many series, and the odd ones."""
    return [*real()[::25], *_clean()]


@pytest.fixture(scope="module")
def structure_files(known: Structures, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    folder = tmp_path_factory.mktemp("structures")
    made = {}
    for dialect in (V30, V21):
        made[dialect.version] = folder / f"{dialect.version}.xml"
        message = structure_message(known, known, _header(), dialect)
        made[dialect.version].write_text("".join(message), encoding="utf-8")
    return made


def gathered(rows: list[Row], layout: Layout) -> list[Row]:
    """Rows as a layout wants them: series after series."""
    return sorted(rows, key=lambda row: [row[name] for name in ids(layout.gathered)])


def test_pysdmx_reads_every_value_of_sdmx_ml_3_0(
    rows: list[Row], flow: Dataflow, header: Header, tmp_path: Path, structure_files: Mapping[str, Path]
) -> None:
    _read_by_pysdmx(rows, Layout.of(flow), header, V30, tmp_path, structure_files)


def test_sdmx1_reads_every_value_of_sdmx_ml_2_1(
    rows: list[Row], flow: Dataflow, header: Header, structure_files: Mapping[str, Path]
) -> None:
    _read_by_sdmx1(rows, Layout.of(flow), header, structure_files)


@VERSIONS
@LAYOUTS
def test_pysdmx_reads_every_layout_of_both_versions(
    some: list[Row], flow: Dataflow, header: Header, dialect: Dialect, at: str, tmp_path: Path,
    structure_files: Mapping[str, Path],
) -> None:  # fmt: skip
    _read_by_pysdmx(some, Layout.of(flow, at), header, dialect, tmp_path, structure_files)


def test_pysdmx_reads_every_value_of_sdmx_csv(
    rows: list[Row], known: Structures, flow: Dataflow, tmp_path: Path, structure_files: Mapping[str, Path]
) -> None:
    layout = Layout.of(flow)
    made = tmp_path / "data.csv"
    made.write_text("".join(csv.data_message(rows, layout, known.codelists)), encoding="utf-8", newline="")
    (found,) = get_datasets(made, structure_files["3.0"])
    read, given = compared(found.data, rows, ids(layout.columns))
    assert len(found.data) == len(rows)
    assert read == given


@LAYOUTS
def test_sdmx1_reads_every_layout(
    some: list[Row], flow: Dataflow, header: Header, at: str, structure_files: Mapping[str, Path]
) -> None:
    _read_by_sdmx1(some, Layout.of(flow, at), header, structure_files)


@LAYOUTS
def test_the_json_schema_finds_no_fault(known: Structures, flow: Dataflow, header: Header, at: str) -> None:
    layout = Layout.of(flow, at)
    shown = gathered([*real()[::100], *odd()], layout)
    assert json_faults("".join(in_json.data_message(shown, layout, header, known.codelists)), "data") == []


def test_json_holds_every_value_by_a_count_of_our_own(
    rows: list[Row], known: Structures, flow: Dataflow, header: Header
) -> None:
    _read_by_us(rows, Layout.of(flow), header, known)


@LAYOUTS
def test_json_holds_every_value_in_every_layout(
    some: list[Row], known: Structures, flow: Dataflow, header: Header, at: str
) -> None:
    _read_by_us(some, Layout.of(flow, at), header, known)


@VERSIONS
@LAYOUTS
def test_the_xml_schemas_find_no_fault(
    some: list[Row], known: Structures, flow: Dataflow, header: Header, dialect: Dialect, at: str,
    tmp_path: Path,
) -> None:  # fmt: skip
    layout = Layout.of(flow, at)
    text = "".join(ml.data_message(gathered(some, layout), layout, header, dialect))
    assert data_faults(text, dialect.version, _specific(layout, known, dialect, tmp_path)) == []


@VERSIONS
@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (' SEX="F"', ' SEX="X"'),
        (' SEX="F"', ""),
        (' OBS_VALUE="NaN"', ' OBS_VALUE="none"'),
        (' OBS_VALUE="NaN"', ""),
        (' OBS_STATUS="O"', ""),
        (' OBS_STATUS="O"', ' OBS_STATUS="O" COLOUR="red"'),
        (' TIME_PERIOD="2026-S1"', ' TIME_PERIOD="6 tháng 2026"'),
        (' ss:action="Information"', ' action="Information"'),
    ],
)
def test_the_xml_schemas_would_find_a_fault(
    known: Structures, flow: Dataflow, header: Header, dialect: Dialect, good: str, bad: str, tmp_path: Path
) -> None:
    layout = Layout.of(flow)
    text = "".join(ml.data_message(odd(), layout, header, dialect))
    assert good in text
    broken = text.replace(good, bad, 1)
    assert data_faults(broken, dialect.version, _specific(layout, known, dialect, tmp_path))


def test_a_value_that_is_missing_on_purpose_is_not_a_number_and_says_why(
    known: Structures, flow: Dataflow
) -> None:
    lines = "".join(csv.data_message(odd(), Layout.of(flow), known.codelists)).split("\r\n")
    names = lines[0].split(",")
    missing = [line.split(",") for line in lines if ",NaN," in line]
    assert [row[names.index("OBS_STATUS")] for row in missing] == ["O"]


def test_every_row_of_csv_names_its_dataflow_and_that_it_informs(known: Structures, flow: Dataflow) -> None:
    text = "".join(csv.data_message(real(), Layout.of(flow), known.codelists))
    lines = text.split("\r\n")[1:-1]
    assert {tuple(line.split(",")[:3]) for line in lines} == {("dataflow", "DTTS:DF_INDICATORS(1.0.0)", "I")}


@pytest.mark.parametrize(
    ("labels", "header_cell", "cell"),
    [
        ("id", "REF_AREA", "51@since-2025-07"),
        ("both", "REF_AREA: Mã địa bàn", "51@since-2025-07: Tỉnh Quảng Ngãi"),
        ("name", "Mã địa bàn", "Tỉnh Quảng Ngãi"),
    ],
)
def test_csv_can_name_what_its_codes_mean(
    known: Structures, flow: Dataflow, labels: str, header_cell: str, cell: str
) -> None:
    lines = "".join(csv.data_message(odd(), Layout.of(flow), known.codelists, labels)).split("\r\n")
    assert lines[1].split(",")[lines[0].split(",").index(header_cell)] == cell


@pytest.mark.parametrize("write", ["csv", "ml", "json"])
def test_a_message_is_written_while_rows_come(
    known: Structures, flow: Dataflow, header: Header, write: str
) -> None:
    taken = []

    def counted() -> Iterator[Row]:
        for row in real():
            taken.append(row)
            yield row

    layout = Layout.of(flow)
    messages: Mapping[str, Callable[[], Iterator[str]]] = {
        "csv": lambda: csv.data_message(counted(), layout, known.codelists),
        "ml": lambda: ml.data_message(counted(), layout, header, V30),
        "json": lambda: in_json.data_message(counted(), layout, header, known.codelists),
    }
    message = messages[write]()
    while not taken:
        next(message)
    assert 0 < len(taken) < len(real()) / 2


def _read_by_pysdmx(
    rows: list[Row], layout: Layout, header: Header, dialect: Dialect, folder: Path,
    structure_files: Mapping[str, Path],
) -> None:  # fmt: skip
    made = folder / "data.xml"
    made.write_text(
        "".join(ml.data_message(gathered(rows, layout), layout, header, dialect)), encoding="utf-8"
    )
    (found,) = get_datasets(made, structure_files[dialect.version], validate=False)
    read, given = compared(found.data, rows, ids(layout.columns))
    assert len(found.data) == len(rows)
    assert read == given


def _read_by_sdmx1(
    rows: list[Row], layout: Layout, header: Header, structure_files: Mapping[str, Path]
) -> None:
    text = "".join(ml.data_message(gathered(rows, layout), layout, header, V21))
    structure = sdmx.read_sdmx(io.BytesIO(structure_files["2.1"].read_bytes())).structure["DSD_IND"]
    message = sdmx.read_sdmx(io.BytesIO(text.encode()), structure=structure)
    found = pd.DataFrame([_by_sdmx1(one) for one in message.data[0].obs])
    read, given = compared(found, rows, ids(layout.columns))
    assert len(found) == len(rows)
    assert read == given


def _read_by_us(rows: list[Row], layout: Layout, header: Header, known: Structures) -> None:
    text = "".join(in_json.data_message(gathered(rows, layout), layout, header, known.codelists))
    found = list(_by_the_field_guide(json.loads(text)["data"]))
    read, given = compared(pd.DataFrame(found, dtype=object), rows, ids(layout.columns))
    assert len(found) == len(rows)
    assert read == given


def _specific(layout: Layout, known: Structures, dialect: Dialect, folder: Path) -> Path:
    made = folder / "specific.xsd"
    base = schemas_of_sdmx(dialect.version)
    made.write_text("".join(specific_schema(layout, known.codelists, dialect, base)), encoding="utf-8")
    return made


def _clean() -> list[Row]:
    """The odd rows; what XML cannot hold is left out, as writers leave it out."""
    return [{**row, "SOURCE": _without_controls(row["SOURCE"])} for row in odd()]


def _without_controls(text: str | None) -> str | None:
    return text.replace("\x0b", "").replace("\ud800", "") if text else text


def _header() -> Header:
    return Header(datetime(2026, 11, 1, tzinfo=timezone.utc))


def _by_sdmx1(one: Any) -> Row:
    attributes = {name: value.value for name, value in one.attrib.items()}
    key = {name: getattr(value.value, "id", value.value) for name, value in one.key.values.items()}
    return {**key, "OBS_VALUE": one.value, **attributes}


def _by_the_field_guide(data: Mapping[str, Any]) -> Iterator[Row]:
    """Observations, read with nothing but what the guide to SDMX-JSON says of indexes."""
    (structure,), (found,) = data["structures"], data["dataSets"]
    series = found.get("series", {"": found})
    for key, one in series.items():
        gathered = _named_values(structure["dimensions"]["series"], key)
        for at, cells in one["observations"].items():
            own = _named_values(structure["dimensions"]["observation"], at)
            told = [*structure["measures"]["observation"], *structure["attributes"]["observation"]]
            padded = [*cells, *[None] * (len(told) - len(cells))]
            values = {one["id"]: _meant(one, cell) for one, cell in zip(told, padded, strict=True)}
            yield {**gathered, **own, **values}


def _named_values(dimensions: list[Mapping[str, Any]], key: str) -> Row:
    indexes = [int(part) for part in key.split(":") if part]
    return {one["id"]: _meant(one, index) for one, index in zip(dimensions, indexes, strict=True)}


def _meant(component: Mapping[str, Any], cell: Any) -> Any:
    if cell is None or cell == "NaN":
        return None
    if "values" in component:
        value = component["values"][cell]
        return value.get("id", value.get("value"))
    return cell
