"""A CKAN that answers `package_search` as 2.8 to 2.12 do, over a list that a test may change."""

from __future__ import annotations

import re
from typing import Any

from harvest_server.lists import as_json
from harvest_server.server import Request, Route

_SINCE = re.compile(r"metadata_modified:\[(\S+) TO \*\]")


def package(number: int, **changed: Any) -> dict[str, Any]:
    """A dataset as CKAN's own schema gives it."""
    return {
        "id": f"{number:08}-0000-4000-8000-000000000000",
        "name": f"bo-du-lieu-{number}",
        "title": f"Bộ dữ liệu minh họa {number}",
        "notes": "Dữ liệu minh họa",
        "license_id": "cc-by-4.0",
        "state": "active",
        "metadata_created": "2026-01-01T00:00:00.000000",
        "metadata_modified": f"2026-11-{1 + number % 20:02}T00:00:00.000000",
        "organization": {"title": "Đơn vị minh họa", "name": "don-vi-minh-hoa"},
        "tags": [{"name": "giảm nghèo", "display_name": "giảm nghèo"}, {"name": "a/b:c"}],
        "extras": [{"key": "xa", "value": "Bắc Hà"}],
        "resources": [
            {"url": "https://du-lieu.example.vn/a.csv", "name": "Bảng", "format": "CSV", "hash": ""}
        ],
        **changed,
    }


def search(packages: list[dict[str, Any]]) -> Route:
    """`package_search` with rows, start, sort by id, and the filter on `metadata_modified`."""

    def route(request: Request) -> bytes:
        assert request.query["sort"] == "id asc"
        since = _SINCE.search(request.query.get("fq", ""))
        found = sorted(packages, key=lambda one: one["id"])
        if since:
            found = [one for one in found if one["metadata_modified"][:19] >= since[1][:19]]
        start, rows = int(request.query["start"]), int(request.query["rows"])
        result = {"count": len(found), "results": found[start : start + rows]}
        return as_json({"success": True, "result": result})

    return route


SEARCH = "/api/3/action/package_search"
