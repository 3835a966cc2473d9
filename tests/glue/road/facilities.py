"""Datasets for these tests."""

from __future__ import annotations

import uuid
from typing import Any

from glue.records import dataset


def new_facility() -> dict[str, Any]:
    """An empty dataset of a type that takes IT support points."""
    return dataset(type="facility", name=f"diem-{uuid.uuid4().hex[:10]}", title="Điểm hỗ trợ CNTT")
