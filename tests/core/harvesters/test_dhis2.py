from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from core.builders import check_text
from core.harvesters.payloads import FOLDER, Files, harvest
from dtts.catalogue import table_schema
from dtts_harvesters.dhis2_period import read_period
from dtts_harvesters.entries import EntryRefusedError
from dtts_harvesters.record import Failure
from harvest_server.server import Server, reply

CONSTANTS = {"INDICATOR_SCHEME": "DHIS2", "COUNTERPART_AREA": "_Z"}


def fields(kind: str, **changed: Any) -> dict[str, Any]:
    return {
        "connector": "dhis2",
        "target": {"table": "external_observations", "dataset": "so-lieu-ben-ngoai"},
        "options": {"kind": kind, "constants": CONSTANTS, **changed.pop("options", {})},
        **changed,
    }


def rows(record: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(record.content.decode())))


def test_data_values_become_observations() -> None:
    named = {"co": "DATA_DOMAIN"}
    with Server(Files()) as server:
        found, report, _ = harvest(
            server, "/dhis2/dataValueSet.json", **fields("data-value-set", fields=named)
        )
    (record,) = found
    first = rows(record)[0]
    assert [one["OBS_VALUE"] for one in rows(record)] == ["4668.0", "17640.0"]
    assert (first["INDICATOR"], first["REF_AREA"], first["TIME_PERIOD"], first["FREQ"]) == (
        "DE_359596", "OU_525", "2017-09", "M",
    )  # fmt: skip
    assert report.complete and report.drift == {}


def test_analytics_come_with_every_row_and_the_sum_of_the_answer() -> None:
    """The answer has a dimension of its own (`cejWyOfXge6`, gender), which its source maps."""
    named = {"cejWyOfXge6": "INDICATOR", "ou_name": "COMMENT_OBS"}
    with Server(Files()) as server:
        (record,), report, _ = harvest(server, "/dhis2/response.json", **fields("analytics", fields=named))
    answer = json.loads((FOLDER / "dhis2" / "response.json").read_text("utf-8"))
    assert len(rows(record)) == len(answer["rows"]) == 312
    assert sum(float(one["OBS_VALUE"]) for one in rows(record)) == sum(
        float(one[-1]) for one in answer["rows"]
    )
    assert {one["COMMENT_OBS"] for one in rows(record)} >= {"Western Area", "Kono"}
    assert check_text(record.content.decode(), table_schema("external_observations")).report.faults == ()
    assert report.drift == {}


def test_adx_comes_with_the_attributes_of_its_groups() -> None:
    with Server(Files()) as server:
        (record,), report, _ = harvest(server, "/dhis2/adx_sample_data.xml", **fields("adx"))
    text = (FOLDER / "dhis2" / "adx_sample_data.xml").read_text("utf-8")
    assert len(rows(record)) == text.count("<dataValue ")
    assert {one["FREQ"] for one in rows(record)} == {"M"}
    assert {one.field for one in report.drift.values()} == {"SEX", "ATB_SUMMARY_AGEGRP"}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2017", ("A", "2017")),
        ("2017S2", ("S", "2017-S2")),
        ("2017Q4", ("Q", "2017-Q4")),
        ("201711", ("M", "2017-11")),
        ("2017W5", ("W", "2017-W05")),
        ("20171101", ("D", "2017-11-01")),
        ("2017-01-01/P1Y", ("A", "2017")),
        ("2017-07-01/P6M", ("S", "2017-S2")),
        ("2017-10-01/P3M", ("Q", "2017-Q4")),
        ("2017-11-01/P1M", ("M", "2017-11")),
        ("2017-11-01/P1D", ("D", "2017-11-01")),
    ],
)
def test_periods_are_written_as_sdmx_does(written: str, read: tuple[str, str]) -> None:
    assert read_period(written) == read


@pytest.mark.parametrize(
    "written", ["", "2017April", "LAST_12_MONTHS", "201713", "2017Q5", "2017-02-01/P3M", "17"]
)
def test_a_period_that_is_none_is_refused(written: str) -> None:
    with pytest.raises(EntryRefusedError):
        read_period(written)


@pytest.mark.parametrize(
    ("poison", "rule"),
    [
        ({"dataElement": "a", "period": "LAST", "orgUnit": "x", "value": "1"}, "no-period"),
        ({"dataElement": "a", "period": "2017", "orgUnit": "x", "value": "có"}, "no-number"),
        ({"dataElement": "a", "orgUnit": "x", "value": "1"}, "entry-unreadable"),
        (7, "entry-unreadable"),
    ],
)
def test_one_bad_value_leaves_the_others_alone(poison: Any, rule: str) -> None:
    good = {"dataElement": "a", "period": "2017", "orgUnit": "o", "value": "1"}
    document = json.dumps({"dataValues": [good, poison, {**good, "deleted": True, "orgUnit": "p"}]})
    with Server({"/": lambda request: reply(document.encode())}) as server:
        failure, record = harvest(server, "/", **fields("data-value-set"))[0]
    assert isinstance(failure, Failure) and (failure.rule, failure.fatal) == (rule, False)
    assert [one["REF_AREA"] for one in rows(record)] == ["o"]


@pytest.mark.parametrize(
    ("kind", "content", "rule"),
    [
        ("analytics", b'{"rows": []}', "no-list"),
        ("data-value-set", b'{"httpStatusCode": 401}', "no-list"),
        ("data-value-set", b"[]", "no-list"),
        ("adx", b"<adx", "no-adx"),
        ("adx", b"<!DOCTYPE a [<!ENTITY b 'c'>]><adx/>", "no-adx"),
    ],
)
def test_what_is_no_answer_of_dhis2_ends_the_reading(kind: str, content: bytes, rule: str) -> None:
    with Server({"/": lambda request: reply(content)}) as server:
        (failure,), report, _ = harvest(server, "/", **fields(kind))
    assert (failure.rule, failure.fatal, report.complete) == (rule, True, False)
