"""Forms, labels and the index go by a register from the moment that it is published."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import pytest

from ckanext.dtts.registers import published
from ckanext.dtts.search import drain
from ckanext.dtts.views import labels
from dtts.registers import rows
from glue.records import dataset, found
from glue.registers.keeping import keeper, load, place

__all__ = ["keeper", "place"]
Work = Callable[..., int]
PLACE, NEW_PLACE = "24@since-2025-07", "99998@since-2025-07"


@pytest.fixture(scope="module")
def about_bac_ninh(keeper: str) -> dict[str, Any]:
    return dataset(title="Số liệu của một tỉnh", area_id=[PLACE])


@pytest.fixture
def renamed(keeper: str, about_bac_ninh: dict[str, Any], work: Work) -> None:
    """Units in which a province is called otherwise and has a commune more."""
    renamed = {"name_vi": "Thành phố Kinh Bắc", "name_vi_short": "Kinh Bắc"}
    new = [{**row, **renamed} if row["area_id"] == PLACE else row for row in rows("admin_units")]
    commune = next(row for row in new if row["level"] == "commune" and row["parent_code"] == "24")
    new.append(
        {**commune, "code": "99998", "area_id": NEW_PLACE, "name_vi": "Xã Mới", "name_vi_short": "Mới"}
    )
    load(keeper, new, register="admin_units")
    assert work() == 0
    published.look_again()


def test_a_province_that_is_called_otherwise_is_so_on_pages_in_the_index_and_in_forms(
    about_bac_ninh: dict[str, Any], renamed: None
) -> None:
    assert labels.area(PLACE, "vi") == "Thành phố Kinh Bắc"
    assert labels.code("places", PLACE, "vi") == "Thành phố Kinh Bắc"
    drain()
    assert found("Kinh Bắc") == ["Số liệu của một tỉnh"]
    assert dataset(title="Số liệu của xã mới", area_id=[NEW_PLACE])["area_id"] == [NEW_PLACE]


def test_a_place_that_no_register_in_force_has_is_refused(keeper: str) -> None:
    with pytest.raises(tk.ValidationError) as refused:
        dataset(area_id=["99997@since-2025-07"])
    assert "99997@since-2025-07" in refused.value.error_dict["area_id"][0]


def test_an_item_of_the_programme_is_a_choice_once_it_is_published(keeper: str, work: Work) -> None:
    item = {"type": "program_result", "programme_item": "DA11", "result_kind": "output"}
    with pytest.raises(tk.ValidationError) as refused:
        dataset(**item)
    assert "programme_item" in refused.value.error_dict
    first, *others = rows("programme_items")
    new = {**first, "code": "DA11", "name_vi": "Dự án mười một", "name_en": "Project eleven"}
    load(keeper, [first, *others, new], register="programme_items")
    work()
    published.look_again()
    assert dataset(**item)["programme_item"] == "DA11"
    assert labels.choice("program_result", "programme_item", "DA11", "vi") == "DA11 · Dự án mười một"
