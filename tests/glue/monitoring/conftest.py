"""A portal with the demonstration year of monitoring, and beside it one real visit of another province, both
published by the road."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from ckan.tests.helpers import CKANTestApp

from glue.followup.conftest import (
    Office,
    drawn,
    empty_portal,
    forkserver,
    office,
    portal,
    site,
    start,
    work,
    year,
)
from glue.observations.conftest import publisher

__all__ = [
    "drawn",
    "empty_portal",
    "forkserver",
    "office",
    "portal",
    "publisher",
    "site",
    "start",
    "work",
    "year",
]

REAL = """\
visit_id,programme,item_code,area_id,area_name,visit_date,visit_kind,led_by,issues_found,findings,follow_up
D1,mtqg-1719-2021-2025,DA04,19@since-2025-07,Tỉnh Thái Nguyên,2025-09-10,inspection,Sở Dân tộc và Tôn giáo,0,Không có tồn tại.,not_needed
MH-DOT-05,mtqg-1719-2021-2025,DA04,62@pre-2025-07,Tỉnh Kon Tum,2025-05-12,inspection,Ban Dân tộc,0,Không có tồn tại.,not_needed
"""
FINDINGS = """\
finding_id,visit_id,programme,area_id,found_on,finding_kind,severity,finding,evidence,shared_on,agency_response,agency_responded_on,withdrawn_on,withdrawn_reason
P1,D1,mtqg-1719-2021-2025,19@since-2025-07,2025-09-10,money,minor,Chậm thanh toán.,Biên bản.,2025-09-20,Đã thanh toán đủ.,2025-09-28,,
P2,D1,mtqg-1719-2021-2025,19@since-2025-07,2025-09-10,,,,,,,,2025-10-02,Ghi nhầm địa bàn.
"""
CITED = "minh-hoa-hoc-sinh-di-hoc-theo-xa"
FIGURE = """\
FREQ,INDICATOR,REF_AREA,GEO_VERSION,SEX,ETHNIC_GROUP,COMMUNE_REGION,VALUE_TYPE,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_MULT,DECIMALS,OBS_STATUS,CONF_STATUS
A,I1719.16,24@since-2025-07,ASREP,_T,_T,_T,ACT,2025,93.4,PT,0,1,A,F
"""
Read = Callable[..., BeautifulSoup]


@pytest.fixture(scope="module")
def read(site: CKANTestApp, year: dict[str, bytes], office: Office) -> Read:
    """Opens a page of a portal on which both were published."""
    office.makes("giam-sat-that")
    for schema, content in (("monitoring_visits", REAL), ("findings", FINDINGS)):
        found = office.sends("giam-sat-that", schema, content.encode())
        assert (found["state"], found["report"]["faults"]) == ("published", [])

    def open_page(path: str, status: int = 200) -> BeautifulSoup:
        return BeautifulSoup(site.get(path, status=status).text, "html.parser")

    return open_page


def words(found: Any) -> str:
    """The text of a part of a page, its blanks made one."""
    return " ".join(found.get_text(" ").split())
