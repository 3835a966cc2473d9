from __future__ import annotations

import csv
import io
import math
import re
from decimal import Context, Decimal
from typing import Any

import pytest

from core.builders import check_text
from core.harvesters.payloads import FOLDER, Files, harvest
from dtts.catalogue import table_schema
from dtts_harvesters.record import Failure, Record
from harvest_server.server import Server, reply

EXTERNAL: dict[str, Any] = {
    "connector": "sdmx",
    "target": {"table": "external_observations", "dataset": "so-lieu-ben-ngoai"},
    "ignore": ["COMMENT"],
    "options": {
        "constants": {"INDICATOR_SCHEME": "IMF:ECOFIN_DSD(1.0)"},
        "codelist": "sdds-viet-nam",
        "decimal_comma": True,
    },
}
MESSAGES = {"POPVNM": (165, "A"), "MOF_CGD_Vietnam": (245, "AS"), "CPIVNM": (1683, "M")}


def said(name: str) -> list[Decimal]:
    """The values of a message, read without any reader of XML."""
    values = re.findall(
        r'OBS_VALUE="([^"]*)"', (FOLDER / "vn-sdmx" / f"{name}.xml").read_text(encoding="utf-8")
    )
    return [Decimal(re.sub(r"\.(?=.*,)", "", one).replace(",", ".")) for one in values]


def rows(record: Record) -> list[dict[str, str]]:
    assert isinstance(record.content, bytes)
    return list(csv.DictReader(io.StringIO(record.content.decode())))


def messages(fields: dict[str, Any], name: str) -> tuple[list[Any], Any]:
    with Server(Files()) as server:
        found, report, _ = harvest(server, f"/vn-sdmx/{name}.xml", **fields)
    return found, report


@pytest.mark.parametrize("name", list(MESSAGES))
def test_every_observation_of_a_message_of_viet_nam_becomes_a_row_with_its_value(name: str) -> None:
    (record,), report = messages(EXTERNAL, name)
    found = rows(record)
    count, frequencies = MESSAGES[name]
    assert len(found) == len(said(name)) == count
    values = [Decimal(one["OBS_VALUE"]) for one in found]
    # Their sums are equal in the doubles that they come from, and exactly but for digits beyond the 15th.
    assert math.fsum(values) == pytest.approx(math.fsum(said(name)), rel=1e-15)
    assert sorted(values) == sorted(Context(prec=15).create_decimal(one) for one in said(name))
    assert {one["FREQ"] for one in found} == set(frequencies)
    assert {one["INDICATOR_SCHEME"] for one in found} == {"IMF:ECOFIN_DSD(1.0)"}
    assert report.complete and report.seen == count


@pytest.mark.parametrize("name", list(MESSAGES))
def test_the_rows_are_valid_for_their_table(name: str) -> None:
    (record,), _ = messages(EXTERNAL, name)
    report = check_text(record.content.decode(), table_schema("external_observations")).report
    assert report.faults == ()


def test_months_come_as_months() -> None:
    (record,), _ = messages(EXTERNAL, "CPIVNM")
    periods = {one["TIME_PERIOD"] for one in rows(record)}
    assert min(periods) == "2020-08" and len(periods) == 51


def test_indicators_of_others_have_the_names_of_their_own_list_and_unknown_ones_are_told() -> None:
    (record,), report = messages(EXTERNAL, "CPIVNM")
    names = {one["INDICATOR"]: one["INDICATOR_NAME"] for one in rows(record)}
    assert names["PCPI_IX"] == "Chỉ số giá tiêu dùng"
    assert {one.field for one in report.drift.values()} == {"INDICATOR=VNM_PCPI_PCPIFFA_WT"}
    assert names["VNM_PCPI_PCPIFFA_WT"] == ""


def test_numbers_with_a_decimal_comma_are_refused_one_by_one_until_the_source_says_that_they_are_meant() -> (
    None
):
    options = {name: value for name, value in EXTERNAL["options"].items() if name != "decimal_comma"}
    found, _ = messages({**EXTERNAL, "options": options}, "MOF_CGD_Vietnam")
    assert {(one.rule, one.fatal) for one in found[:-1]} == {("no-number", False)}
    assert len(found) == 50 + 1
    # A fifth of the rows would be missing: the table is not replaced by what is left.
    assert isinstance(found[-1], Failure) and (found[-1].rule, found[-1].fatal) == ("too-many-refused", True)


