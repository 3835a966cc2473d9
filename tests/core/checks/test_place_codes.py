"""Places without the period of their code, by number or by name: corrected where only one can be meant."""

from __future__ import annotations

import polars as pl
import pytest

from core.builders import check_text, field, make_schema

PLACES = pl.DataFrame(
    [
        ("24@pre-2025-07", "Tỉnh Bắc Giang", "Bac Giang Province", None, "2025-06-30"),
        ("24@since-2025-07", "Tỉnh Bắc Ninh", "Bac Ninh Province", "2025-07-01", None),
        ("27@pre-2025-07", "Tỉnh Bắc Ninh", "Bac Ninh Province", None, "2025-06-30"),
        ("07210@pre-2025-07", "Phường Thọ Xương", "Tho Xuong Ward", None, "2025-06-30"),
        ("07210@since-2025-07", "Phường Bắc Giang", "Bac Giang Ward", "2025-07-01", None),
        ("07230@pre-2025-07", "Xã Tân Mỹ", "Tan My Commune", None, "2025-06-30"),
        ("07240@pre-2025-07", "Xã Tân Mỹ", "Tan My Commune", None, "2025-06-30"),
        ("221@pre-2025-07", "Huyện Yên Dũng", "Yen Dung District", None, "2024-12-31"),
        ("VN", "Cả nước", "Whole country", None, None),
    ],
    schema=["area_id", "name_vi", "name_en", "valid_from", "valid_to"],
    orient="row",
)
SCHEMA = make_schema(
    field("a", pattern=r"VN|(\d{2}|\d{3}|\d{5})@(pre|since)-2025-07", title="Mã xã", title_en="Commune"),
    field("name"),
    field("year", "year"),
    field("part", enum=["year", "S1", "S2"]),
    foreignKeys=[{"fields": "a", "reference": {"resource": "register:places", "fields": "area_id"}}],
    **{
        "dtts:checks": [
            {
                "id": "there",
                "kind": "valid-on",
                "field": "a",
                "register": "places",
                "key": "area_id",
                "on": {"year": "year", "part": "part"},
            },
            {
                "id": "named",
                "kind": "name-of",
                "code": "a",
                "name": "name",
                "register": "places",
                "key": "area_id",
                "names": ["name_vi"],
            },
        ]
    },
)


def keys(register: str, fields: tuple[str, ...], optional: tuple[str, ...] = ()) -> pl.DataFrame:
    if register == "admin_unit_aliases":
        return pl.DataFrame(schema={"area_id": pl.String, "alias": pl.String})
    return PLACES.select(*fields, *optional)


def fault_of(place: str, name: str, year: str, part: str):
    report = check_text(f"a,name,year,part\n{place},{name},{year},{part}\n", SCHEMA, keys=keys).report
    return next(fault for fault in report.faults if fault.field == "a")


CERTAIN = [
    # by number and the row's time
    ("07210", "", "2024", "year", "place-period", "07210@pre-2025-07"),
    ("07210", "", "2026", "year", "place-period", "07210@since-2025-07"),
    ("07210", "", "2025", "S2", "place-period", "07210@since-2025-07"),
    ("7210", "", "2026", "year", "leading-zero", "07210@since-2025-07"),
    # 2025 saw both: the name tells
    ("07210", "Phường Bắc Giang", "2025", "year", "place-period", "07210@since-2025-07"),
    ("07210", "phường thọ xương", "2025", "year", "place-period", "07210@pre-2025-07"),
    # one epoch only
    ("07230", "", "", "", "place-period", "07230@pre-2025-07"),
    ("Phường Bắc Giang", "", "2026", "year", "place-by-name", "07210@since-2025-07"),
    ("Tỉnh Bắc Ninh", "", "2024", "year", "place-by-name", "27@pre-2025-07"),
    ("Cả nước", "", "2024", "year", "place-by-name", "VN"),
]


@pytest.mark.parametrize(("place", "name", "year", "part", "rule", "proposed"), CERTAIN)
def test_the_only_place_that_can_be_meant_is_proposed(place, name, year, part, rule, proposed):
    fault = fault_of(place, name, year, part)
    assert (fault.rule, fault.proposed) == (rule, proposed)


UNCERTAIN = [
    ("07210", "", "2025", "year"),  # both in that year, and nothing tells
    ("07210", "Xã khác", "2025", "year"),
    ("07210", "", "", ""),  # no year at all
    ("Xã Tân Mỹ", "", "2024", "year"),  # two of that name
    ("Tỉnh Bắc Ninh", "", "2025", "year"),
    ("221", "", "2026", "year"),  # gone by then
    ("99999", "", "2024", "year"),
    ("Bắc Giang", "", "2026", "year"),
]


@pytest.mark.parametrize(("place", "name", "year", "part"), UNCERTAIN)
def test_nothing_is_proposed_where_several_can_be_meant_or_none(place, name, year, part):
    fault = fault_of(place, name, year, part)
    assert (fault.rule, fault.proposed) == ("pattern", None)


def test_the_sentence_names_the_place_in_both_languages():
    message = fault_of("7210", "", "2026", "year").message
    assert message == {
        "vi": "Ô A2: mã xã 7210 thiếu số 0 ở đầu (07210@since-2025-07, Phường Bắc Giang)",
        "en": "Cell A2: commune 7210 has lost its leading zero (07210@since-2025-07, Bac Giang Ward)",
    }


def test_every_row_is_told_by_its_own_time():
    text = (
        "a,name,year,part\n07210,,2024,year\n07210,,2026,year\n07210,,2025,year\n07230@pre-2025-07,,2024,S1\n"
    )
    faults = check_text(text, SCHEMA, keys=keys).report.faults
    assert [(fault.cell, fault.proposed) for fault in faults] == [
        ("A2", "07210@pre-2025-07"),
        ("A3", "07210@since-2025-07"),
        ("A4", None),
    ]
