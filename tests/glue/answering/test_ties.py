"""Which agency a name means: only by what administrators set, and never one of several."""

from __future__ import annotations

import pytest

from ckanext.dtts.answering.ties import Known, Ties
from dtts.vietnamese import fold


def known(agency: str, *names: str, area_id: str | None = None) -> Known:
    return Known(agency, frozenset(fold(name) for name in names), area_id)


PROVINCE, OTHER = "51@since-2025-07", "24@since-2025-07"
COMMUNE, BESIDE = "21040@since-2025-07", "21028@since-2025-07"
TIES = Ties(
    (
        known("so-51", "Sở Y tế", area_id=PROVINCE),
        known("so-24", "Sở Y tế", area_id=OTHER),
        known("xa", "Ủy ban nhân dân xã Bình Sơn", area_id=COMMUNE),
        known("bo", "Bộ Y tế", "BYT"),
        known("mot", "Ban quản lý dự án", area_id=PROVINCE),
        known("hai", "Ban quản lý dự án", area_id=PROVINCE),
    )
)


@pytest.mark.parametrize(
    ("name", "area_id", "agency"),
    [
        ("Sở Y tế", COMMUNE, "so-51"),
        ("Sở Y tế", OTHER, "so-24"),
        ("sở  y tế ", PROVINCE, "so-51"),
        ("Sở Y tế", "VN", None),
        ("Ủy ban nhân dân xã Bình Sơn", COMMUNE, "xa"),
        ("Ủy ban nhân dân xã Bình Sơn", BESIDE, None),
        ("BYT", COMMUNE, "bo"),
        ("Ban quản lý dự án", COMMUNE, None),
        ("Sở Y tế tỉnh", COMMUNE, None),
        ("", COMMUNE, None),
    ],
)
def test_a_name_means_the_only_agency_that_answers_for_the_place(
    name: str, area_id: str, agency: str | None, web: object
) -> None:
    assert TIES.agency(name, area_id) == agency