GENERIC = """<message:GenericData xmlns:message="m" xmlns:generic="g" xmlns:common="c">
<message:Header><message:Structure dimensionAtObservation="{at}"/></message:Header>
<message:DataSet>
<generic:Group><generic:GroupKey><generic:Value id="INDICATOR" value="X"/></generic:GroupKey>
<generic:Attributes><generic:Value id="UNIT_MEASURE" value="PT"/></generic:Attributes></generic:Group>
{body}
</message:DataSet></message:GenericData>"""
SERIES = """<generic:Series><generic:SeriesKey><generic:Value id="FREQ" value="A"/>
<generic:Value id="INDICATOR" value="X"/><generic:Value id="REF_AREA" value="VN"/></generic:SeriesKey>
<generic:Attributes><generic:Value id="UNIT_MULT" value="3"/></generic:Attributes>
<generic:Obs><generic:ObsDimension value="2023"/><generic:ObsValue value="1.5"/>
<generic:Attributes><generic:Value id="OBS_STATUS" value="P"/></generic:Attributes></generic:Obs>
</generic:Series>"""
FLAT = """<generic:Obs><generic:ObsKey><generic:Value id="FREQ" value="A"/><generic:Value id="INDICATOR" value="X"/>
<generic:Value id="REF_AREA" value="VN"/><generic:Value id="TIME_PERIOD" value="2023"/></generic:ObsKey>
<generic:ObsValue value="1.5"/><generic:Attributes><generic:Value id="OBS_STATUS" value="P"/>
<generic:Value id="UNIT_MULT" value="3"/></generic:Attributes></generic:Obs>"""
SPECIFIC = """<m:StructureSpecificData xmlns:m="m" xmlns:ss="s"><m:DataSet ss:action="{action}">
<Group INDICATOR="X" UNIT_MEASURE="PT"/><Group INDICATOR="Y" UNIT_MEASURE="NUM"/>
<Series FREQ="A" INDICATOR="X" REF_AREA="VN" UNIT_MULT="3">
<Obs TIME_PERIOD="2023" OBS_VALUE="{value}" OBS_STATUS="P"/></Series></m:DataSet></m:StructureSpecificData>"""
SPECIFIC_FLAT = """<m:StructureSpecificData xmlns:m="m"><m:DataSet UNIT_MEASURE="PT">
<Obs FREQ="A" INDICATOR="X" REF_AREA="VN" UNIT_MULT="3" TIME_PERIOD="2023" OBS_VALUE="1.5" OBS_STATUS="P"/>
</m:DataSet></m:StructureSpecificData>"""


def one_message(message: str) -> list[Any]:
    with Server({"/": lambda request: reply(message.encode())}) as server:
        found, _, _ = harvest(
            server, "/", **{**EXTERNAL, "options": {"constants": {"COUNTERPART_AREA": "_Z"}}}
        )
    return found


@pytest.mark.parametrize(
    "message",
    [
        GENERIC.format(at="TIME_PERIOD", body=SERIES),
        GENERIC.format(at="AllDimensions", body=FLAT),
        SPECIFIC.format(action="Replace", value="1.5"),
        SPECIFIC_FLAT,
    ],
    ids=["generic", "generic flat", "specific", "specific flat"],
)
def test_every_form_of_a_message_gives_the_same_observation(message: str) -> None:
    (record,) = one_message(message)
    assert rows(record) == [
        {
            "INDICATOR": "X", "FREQ": "A", "REF_AREA": "VN", "COUNTERPART_AREA": "_Z", "TIME_PERIOD": "2023",
            "OBS_VALUE": "1.5", "UNIT_MEASURE": "PT", "UNIT_MULT": "3", "OBS_STATUS": "P",
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("1.234", "1.2340"),
        ("12", "12"),
        ("NaN", ""),
        ("", ""),
        ("-0.5", "-0.5"),
        ("1.5E3", "1500"),
        (" 7 ", "7"),
    ],
)
def test_a_value_is_written_so_that_it_cannot_be_read_as_another(value: str, written: str) -> None:
    (record,) = one_message(SPECIFIC.format(action="Append", value=value))
    assert rows(record)[0]["OBS_VALUE"] == written


@pytest.mark.parametrize("value", ["1,5", "1 234", "INF", "abc", "1.2.3", "０", "--1"])
def test_what_is_no_number_in_sdmx_is_told_with_its_key(value: str) -> None:
    failure, last = one_message(SPECIFIC.format(action="Append", value=value))
    assert (failure.rule, failure.fatal) == ("no-number", False)
    assert "INDICATOR=X" in failure.record_id
    assert (last.rule, last.fatal) == ("unexpected-rows", True)


@pytest.mark.parametrize(
    ("message", "rule"),
    [
        (SPECIFIC.format(action="Delete", value="1"), "sdmx-deletes"),
        ("<a/>", "no-sdmx"),
        ("<m:StructureSpecificData xmlns:m='m'><m:DataSet>", "no-sdmx"),
        ("<!DOCTYPE a [<!ENTITY x 'y'>]><m:StructureSpecificData xmlns:m='m'/>", "no-sdmx"),
        ("<!DOCTYPE html><html/>", "html-instead"),
        ("không phải XML", "no-sdmx"),
    ],
)
def test_what_is_no_message_ends_the_reading(message: str, rule: str) -> None:
    (failure,) = one_message(message)
    assert (failure.rule, failure.fatal) == (rule, True)


def test_codes_of_theirs_become_ours_and_an_unknown_one_is_told() -> None:
    codes = {"REF_AREA": {"VN": "24"}, "UNIT_MULT": {"0": "0"}}
    with Server({"/": lambda request: reply(SPECIFIC.format(action="Append", value="1").encode())}) as server:
        found, _, _ = harvest(
            server, "/", **{**EXTERNAL, "options": {"codes": {"REF_AREA": codes["REF_AREA"]}}}
        )
        told, _, _ = harvest(server, "/", **{**EXTERNAL, "options": {"codes": codes}})
    assert rows(found[-1])[0]["REF_AREA"] == "24"
    assert told[0].rule == "no-code"


def test_an_unchanged_message_costs_one_request_and_no_record() -> None:
    with Server(Files()) as server:
        _, _, state = harvest(server, "/vn-sdmx/POPVNM.xml", **EXTERNAL)
        server.routes = {"/vn-sdmx/POPVNM.xml": lambda request: reply(status="304 Not Modified")}
        found, report, after = harvest(server, "/vn-sdmx/POPVNM.xml", state, **EXTERNAL)
        assert server.requests[-1].headers["if-none-match"] == state["etag"]
    assert (found, report.not_modified, after) == ([], True, state)
