"""What the road would refuse of a visit is said at the field of its form, before anything is sent."""

from __future__ import annotations

import uuid
from datetime import date
from pathlib import Path

import pytest

from core.visiting.words import WORDS
from dtts.visiting import Frame, examined, faults

TODAY = date(2026, 11, 27)
FRAME = Frame(uuid.UUID("3f2a9c10-0000-4000-8000-000000000000"), plan_id="MH-KH-01")
SECOND = {
    "finding-3-finding_kind": "money",
    "finding-3-severity": "minor",
    "finding-3-finding": "Chậm thanh toán.",
    "finding-3-evidence": "Biên bản.",
}


def test_a_sound_visit_has_no_fault(tmp_path: Path) -> None:
    assert examined({**WORDS, **SECOND}, FRAME, tmp_path, today=TODAY) == {}


@pytest.mark.parametrize(
    ("changed", "at"),
    [
        ({"findings": "Hỏi bà con theo số 0912 345 678."}, "findings"),
        ({"finding-0-amount_concerned": "2000"}, "finding-0-amount_concerned"),
        ({"finding-0-households_affected": "3"}, "finding-0-households_affected"),
        ({**SECOND, "finding-3-evidence": "Gọi 0912 345 678."}, "finding-3-evidence"),
        ({"area_id": "07534@pre-2025-07"}, "area_id"),
        ({"recommendation-0-addressed_to": "Liên hệ 0912 345 678"}, "recommendation-0-addressed_to"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else value,
)
def test_a_row_that_its_table_refuses_is_a_fault_at_its_field(
    changed: dict[str, str], at: str, tmp_path: Path
) -> None:
    said = {**WORDS, **changed}
    assert faults(said, TODAY, (date(2026, 10, 1), date(2026, 12, 20))) == {}
    found = examined(said, FRAME, tmp_path, today=TODAY)
    assert list(found) == [at]
    assert found[at]["vi"] and found[at]["en"]
