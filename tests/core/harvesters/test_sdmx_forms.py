"""SDMX-JSON and SDMX-CSV: what the portal itself writes is read back whole, and what others wrote too."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from typing import Any

import pytest

from core.harvesters.payloads import FOLDER
from core.harvesters.test_sdmx import one_message
from core.sdmx.conftest import flow, header, known
from core.sdmx.observed import Row, odd, real
from dtts.sdmx import csv as in_csv
from dtts.sdmx.artefacts import Dataflow
from dtts.sdmx.catalogue import Structures
from dtts.sdmx.header import Header
from dtts.sdmx.json import data as in_json
from dtts.sdmx.layout import FLAT, Layout, ids
from dtts.sdmx.values import measured, written
from dtts_harvesters import sdmx_csv, sdmx_json
from dtts_harvesters.connectors.sdmx import observations
from dtts_harvesters.record import Record
from dtts_harvesters.session import Answer, FetchError

__all__ = ["flow", "header", "known"]
ADDRESS = "https://sdmx.example.org"
VALUE = "OBS_VALUE"


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    clean = [{**row, "SOURCE": (row["SOURCE"] or "").replace("\ud800", "") or None} for row in odd()]
    return [*real()[::40], *clean]


def expected(rows: list[Row], layout: Layout) -> list[dict[str, Any]]:
    """What a reader should find: no blanks, the value as a number."""
    told = [{name: written(row[name]) for name in ids(layout.columns)} for row in rows]
    values = [float(measured(row[VALUE])) for row in rows]
    said = [{**one, VALUE: value} for one, value in zip(told, values, strict=True)]
    return in_order([{name: value for name, value in one.items() if value is not None} for one in said])


def in_order(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(({**one, VALUE: repr(float(one[VALUE]))} for one in found), key=repr_of)


def repr_of(one: dict[str, Any]) -> str:
    return repr(sorted(one.items()))


@pytest.mark.parametrize("at", ["TIME_PERIOD", FLAT, "REF_AREA"])
def test_what_the_portal_writes_in_json_is_read_back_whole(
    rows: list[Row], flow: Dataflow, header: Header, known: Structures, at: str
) -> None:
    layout = Layout.of(flow, at)
    together = sorted(rows, key=lambda row: [row[name] for name in ids(layout.gathered)])
    message = "".join(in_json.data_message(together, layout, header, known.codelists))
    found = list(sdmx_json.observations(json.loads(message), ADDRESS))
    assert in_order(found) == expected(rows, layout)


def test_what_the_portal_writes_in_csv_is_read_back_whole(
    rows: list[Row], flow: Dataflow, known: Structures
) -> None:
    layout = Layout.of(flow)
    message = "".join(in_csv.data_message(rows, layout, known.codelists))
    found = list(sdmx_csv.observations(message.encode(), ADDRESS))
    assert in_order(found) == expected(rows, layout)


def test_codes_with_their_names_in_one_cell_are_refused(
    rows: list[Row], flow: Dataflow, known: Structures
) -> None:
    message = "".join(in_csv.data_message(rows[:2], Layout.of(flow), known.codelists, labels="both"))
    assert refused(message) == "sdmx-labels"


@pytest.mark.parametrize("name", ["data_v1.csv", "data_v21.csv"])
def test_every_line_of_a_message_of_others_is_an_observation(name: str) -> None:
    content = (FOLDER / "sdmx-peers" / name).read_bytes()
    lines = list(csv.DictReader(content.decode().splitlines()))
    found = list(sdmx_csv.observations(content, ADDRESS))
    assert len(found) == len(lines) > 0
    assert [one.get(VALUE, "") for one in found] == [line[VALUE] for line in lines]
    assert not {"DATAFLOW", "STRUCTURE", "STRUCTURE_ID", "ACTION"} & set(found[0])


def test_a_real_message_whose_lines_are_shorter_than_its_header_is_refused() -> None:
    """Its lines lack the cell of ACTION, so that every code would stand one column too far to the left."""
    assert refused((FOLDER / "sdmx-peers" / "data_v2_action_col.csv").read_text("utf-8")) == "no-sdmx"


def in_series() -> dict[str, Any]:
    """SDMX-JSON 1.0: attributes of the data set, of groups and of the series."""
    return {
        "data": {
            "dataSets": [
                {
                    "action": "Replace",
                    "attributes": [0],
                    "dimensionGroupAttributes": {"::0:": ["của nhóm"], "1:::": ["của nhóm khác"]},
                    "series": {"0:0": {"attributes": [0], "observations": {"0:0": [1.5, 0], "1:0": [None]}}},
                }
            ],
            "structure": {
                "dimensions": {
                    "series": [dimension("FREQ", 0, "A", "M"), dimension("INDICATOR", 1, "X")],
                    "observation": [
                        dimension("TIME_PERIOD", 3, "2023", "2024"),
                        dimension("REF_AREA", 2, "VN"),
                    ],
                },
                "attributes": {
                    "dataSet": [{"id": "UNIT_MULT", "values": [{"id": "3"}]}],
                    "dimensionGroup": [{"id": "COMMENT_OBS"}],
                    "series": [{"id": "UNIT_MEASURE", "values": [{"id": "PT"}]}],
                    "observation": [{"id": "OBS_STATUS", "values": [{"id": "P"}]}],
                },
            },
        }
    }


def dimension(name: str, position: int, *values: str) -> dict[str, Any]:
    return {"id": name, "keyPosition": position, "values": [{"id": each} for each in values]}


def test_a_message_in_json_1_0_comes_with_what_is_said_of_its_series_and_groups() -> None:
    first, second = sdmx_json.observations(in_series(), ADDRESS)
    shared = {
        "FREQ": "A", "INDICATOR": "X", "REF_AREA": "VN", "UNIT_MULT": "3", "UNIT_MEASURE": "PT",
        "COMMENT_OBS": "của nhóm",
    }  # fmt: skip
    assert first == {**shared, "TIME_PERIOD": "2023", "OBS_VALUE": "1.5", "OBS_STATUS": "P"}
    assert second == {**shared, "TIME_PERIOD": "2024"}


def test_a_source_of_kind_sdmx_reads_json_and_csv_as_it_reads_xml() -> None:
    line = "DATAFLOW,FREQ,INDICATOR,REF_AREA,TIME_PERIOD,OBS_VALUE\nX:Y(1.0),A,X,VN,2023,1.5\n"
    for message in (json.dumps(in_series()), line):
        (record,) = one_message(message)
        assert isinstance(record, Record) and isinstance(record.content, bytes)
        assert b"A,VN,_Z,2023,1.5" in record.content


def deleting() -> str:
    given = in_series()
    given["data"]["dataSets"][0]["action"] = "Delete"
    return json.dumps(given)


def changed(change: Callable[[dict[str, Any]], object]) -> str:
    given = in_series()["data"]
    change(given)
    return json.dumps(given)


@pytest.mark.parametrize(
    ("message", "rule"),
    [
        (deleting(), "sdmx-deletes"),
        ("STRUCTURE,STRUCTURE_ID,ACTION,FREQ\ndataflow,X:Y(1.0),D,A\n", "sdmx-deletes"),
        ("FREQ,INDICATOR\nA,X\n", "no-sdmx"),
        ("DATAFLOW,FREQ,FREQ\nX:Y(1.0),A,A\n", "no-sdmx"),
        ("DATAFLOW,FREQ\nX:Y(1.0)\n", "no-sdmx"),
        ('DATAFLOW,FREQ\nX:Y(1.0),"A\n', "no-sdmx"),
        (changed(lambda data: data.pop("structure")), "no-sdmx"),
        (changed(lambda data: data["dataSets"][0]["series"].update({"0:7": {"observations": {"0:0": [1]}}})), "no-sdmx"),
        (changed(lambda data: data["dataSets"][0]["series"].update({"0": {"observations": {"0:0": [1]}}})), "no-sdmx"),
        (changed(lambda data: data["dataSets"][0]["series"].update({"0:-1": {"observations": {"0:0": [1]}}})), "no-sdmx"),
        (changed(lambda data: data["dataSets"][0]["series"].update({"0:0": {"observations": {"0:0": [1, 0, 0]}}})), "no-sdmx"),
        ("[1]", "no-sdmx"),
    ],
)  # fmt: skip
def test_what_is_no_message_or_takes_data_back_is_refused(message: str, rule: str) -> None:
    assert refused(message) == rule


def refused(message: str) -> str:
    with pytest.raises(FetchError) as wrong:
        list(observations(Answer(200, {}, ADDRESS, message.encode())))
    return wrong.value.rule
