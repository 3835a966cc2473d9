"""What makes a cell personal, and what does not."""

from __future__ import annotations

import polars as pl
import pytest

from dtts.personal import find_personal, kinds, kinds_of_label


def told(label: str, *cells: str, **options: object) -> dict[str, list[int]]:
    text = pl.Series(cells, dtype=pl.String)
    found = find_personal(text, [label], **options)
    return {one.kind.id: one.mask.arg_true().to_list() for one in found}


SURE = [
    ("001203004567", "citizen-id"),
    ("096 199 123 456", "citizen-id"),
    ("024301123456", "citizen-id"),
    ("024351123456", None),  # nobody was born in 2051
    ("099203004567", None),  # no province has this number
    ("0912345678", "phone"),
    ("0912.345.678", "phone"),
    ("+84 912 345 678", "phone"),
    ("(+84) 912345678", "phone"),
    ("01633456789", "phone"),
    ("0204 3854 123", "phone"),
    ("(0255) 3822 456", "phone"),
    ("1900 1234", None),
    ("0.912345678", None),
    ("ten@vidu.example", "email"),
    ("báo cho ten.ho@thu.vidu.example trước 5/3", "email"),
    ("DN4123456789012", "insurance"),
    ("Hỗ trợ ông Lò Văn Páo làm nhà", "name"),
    ("bà Triệu Thị Blô", "name"),
    ("xã Trần Văn Thời", None),
    ("phường Nguyễn Huệ", None),
    ("Huyện Anh Sơn", None),
    ("104954000000", None),
    ("097123", None),
    ("24@since-2025-07", None),
    ("1719/QĐ-TTg", None),
]


@pytest.mark.parametrize(("cell", "kind"), SURE)
def test_one_cell_is_enough_for_what_can_be_nothing_else(cell, kind):
    assert list(told("Ghi chú", cell)) == ([kind] if kind else [])


LABELS = {
    "Họ và tên": ["name"],
    "ho_ten": ["name"],
    "Tên chủ hộ": ["name"],
    "SỐ CCCD": ["citizen-id"],
    "Số CMND/CCCD": ["citizen-id", "identity-card"],
    "SĐT": ["phone"],
    "so dien thoai": ["phone"],
    "Ngày sinh": ["birth-date"],
    "nam_sinh": ["birth-date"],
    "Nam sinh viên": [],
    "Nam sinh vien": [],
    "Số tài khoản": ["bank-account"],
    "Thẻ BHYT": ["insurance"],
    "Tên xã": [],
    "Tên công trình": [],
    "Mã địa bàn": [],
    "Tình trạng": [],
}


@pytest.mark.parametrize(("label", "kinds"), LABELS.items())
def test_a_label_is_read_by_whole_words_with_their_marks(label, kinds):
    assert [kind.id for kind in kinds_of_label(label)] == kinds


HEADED = [
    ("Họ và tên", ["nguyễn văn an", "H'Hen Niê"], {"name": [0, 1]}),
    ("Họ và tên", ["Tỉnh Bắc Ninh", "Xã Lũng Cú"], {}),
    ("Số CMND", ["123456789", "12345678"], {"identity-card": [0, 1]}),
    ("Năm sinh", ["1990", "2001"], {"birth-date": [0, 1]}),
    ("Số hộ có chủ hộ là nữ", ["120", "34"], {}),
    ("Tỷ lệ có thẻ BHYT", ["98,5", "87,1"], {}),
    ("Điện thoại", ["không", "chưa có"], {}),
    ("Số tài khoản", ["1234567890123"], {"bank-account": [0]}),
]


@pytest.mark.parametrize(("label", "cells", "expected"), HEADED)
def test_a_label_alone_accuses_nothing_whose_cells_do_not_look_like_it(label, cells, expected):
    assert told(label, *cells) == expected


def test_a_column_of_names_is_told_without_its_label():
    names = ["Nguyễn Văn An", "Trần Thị Bích", "LÒ VĂN PÁO", "H'Hen Niê", "Sùng A Dế"]
    assert told("Cột 3", *names) == {"name": [0, 1, 2, 3, 4]}


@pytest.mark.parametrize(
    "cells",
    [
        ["Hà Giang", "Cao Bằng", "Lào Cai", "Hà Nội"],
        ["Hà Nhì", "La Hủ", "Lô Lô", "La Chí"],
        ["Sơn Tây", "Lâm Hà", "Mai Sơn", "Vũ Quang"],
        ["Ban Dân tộc", "Sở Y tế", "Chi cục Kiểm lâm"],
        ["Nguyễn Văn An"],
    ],
)
def test_places_groups_and_offices_are_no_persons(cells):
    assert told("Cột 3", *cells) == {}


def test_numbers_that_look_so_by_chance_are_left_alone():
    chance = [f"0{number:010}" for number in range(10**9, 10**10, 10**8)]
    assert told("Mã hồ sơ", *chance, "0912345678") == {}


def test_what_a_column_may_hold_is_not_named():
    assert told("Thư điện tử", "coquan@tinh.example", allowed=["email"]) == {}
    assert told("Thư điện tử", "0912345678", allowed=["email"]) == {"phone": [0]}


def test_figures_are_judged_by_their_label_only():
    assert told("Kinh phí", "912345678", "912345679", "912345671", content=False) == {}
    assert told("Số điện thoại", "912345678", content=False) == {"phone": [0]}


def test_every_kind_speaks_both_languages_and_its_patterns_compile():
    for kind in kinds().values():
        assert kind.title["vi"] and kind.title["en"] and kind.examples
        for pattern in filter(None, (kind.shape, kind.sure, kind.column)):
            pl.Series(["x"]).str.contains(pattern)
