"""A visit as somebody wrote it down, with everything that it needs."""

from __future__ import annotations

WORDS = {
    "plan": "giam-sat|MH-KH-01",
    "area_id": "07534@since-2025-07",
    "visit_date": "2026-11-20",
    "visit_kind": "inspection",
    "visit_mode": "on_site",
    "item": "mtqg-1719-2021-2025/DA04.TDA1",
    "led_by": "Sở Dân tộc và Tôn giáo",
    "findings": "Đường thi công chậm.",
    "households_met": "12",
    "site-0-site_name": "Đường liên thôn",
    "site-0-site_kind": "work",
    "site-0-planned_amount": "1250,5",
    "site-0-latitude": "21.27384",
    "site-0-longitude": "106.19466",
    "site-0-point_posted": "met",
    "site-0-point_approved": "unmet",
    "site-0-point_in_use": "",
    "finding-0-site": "0",
    "finding-0-finding_kind": "progress",
    "finding-0-severity": "moderate",
    "finding-0-finding": "Thi công chậm so với hợp đồng.",
    "finding-0-evidence": "Biên bản tại hiện trường.",
    "finding-0-amount_concerned": "200",
    "recommendation-0-finding": "0",
    "recommendation-0-addressed_to": "Ban quản lý dự án đầu tư xây dựng khu vực",
    "recommendation-0-recommendation": "Điều chỉnh tiến độ.",
    "recommendation-0-due_on": "2026-12-31",
}
