"""Personal data are refused, and no report repeats them."""

from __future__ import annotations

import json

from core.builders import check_text, field, flat, make_schema
from core.personal.columns import personal_columns
from dtts.catalogue import table_schema
from dtts.checks import packaged_keys
from dtts.checks.personal_data import personal_data
from dtts.personal import masked, masked_inside


def test_a_column_of_persons_is_refused_by_name_and_the_reason_given():
    schema = make_schema(field("a", title="Họ và tên", title_en="Full name"), field("b", title="Ghi chú"))
    report = check_text("a,b\nNguyễn Văn An,\nTrần Thị Bích,gọi 0912345678\n", schema).report
    assert flat(report) == [
        ("personal-data:name", "a", "A2"),
        ("personal-data:name", "a", "A3"),
        ("personal-data:phone", "b", "B3"),
    ]
    assert not report.valid
    assert report.patterns[0].message["vi"] == (
        "2 ô trong cột “Họ và tên” có họ tên người, là dữ liệu cá nhân không được công bố."
    )
    assert "91/2025/QH15" in report.patterns[0].advice["vi"]
    assert "356/2025" in report.patterns[0].advice["en"]


def test_a_column_beside_the_table_that_asks_for_persons_is_named_as_such():
    report = check_text("a,Số CCCD,Cột lạ\n1,001203004567,x\n", make_schema(field("a"))).report
    assert flat(report) == [("personal-column", None, "B1"), ("extra-column", None, "C1")]
    assert "001203004567" not in json.dumps(report.to_dict())


def test_no_identifier_of_500_persons_is_repeated_in_any_report():
    for column in personal_columns():
        schema = make_schema(
            field("a", title=column.label, pattern=".{3,99}", maxLength=2, unique=True),
            field("b", "integer"),
            primaryKey=["a", "b"],
        )
        values = column.values.drop_nulls().head(20).to_list()
        text = "a;b\n" + "".join(f"{value};1\n" for value in [*values, *values])
        said = json.dumps(check_text(text, schema).report.to_dict(), ensure_ascii=False)
        assert "personal-data" in said, column.title
        assert [value for value in values if value in said] == [], column.title


def test_an_identifier_in_a_column_that_may_hold_none_is_masked_where_another_rule_quotes_it():
    schema = make_schema(field("a", enum=["x"]), field("b", "number"))
    report = check_text("a,b\n0912345678,lien.he@vidu.example\n", schema).report
    assert [fault.value for fault in report.faults] == [masked("0912345678"), masked("lien.he@vidu.example")]
    assert "345" not in json.dumps(report.to_dict())
    assert "vidu" not in json.dumps(report.to_dict())


def test_the_address_of_an_office_is_allowed_where_the_table_says_so():
    own = {**field("a", title="Thư điện tử"), "dtts:publicContact": ["email"]}
    assert check_text("a\nbdt@tinh.example\n", make_schema(own)).report.valid
    assert not check_text("a\nbdt@tinh.example\n", make_schema(field("a", title="Thư điện tử"))).report.valid


def test_only_addresses_of_offices_are_declared_in_the_portals_tables():
    declared = {
        (name, one.name): one.descriptor["dtts:publicContact"]
        for name in ("expert_directory", "facilities", "it_support_points", "training_meetings")
        for one in table_schema(name).fields
        if "dtts:publicContact" in one.descriptor
    }
    assert declared == {("expert_directory", "contact_email"): ["email"]}


def test_a_column_whose_own_pattern_takes_no_identifier_is_not_searched():
    looks = [
        personal_data(make_schema(field("a", pattern=form))) for form in ("\\d{5}", "DA\\d{2}", ".*", "\\d+")
    ]
    assert [bool(list(look)) for look in looks] == [False, False, True, True]


def test_columns_of_lists_and_registers_are_not_searched():
    keys = [{"fields": "b", "reference": {"resource": "register:places", "fields": "area_id"}}]
    schema = make_schema(field("a", enum=["Nguyễn Văn An"]), field("b"), foreignKeys=keys)
    assert check_text("a,b\nNguyễn Văn An,VN\n", schema, keys=packaged_keys).report.valid


def test_a_mask_keeps_the_form_and_not_the_person():
    assert masked("001203004567") == "••••••••••67"
    assert masked("0912 345 678") == "•••• ••• •78"
    assert masked("12/05/1990") == "••/••/••90"
    assert masked("1990") == "••••"
    assert masked("Nguyễn Văn An") == "N••••• V•• A•"
    assert masked_inside("báo ông Lò Văn Páo, 0912345678 nhé") == "báo ô•• L• V•• P••, ••••••••78 nhé"
    assert masked_inside("Tỉnh Bắc Ninh 24@since-2025-07") == "Tỉnh Bắc Ninh 24@since-2025-07"
