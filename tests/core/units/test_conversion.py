"""Former communes to today's units: flags, candidates, and nothing guessed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date

import polars as pl
import pytest

from dtts.errors import UsageError
from dtts.units import FORMER_ENDS, Conversion, Gazetteer, convert, convert_all, convert_frame, summary

TODAY = date(2026, 10, 1)


def former_communes(gazetteer: Gazetteer, *provinces: str) -> list[str]:
    return [u.code for code in provinces for u in gazetteer.communes(code, FORMER_ENDS)]


def reached(conversions: Sequence[Conversion]) -> set[str]:
    return {unit.code for one in conversions for unit in one.targets}


def test_bac_giang_and_bac_ninh_become_the_99_communes_of_24(gazetteer: Gazetteer):
    giang = convert_all(gazetteer, former_communes(gazetteer, "24"), to=TODAY)
    ninh = convert_all(gazetteer, former_communes(gazetteer, "27"), to=TODAY)
    print(f"\nBắc Giang {len(giang)} → {len(reached(giang))}, Bắc Ninh {len(ninh)} → {len(reached(ninh))}")
    assert (len(giang), len(ninh)) == (192, 121)
    assert (len(reached(giang)), len(reached(ninh))) == (58, 41)
    assert reached(giang) | reached(ninh) == {u.code for u in gazetteer.children("24", TODAY)}
    assert {one.flag for one in giang + ninh} == {"whole", "same-extent"}


def test_quang_ngai_kon_tum_and_ly_son_become_the_96_communes_of_51(gazetteer: Gazetteer):
    ngai = convert_all(gazetteer, former_communes(gazetteer, "51"), to=TODAY)
    tum = convert_all(gazetteer, former_communes(gazetteer, "62"), to=TODAY)
    island = convert(gazetteer, "536", to=TODAY)
    assert (len(ngai), len(tum)) == (170, 102)
    assert reached([*ngai, *tum, island]) == {u.code for u in gazetteer.children("51", TODAY)}
    assert len(reached([*ngai, *tum])) == 95
    assert [one.given for one in ngai + tum if one.flag == "split"] == ["21142"]


def test_all_10035_former_communes_are_converted(gazetteer: Gazetteer):
    codes = [u.code for u in gazetteer.in_force(FORMER_ENDS, "commune")]
    frame = convert_frame(gazetteer, pl.DataFrame({"ma": codes}), "ma", to=TODAY)
    counts = summary(frame)
    unresolved = frame.filter(pl.col("new_code").is_null())["ma"].to_list()
    print(f"\n{frame.height} former communes: {counts}; unresolved: {unresolved}")
    assert frame.height == 10_035
    assert counts["whole"] + counts["same-extent"] == 9_593
    assert counts["split"] == 442
    assert unresolved == []


def test_all_names_with_district_and_province_lead_to_the_same_units_as_their_codes(gazetteer: Gazetteer):
    units = gazetteer.in_force(FORMER_ENDS, "commune")
    above = [", ".join(u.name for u in list(gazetteer.upwards(unit))[1:]) for unit in units]
    found = convert_all(gazetteer, [u.name for u in units], to=TODAY, provinces=above, level="commune")
    wrong = [
        (u.area_id, one.old)
        for u, one in zip(units, found, strict=True)
        if one.old and one.old.code != u.code
    ]
    open_names = [u.area_id for u, one in zip(units, found, strict=True) if one.old is None]
    print(f"\n{len(units)} names with district and province: {len(open_names)} left open: {open_names}")
    assert wrong == []
    assert len(open_names) <= 20


@pytest.mark.parametrize(
    ("given", "province", "flag", "codes"),
    [
        ("07210", None, "whole", ["07210"]),
        ("21142", None, "split", ["21136", "21157"]),
        ("Xã Trà Bùi", "Quảng Ngãi", "split", ["21136", "21157"]),
        ("xã Trà Bùi, H. Trà Bồng, T. Quảng Ngãi", None, "split", ["21136", "21157"]),
        ("TT. Đăk Tô", "KON TUM", "whole", ["23401"]),
        ("Huyện Lý Sơn", None, "same-extent", ["21548"]),
        ("24", None, "whole", ["24"]),
        ("Kon Tum", None, "ambiguous", []),
        ("Tỉnh Kon Tum", None, "whole", ["51"]),
        ("Huyện Sơn Động", None, "dissolved", []),
        ("24@pre-2025-07", None, "whole", ["24"]),
        ("07210@since-2025-07", None, "unchanged", ["07210"]),
        ("Phường Bắc Giang", None, "current", ["07210"]),
        ("21548", None, "current", ["21548"]),
        ("08827", None, "retired", []),
        ("Xã Như Thụy", "Vĩnh Phúc", "retired", []),
        ("7210", None, "ambiguous", []),
        ("Tân Thành", None, "ambiguous", []),
        ("Xã Trà Bùii", "Quảng Ngãi", "ambiguous", []),
        ("Xã Không Có", None, "unknown", []),
        ("99999", None, "unknown", []),
        ("", None, "unknown", []),
        ("Xã Trà Bùi", "Atlantis", "ambiguous", []),
    ],
)
def test_what_is_given_is_converted_or_left_open(
    gazetteer: Gazetteer, given: str, province: str | None, flag: str, codes: list[str]
):
    one = convert(gazetteer, given, to=TODAY, province=province)
    assert (one.flag, [unit.code for unit in one.targets]) == (flag, codes)
    assert one.reason["vi"] and one.reason["en"]


def test_a_lost_zero_is_proposed_and_not_used(gazetteer: Gazetteer):
    one = convert(gazetteer, "7210", to=TODAY)
    assert [c.unit.code for c in one.candidates] == ["07210"]
    assert one.targets == ()


def test_the_name_of_the_later_province_is_understood_and_left_to_a_person(gazetteer: Gazetteer):
    one = convert(gazetteer, "Xã Phong Vân", to=TODAY, province="Bắc Ninh")
    assert (one.flag, [c.unit.code for c in one.candidates]) == ("ambiguous", ["07537"])
    assert one.candidates[0].reason == "later-province"


def test_without_a_day_nothing_is_converted(gazetteer: Gazetteer):
    assert convert(gazetteer, "24", to=TODAY, on=None).flag == "unknown"


def test_a_day_after_the_target_day_is_refused(gazetteer: Gazetteer):
    with pytest.raises(UsageError, match="lies after"):
        convert(gazetteer, "24", to=FORMER_ENDS, on=TODAY)


def test_a_frame_keeps_its_rows_and_gets_readable_columns(gazetteer: Gazetteer):
    frame = pl.DataFrame(
        {
            "xa": ["Xã Trà Bùi", None, "24", "24"],
            "tinh": ["Quảng Ngãi", None, None, None],
            "ngay": ["30/06/2024", None, "2024-01-01", "hôm qua"],
        }
    )
    found = convert_frame(gazetteer, frame, "xa", to=TODAY, province_column="tinh", date_column="ngay")
    assert found.select(frame.columns).equals(frame)
    assert found["new_code"].to_list() == ["21136; 21157", None, "24", None]
    assert found["flag"].to_list() == ["split", "unknown", "whole", "unknown"]
    assert found["new_province"].to_list() == ["Tỉnh Quảng Ngãi", None, "Tỉnh Bắc Ninh", None]


@pytest.mark.parametrize("wrong", [{"column": "no"}, {"column": "xa", "province_column": "no"}])
def test_a_missing_column_is_named_with_those_that_exist(gazetteer: Gazetteer, wrong: dict[str, str]):
    with pytest.raises(UsageError, match=r"no column no; the columns are: xa"):
        convert_frame(gazetteer, pl.DataFrame({"xa": ["24"]}), to=TODAY, **wrong)


def test_a_table_converted_twice_is_refused(gazetteer: Gazetteer):
    once = convert_frame(gazetteer, pl.DataFrame({"xa": ["24"]}), "xa", to=TODAY)
    with pytest.raises(UsageError, match="already has columns"):
        convert_frame(gazetteer, once, "xa", to=TODAY)


def test_a_conversion_is_plain_json(gazetteer: Gazetteer):
    shown = json.loads(json.dumps(convert(gazetteer, "21142", to=TODAY).to_dict()))
    assert (shown["flag"], [new["code"] for new in shown["new"]]) == ("split", ["21136", "21157"])
    assert Counter(new["default"] for new in shown["new"]) == {True: 1, False: 1}
