"""Maps of measured values: classes that hold every value, and what is uncertain, suppressed or missing is said."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dtts.maps import Known, Said, Value, area_map, bands, choropleth, provinces, sentence

COUNTRY = area_map(provinces(), width=560, height=640, apart=False)
VALUES = st.lists(st.floats(-1e6, 1e6, allow_nan=False), min_size=1, max_size=60)


@pytest.mark.parametrize(
    ("values", "bounds"),
    [
        ([], []),
        ([7.5], [(7.5, 7.5)]),
        ([3, 1, 2], [(1, 1), (2, 2), (3, 3)]),
        (range(1, 11), [(1, 2), (3, 4), (5, 6), (7, 8), (9, 10)]),
        ([0, 0, 0, 0, 0, 0, 0, 0, 5, 90], [(0, 0), (5, 90)]),
        ([1, 2, 3, 4, 5, 6, 7, 8, 9, 1000], [(1, 2), (3, 4), (5, 6), (7, 8), (9, 1000)]),
    ],
)
def test_classes_hold_about_as_many_areas_each_and_never_part_equal_values(values, bounds):
    assert [(band.low, band.high) for band in bands(values)] == bounds


@given(VALUES)
def test_every_value_is_in_one_class_and_the_largest_in_the_darkest(values):
    found = bands(values)
    assert len(found) <= 5
    assert all(sum(band.holds(value) for band in found) == 1 for value in values)
    assert next(band.shade for band in found if band.holds(max(values))) == 5


@given(VALUES)
def test_classes_follow_one_another_without_touching(values):
    found = bands(values)
    assert all(lower.high < upper.low for lower, upper in pairwise(found))


def tinted(known: dict[str, Known]) -> dict[str, tuple[int, str]]:
    return {one.area.code: (one.shade, one.sign) for one in choropleth(COUNTRY, known).areas}


def test_an_area_carries_the_number_of_its_class_and_not_only_a_shade():
    found = tinted({"01": Known(1.3), "12": Known(45.2), "68": Known(9.0)})
    assert [found[code] for code in ("01", "68", "12")] == [(3, "1"), (4, "2"), (5, "3")]


@pytest.mark.parametrize(("status", "sign"), [("A", "1"), ("P", "1*"), ("E", "1*"), ("B", "1*")])
def test_a_value_that_is_not_final_has_a_star(status, sign):
    drawn = choropleth(COUNTRY, {"12": Known(4.0, status)})
    assert next(one.sign for one in drawn.areas if one.area.code == "12") == sign
    assert drawn.uncertain == sign.endswith("*")


def test_a_suppressed_value_is_not_the_same_as_none():
    drawn = choropleth(COUNTRY, {"12": Known(4.0), "04": Known(None, "Q"), "08": Known(None, "O")})
    assert [one.area.code for one in drawn.suppressed] == ["04"]
    assert "08" in [one.area.code for one in drawn.empty]
    assert len(drawn.empty) == 34 - 2


def test_zero_is_a_value():
    assert tinted({"12": Known(0.0)})["12"] == (5, "1")


def test_signs_never_stand_upon_one_another():
    drawn = choropleth(COUNTRY, {area.code: Known(1.0) for area in COUNTRY.areas})
    signed = [one.area for one in drawn.areas if one.sign]
    assert len(signed) > 25
    pairs = [(a, b) for at, a in enumerate(signed) for b in signed[at + 1 :]]
    assert all(abs(a.x - b.x) >= 11 or abs(a.y - b.y) >= 11 for a, b in pairs)


def test_hoang_sa_and_truong_sa_are_named_on_the_map_of_values():
    drawn = choropleth(COUNTRY, {"12": Known(1.0)})
    assert [place.name for place in drawn.picture.names] == ["Hoàng Sa (Đà Nẵng)", "Trường Sa (Khánh Hòa)"]


HANOI, LAI_CHAU, SON_LA = (
    Value({"vi": vi, "en": en}, value)
    for vi, en, value in (
        ("Hà Nội", "Ha Noi", 1.3),
        ("Lai Châu", "Lai Chau", 1045.2),
        ("Sơn La", "Son La", 30),
    )
)
SAID = Said({"vi": "Năm 2016", "en": "2016"}, {"vi": "phần trăm", "en": "per cent"}, 1, 34)


def test_the_sentence_gives_the_ends_the_middle_and_how_many_have_a_figure():
    assert sentence([LAI_CHAU, HANOI, SON_LA], SAID) == {
        "vi": "Năm 2016: thấp nhất Hà Nội (1,3), cao nhất Lai Châu (1.045,2), ở giữa là 30,0 (phần trăm). "
        "3 trên 34 địa bàn có số liệu.",
        "en": "2016: lowest in Ha Noi (1.3), highest in Lai Chau (1,045.2), the median is 30.0 (per cent). "
        "3 of 34 places have a figure.",
    }


def test_the_sentence_of_one_value_and_of_none_compares_nothing():
    hidden = Said(SAID.period, SAID.unit, 1, 34, suppressed=2)
    assert sentence([HANOI], hidden)["vi"] == (
        "Năm 2016: Hà Nội 1,3 phần trăm. 1 trên 34 địa bàn có số liệu; 2 số được ẩn để bảo mật."
    )
    assert sentence([], SAID)["en"] == "2016: there is no figure."
