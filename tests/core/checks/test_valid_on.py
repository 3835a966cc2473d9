"""Codes that must have been in force when the row says."""

from __future__ import annotations

import pytest

from core.builders import check_text, field, flat, make_schema
from dtts.catalogue import TableSchema, table_schema
from dtts.checks import packaged_keys
from dtts.errors import UsageError
from dtts.report import Report


def schema(*fields: dict, **declared: object) -> TableSchema:
    check = {"id": "t", "kind": "valid-on", **declared}
    return make_schema(*fields, **{"dtts:checks": [check]})


PLACES = schema(
    field("area_id"),
    field("year", "year"),
    field("part"),
    field("version"),
    field="area_id",
    register="places",
    key="area_id",
    on={"year": "year", "part": "part"},
    where={"version": ["as-reported"]},
)


def places(*rows: str) -> Report:
    text = "area_id,year,part,version\n" + "".join(f"{row},as-reported\n" for row in rows)
    return check_text(text, PLACES, keys=packaged_keys).report


BAD = [
    ("24@since-2025-07,2023,year", "24 là Tỉnh Bắc Giang (24@pre-2025-07)"),
    ("24@since-2025-07,2025,S1", "6 tháng đầu năm 2025: có từ ngày 01/07/2025"),
    ("24@pre-2025-07,2026,", "đến hết ngày 30/06/2025; khi đó mã 24 là Tỉnh Bắc Ninh (24@since-2025-07)"),
    ("221@pre-2025-07,2026,S2", "(Huyện Yên Dũng) không còn"),
    ("51@since-2025-07,2024,Q4", "51 là Tỉnh Quảng Ngãi (51@pre-2025-07)"),
]
GOOD = [
    "24@since-2025-07,2025,year",
    "24@pre-2025-07,2025,year",
    "24@pre-2025-07,2010,year",
    "24@since-2025-07,2025,S2",
    "VN,1990,year",
    "24@since-2025-07,,year",
    ",2023,year",
    "99@since-2025-07,2023,year",  # no such place: the foreign key says so
]


@pytest.mark.parametrize(("row", "said"), BAD)
def test_a_place_of_another_time_is_named_with_the_one_that_bore_its_code_then(row, said):
    report = places(row)
    assert flat(report) == [("valid-on:t", "area_id", "A2")]
    assert said in report.faults[0].message["vi"]
    assert report.faults[0].message["en"].startswith("Cell A2: ")


def test_a_place_that_existed_in_any_part_of_the_period_passes():
    assert flat(places(*GOOD)) == []


def test_many_rows_of_one_kind_are_counted():
    report = places(*[f"24@since-2025-07,20{year},year" for year in range(10, 17)], *GOOD)
    assert [(pattern.count, pattern.first_cell) for pattern in report.patterns] == [(7, "A2")]


def test_rows_that_the_declaration_leaves_out_are_not_judged():
    text = "area_id,year,part,version\n24@since-2025-07,2023,year,rebased\n"
    assert flat(check_text(text, PLACES, keys=packaged_keys).report) == []


REGISTERS = [
    (
        {"register": "agencies", "key": "agency", "names": ["name_vi"]},
        {"ubdt,2025-03-02": False, "ubdt,2024-12-31": True, "bdttg,2025-02-28": False},
    ),
    (
        {"register": "programmes", "key": "programme", "from": "period_from", "to": "period_to"},
        {"mtqg-1719-2021-2025,2026-01-01": False, "mtqg-1719-2021-2025,2025-12-31": True},
    ),
    (
        {
            "register": "legal_documents",
            "key": "number",
            "from": "effective_from",
            "to": "effective_to",
            "names": ["title_vi"],
        },
        {"47/2020/NĐ-CP,2026-01-01": False, "47/2020/NĐ-CP,2024-01-01": True},
    ),
]


@pytest.mark.parametrize(("declared", "rows"), REGISTERS)
def test_any_register_whose_rows_begin_and_end_can_be_asked(declared, rows):
    own = schema(field("code"), field("day", "date"), field="code", on={"date": "day"}, **declared)
    text = "code,day\n" + "".join(f"{row}\n" for row in rows)
    wrong = [index for index, held in enumerate(rows.values(), start=2) if not held]
    assert flat(check_text(text, own, keys=packaged_keys).report) == [
        ("valid-on:t", "code", f"A{row}") for row in wrong
    ]


@pytest.mark.parametrize(
    ("period", "held"),
    [
        ("2023", False),
        ("2025", True),
        ("2025-S1", False),
        ("2025-S2", True),
        ("2025-Q2", False),
        ("2025-07", True),
    ],
)
def test_a_period_is_read_as_sdmx_writes_it(period, held):
    own = schema(
        field("area_id"),
        field("period"),
        field="area_id",
        register="places",
        key="area_id",
        on={"period": "period"},
    )
    text = f"area_id,period\n24@since-2025-07,{period}\n"
    assert check_text(text, own, keys=packaged_keys).report.valid is held


def test_a_declaration_without_a_date_says_what_it_needs():
    own = schema(field("area_id"), field="area_id", register="places", key="area_id", on={"day": "area_id"})
    with pytest.raises(UsageError, match="no date, year or period"):
        check_text("area_id\n24@since-2025-07\n", own, keys=packaged_keys)


def test_a_kind_that_there_is_not_is_refused_with_the_kinds():
    own = make_schema(field("a"), **{"dtts:checks": [{"id": "t", "kind": "magic"}]})
    with pytest.raises(UsageError, match="valid-on"):
        check_text("a\n1\n", own, keys=packaged_keys)


def test_the_observation_of_a_new_province_in_an_old_year_is_refused():
    observation = table_schema("observation")
    row = {
        "FREQ": "A", "INDICATOR": "GSO_POVERTY_RATE", "REF_AREA": "24@since-2025-07", "GEO_VERSION": "ASREP",
        "SEX": "_T", "ETHNIC_GROUP": "_T", "COMMUNE_REGION": "_T", "VALUE_TYPE": "ACT", "TIME_PERIOD": "2020",
        "OBS_VALUE": "5.5", "UNIT_MEASURE": "PT", "UNIT_MULT": "0", "OBS_STATUS": "A", "CONF_STATUS": "F",
    }  # fmt: skip
    text = f"{','.join(row)}\n{','.join(row.values())}\n"
    assert flat(check_text(text, observation, keys=packaged_keys).report) == [
        ("valid-on:place-in-force", "REF_AREA", "C2")
    ]
