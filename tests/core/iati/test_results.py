"""Results in IATI 2.03; the standard's own XML Schema is the judge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from core.iati.rulebook import broken_rules, unknown_codes
from core.outgoing_rows import SOURCE, outgoing, row, series
from dtts.iati import Reporter, activities
from dtts.indicators.outgoing import Document

SCHEMA = Path(__file__).parents[2] / "fixtures" / "standards" / "iati" / "iati-activities-schema.xsd"
REPORTER = Reporter("portal.test", {"vi": "Cổng thử", "en": "Test portal"})


@cache
def judge() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMA))


def written(rows: Iterable[dict[str, Any]], **options: Any) -> etree._Element:
    return etree.fromstring(activities(outgoing(**options), rows, REPORTER))


def of(tree: etree._Element, path: str) -> list[Any]:
    return list(tree.xpath(path))


def refused(tree: etree._Element) -> list[str]:
    judge().validate(tree)
    return [error.message for error in judge().error_log]


def test_the_schema_accepts_a_whole_real_series_with_every_value_in_it():
    tree = written(series())
    assert refused(tree) == []
    told = of(tree, "//actual/@value")
    assert len(told) == sum(one["OBS_VALUE"] is not None for one in series()) > 700


def test_the_judge_refuses_what_others_got_wrong():
    tree = written([row()])
    reference = of(tree, "//indicator/reference")[0]
    reference.set("vocabulary-uri", "http://portal.test")
    assert "vocabulary-uri" in refused(tree)[0]


def test_a_cell_has_a_dimension_by_name_and_value_and_a_total_has_none():
    tree = written([row(ETHNIC_GROUP="_T"), row(SEX="F", ETHNIC_GROUP="E05", OBS_VALUE=12.0)])
    told = [[dict(one.attrib) for one in actual.iter("dimension")] for actual in tree.iter("actual")]
    assert told == [[], [{"name": "SEX", "value": "F"}, {"name": "ETHNIC_GROUP", "value": "E05"}]]


@pytest.mark.parametrize(
    ("status", "vi", "en"),
    [
        ("O", "Thiếu số liệu", "Missing"),
        ("M", "Không thể có", "Cannot exist"),
        ("L", "Có nhưng không thu thập", "Exists, not collected"),
        ("Q", "Ẩn để bảo mật", "Suppressed"),
    ],
)
def test_a_blank_has_no_value_and_says_why_in_both_languages(status, vi, en):
    tree = written([row(OBS_VALUE=None, OBS_STATUS=status, COMPARABILITY=None)])
    assert of(tree, "//actual/@value") == []
    assert of(tree, "//actual/comment/narrative/text()") == [vi, en]
    assert refused(tree) == []


def test_baseline_target_and_actual_stand_where_the_standard_has_them():
    rows = [
        row(VALUE_TYPE="BSL", TIME_PERIOD="2020", OBS_VALUE=10.0),
        row(VALUE_TYPE="TGT", TIME_PERIOD="2025", OBS_VALUE=50.0),
        row(VALUE_TYPE="ACT", TIME_PERIOD="2023-S1", OBS_VALUE=30.0, FREQ="S"),
    ]
    tree = written(rows)
    assert refused(tree) == []
    assert of(tree, "//baseline/@year") + of(tree, "//baseline/@value") == ["2020", "10"]
    periods = [
        [
            one.find("period-start").get("iso-date"),
            one.find("period-end").get("iso-date"),
            one[2].tag,
            one[2].get("value"),
        ]
        for one in tree.iter("period")
    ]
    assert periods == [
        ["2023-01-01", "2023-06-30", "actual", "30"],
        ["2025-01-01", "2025-12-31", "target", "50"],
    ]


def test_every_value_leads_to_a_location_that_the_activity_describes():
    tree = written(series())
    described = set(of(tree, "//iati-activity/location/@ref"))
    assert {one.get("ref") for one in tree.iter("location")} == described
    assert set(of(tree, "//actual/location/@ref")) == described
    assert of(tree, "//iati-activity/location[@ref='51@since-2025-07']/name/narrative/text()") == [
        "Tỉnh Quảng Ngãi",
        "Quang Ngai Province",
    ]


@pytest.mark.parametrize(
    ("value", "mult", "told"),
    [
        (1234.5, 3, "1234500"),
        (0.1, 0, "0.1"),
        (1e-7, 0, "0.0000001"),
        (88176.0, 0, "88176"),
        (2.5, 9, "2500000000"),
    ],
)
def test_a_value_is_in_whole_units_and_plain_decimals(value, mult, told):
    assert of(written([row(OBS_VALUE=value, UNIT_MULT=mult)]), "//actual/@value") == [told]


def test_a_derived_value_says_its_geography_and_that_it_is_re_based():
    tree = written(
        [one for one in series() if one["REF_AREA"] == "51@since-2025-07" and one["TIME_PERIOD"] == "2006"]
    )
    assert of(tree, "//actual/@value") == ["88176"]
    assert of(tree, "//actual/dimension[@name='GEO_VERSION']/@value") == ["G20250701"]
    assert "Re-based, exact" in of(tree, "//actual/comment/narrative/text()")


def test_demonstration_data_is_marked_in_every_title():
    shown = SOURCE.__class__(**{**SOURCE.__dict__, "demo": True})
    titles = of(written([row(DEMO=True)], source=shown), "//title/narrative[1]/text()")
    assert len(titles) == 3  # of the activity, the result and the indicator
    assert all(title.startswith("[Dữ liệu minh họa] ") for title in titles)


def test_the_ruleset_has_nothing_against_it_but_that_blanks_have_no_value():
    tree = written(series())
    broken = broken_rules(tree)
    assert {(kind, element.tag) for _place, kind, element in broken} == {("atleast_one", "actual")}
    assert len(broken) == sum(one["OBS_VALUE"] is None for one in series())
    assert all(element.find("comment") is not None for _place, _kind, element in broken)


def test_every_code_is_in_its_list():
    assert unknown_codes(written(series())) == []


@pytest.mark.parametrize(
    ("path", "attribute", "value"),
    [("//result", "type", "7"), ("//indicator", "measure", "8"), ("//participating-org", "role", "9")],
)
def test_the_lists_refuse_a_code_that_they_do_not_have(path, attribute, value):
    tree = written([row()])
    of(tree, path)[0].set(attribute, value)
    assert [found.rpartition("=")[2] for found in unknown_codes(tree)] == [value]


def test_the_ruleset_refuses_an_activity_without_sector_or_start():
    tree = written([row()])
    for path in ("//sector", "//activity-date"):
        found = of(tree, path)[0]
        found.getparent().remove(found)
    assert [kind for _place, kind, _element in broken_rules(tree)] == ["atleast_one", "atleast_one"]


@pytest.mark.parametrize("demo", [False, True])
def test_an_evaluation_that_cites_the_indicator_is_a_document_of_the_activity(demo: bool):
    address = "http://portal.test/dataset/danh-gia/giua-ky"
    one = Document(address, {"vi": "Đánh giá giữa kỳ", "en": "Mid-term"}, date(2026, 8, 31), demo)
    tree = etree.fromstring(activities(replace(outgoing(), documents=[one]), [row()], REPORTER))
    assert refused(tree) == []
    (link,) = of(tree, "//iati-activity/document-link")
    assert (link.get("url"), link.get("format")) == (address, "text/html")
    assert of(link, "category/@code") == ["A07"]
    assert of(link, "document-date/@iso-date") == ["2026-08-31"]
    lead = ("[Dữ liệu minh họa] ", "[Demonstration data] ") if demo else ("", "")
    assert of(link, "title/narrative/text()") == [f"{lead[0]}Đánh giá giữa kỳ", f"{lead[1]}Mid-term"]


def test_without_such_there_is_no_document():
    assert of(written([row()]), "//document-link") == []
