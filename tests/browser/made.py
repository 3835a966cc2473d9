"""Datasets that browser tests make for themselves, and take away."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

FIELDS = {
    "type": "program_result",
    "title": "Kết quả hỗ trợ theo xã, dùng để thử",
    "notes": "Bộ dữ liệu do bài thử tạo ra.",
    "license_id": "official-facts",
    "area_id": ["VN"],
    "frequency": "http://publications.europa.eu/resource/authority/frequency/ANNUAL",
    "contact_name": "Bài thử",
    "provenance": "Do bài thử tạo ra.",
    "demo": "true",
}


@contextmanager
def made(api: Callable[..., Any], prefix: str, **fields: Any) -> Iterator[dict[str, Any]]:
    """A demonstration dataset without tables, with a name of its own that begins with `prefix`."""
    found = api("package_create", **{**FIELDS, "name": f"{prefix}-{uuid.uuid4().hex[:12]}", **fields})
    yield found
    api("package_delete", id=found["id"])
