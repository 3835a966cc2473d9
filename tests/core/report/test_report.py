"""The report: exact counts, patterns first, sentences in both languages, and no rule crowding out another."""

from __future__ import annotations

import json
import string

import pytest

from core.builders import check_text, field, make_schema
from dtts.errors import UsageError
from dtts.report import FAULTS_KEPT, RULES, Address, Report, column_letters, describe, rule
from dtts.report.text import report_text

SCHEMA = make_schema(
    field("code", pattern=r"\d{5}", title="Mã xã", title_en="Commune code"),
    field("value", "number", title="CCCD số", title_en="Value"),
)


def many(rows: int) -> Report:
    lines = [f"{7210 + row},1" for row in range(rows)]
    return check_text("code,value\n" + "\n".join(lines) + "\n07210,sai\n", SCHEMA).report


def test_counts_are_exact_and_faults_are_kept_up_to_the_limit():
    report = many(2500)
    assert report.counts == {"error": 2501, "warning": 0}
    assert (len(report.faults), report.truncated) == (FAULTS_KEPT, True)
    assert [pattern.count for pattern in report.patterns] == [2500, 1]


def test_a_rule_with_many_faults_leaves_room_for_one_with_few():
    assert [fault.rule for fault in many(2500).faults].count("type") == 1


def test_faults_stand_in_reading_order():
    rows = [fault.row for fault in many(50).faults]
    assert rows == sorted(rows)


def test_a_pattern_says_once_what_repeats():
    pattern = many(1200).patterns[0]
    assert pattern.first_cell == "A2"
    assert pattern.message == {
        "vi": "1.200 ô trong cột “Mã xã” thiếu số 0 ở đầu.",
        "en": "1,200 cells in the column “Commune code” have lost their leading zero.",
    }
    assert "07210" in pattern.advice["vi"]


def test_a_pattern_of_one_is_the_fault_itself():
    assert many(1).patterns[0].message["vi"] == "Ô A2: mã xã 7210 thiếu số 0 ở đầu (07210)."


def test_an_abbreviation_keeps_its_capitals_inside_a_sentence():
    assert many(1).faults[-1].message["vi"] == "Ô B3: CCCD số “sai” không phải là số"


def test_errors_come_before_warnings():
    report = check_text("code,value\n07210,1\n\n7211,1\n", SCHEMA).report
    assert [pattern.severity for pattern in report.patterns][-1] == "warning"


def test_a_report_survives_json():
    report = many(3)
    assert Report.from_dict(json.loads(json.dumps(report.to_dict()))) == report


def test_its_json_has_the_keys_that_pages_and_the_api_show():
    data = many(1).to_dict()
    assert set(data) == {
        *("valid", "schema", "schema_version", "format", "encoding", "sheet", "rows", "columns"),
        *("counts", "patterns", "faults", "truncated"),
    }
    assert set(data["faults"][0]) == {
        *("rule", "severity", "sheet", "cell", "row", "column", "field", "value", "message", "proposed"),
    }


def test_as_text_the_places_follow_what_repeats():
    text = report_text(many(2), "vi")
    assert text.splitlines()[0] == "Bảng có 3 chỗ cần sửa (3 dòng đã đọc)."
    assert "Ô A3: mã xã 7211" in text


def test_a_long_value_is_shown_short():
    report = check_text("code,value\n" + "x" * 500 + ",1\n", SCHEMA).report
    assert len(report.faults[0].message["vi"]) < 200
    assert report.faults[0].value == "x" * 500


def test_a_value_with_braces_stays_itself():
    assert "“{value}”" in check_text("code,value\n{value},1\n", SCHEMA).report.faults[0].message["en"]


PLACES = [
    (Address("Biểu 03", 17, 3), 'Trang tính "Biểu 03", ô C17', 'Sheet "Biểu 03", cell C17'),
    (Address(None, 17, 3), "Ô C17", "Cell C17"),
    (Address(None, 17), "Dòng 17", "Row 17"),
    (Address("S"), 'Trang tính "S"', 'Sheet "S"'),
    (Address(), "", ""),
]


@pytest.mark.parametrize(("address", "vi", "en"), PLACES)
def test_a_place_is_named_as_people_find_it(address, vi, en):
    assert (address.place("vi"), address.place("en")) == (vi, en)


@pytest.mark.parametrize(
    ("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (703, "AAA"), (16384, "XFD")]
)
def test_columns_are_lettered_as_in_a_spreadsheet(number, letters):
    assert column_letters(number) == letters


@pytest.mark.parametrize("declared", RULES, ids=lambda declared: declared.id)
def test_a_rule_says_the_same_in_both_languages(declared):
    for texts in (declared.message, declared.pattern, declared.advice):
        assert set(texts) == {"vi", "en"}
        assert blanks(texts["vi"]) == blanks(texts["en"])
        assert "!" not in texts["vi"] + texts["en"]


def test_rules_have_ids_of_their_own():
    assert len({declared.id for declared in RULES}) == len(RULES)


def test_an_unknown_rule_is_misuse():
    with pytest.raises(UsageError, match="leading-zero"):
        rule("nought")


def test_a_fault_that_lacks_a_word_of_its_sentence_is_not_made():
    with pytest.raises(KeyError):
        describe("too-many-rows")


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}
