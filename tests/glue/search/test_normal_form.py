"""Whatever form people type in, one form is kept; and a dataset is named after its title."""

from __future__ import annotations

import unicodedata
from typing import Any

import ckan.plugins.toolkit as tk
import pytest

from ckanext.dtts.logic.action.normal_form import composed
from glue.records import agency, dataset, patch

pytestmark = pytest.mark.usefixtures("empty_portal")


def taken_apart(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def shown(dataset_id: str) -> dict[str, Any]:
    return tk.get_action("package_show")({"ignore_auth": True}, {"id": dataset_id})


def test_a_new_dataset_is_kept_composed_with_its_tags_areas_and_resources() -> None:
    made = dataset(
        title=taken_apart("Hộ nghèo"),
        notes=taken_apart("Mô tả"),
        tag_string=taken_apart("giảm nghèo,đất ở"),
        resources=[{"name": taken_apart("Bảng số liệu"), "url": "https://example.org/a.csv"}],
    )
    kept = shown(made["id"])
    assert kept["title"] == "Hộ nghèo"
    assert kept["notes"] == "Mô tả"
    assert {tag["name"] for tag in kept["tags"]} == {"giảm nghèo", "đất ở"}
    assert kept["resources"][0]["name"] == "Bảng số liệu"


def test_a_changed_field_is_kept_composed() -> None:
    made = dataset()
    patch(made["id"], provenance=taken_apart("Tổng cục Thống kê"))
    assert shown(made["id"])["provenance"] == "Tổng cục Thống kê"


def test_an_agency_is_kept_composed() -> None:
    assert agency("so-noi-vu", taken_apart("Sở Nội vụ"))["title"] == "Sở Nội vụ"


def test_a_password_is_never_rewritten() -> None:
    from ckanext.dtts.logic.action.normal_form import _person

    typed = {"password": taken_apart("mật khẩu"), "fullname": taken_apart("Hà")}
    assert _person(typed) == {"password": taken_apart("mật khẩu"), "fullname": "Hà"}


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Đắk Lắk: hộ nghèo, 2021–2025", "dak-lak-ho-ngheo-2021-2025"),
        (taken_apart("Thủy lợi Đồng Tháp"), "thuy-loi-dong-thap"),
        ("QUYẾT ĐỊNH 1719/QĐ-TTg", "quyet-dinh-1719-qd-ttg"),
    ],
)
def test_a_dataset_without_a_name_is_named_after_its_title(title: str, name: str) -> None:
    assert dataset(title=title, name="")["name"] == name


def test_a_second_dataset_of_the_same_title_gets_a_number() -> None:
    names = [dataset(title="Trùng tên", name="")["name"] for _ in range(3)]
    assert names == ["trung-ten", "trung-ten-2", "trung-ten-3"]


def test_a_name_that_was_given_stays() -> None:
    assert dataset(title="Tên khác", name="cho-san")["name"] == "cho-san"


def test_numbers_and_files_pass_untouched() -> None:
    file = object()
    assert composed({"n": 1, "f": file, "l": [None, True]}) == {"n": 1, "f": file, "l": [None, True]}
