"""A portal of this software as its API answers: `package_search` with `fl`, and the files of tables."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import Any

from harvest_server.catalogues import SEARCH
from harvest_server.lists import as_json
from harvest_server.server import Request, Route, reply

_ASKED = re.compile(r'"([\w-]+)"')
CSV = b"point_id,name_vi\n%d,\xc4\x90i\xe1\xbb\x83m\n"


@dataclass
class Province:
    """Datasets by number; `files` by path. `change` and `remove` are what its people do."""

    packages: dict[str, dict[str, Any]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    changes: int = 0
    rows: int = 1000

    def publish(self, number: int, content: bytes = CSV, version: int = 1, **changed: Any) -> str:
        """A dataset with one table; its id."""
        self.changes += 1
        name = f"bo-{number}"
        body = content % number if b"%d" in content else content
        self.files[f"/dataset/{name}/diem/v/{version}.csv"] = body
        made = {
            "id": f"{number:08}-0000-4000-8000-000000000000",
            "name": name,
            "type": "facility",
            "title": f"Điểm hỗ trợ {number}",
            "area_id": ["24"],
            "metadata_modified": f"2026-11-27T{self.changes:06}",
            "organization": {"title": "Tỉnh minh họa"},
            "tags": [{"name": "giảm nghèo"}],
            "resources": [table(body, version), {"url": "https://example.vn/a.pdf", "name": "Văn bản"}],
            **changed,
        }
        self.packages[made["id"]] = made
        return str(made["id"])

    def routes(self) -> dict[str, Route]:
        """For a server; what is published later is not served unless routes are asked for again."""
        served: dict[str, Route] = dict.fromkeys(self.files, self._file)
        return {**served, SEARCH: self._search}

    def _file(self, request: Request) -> bytes:
        return reply(self.files[request.path], Content_Type="text/csv")

    def _search(self, request: Request) -> bytes:
        found = sorted(self.packages.values(), key=lambda one: one["metadata_modified"], reverse=True)
        asked = set(_ASKED.findall(request.query["fq"]))
        found = [one for one in found if not asked or one["id"] in asked]
        start, most = int(request.query["start"]), min(self.rows, int(request.query["rows"]))
        page = found[start : start + most]
        if "fl" in request.query:
            page = [{name: one[name] for name in ("id", "metadata_modified")} for one in page]
        return as_json({"success": True, "result": {"count": len(found), "results": page}})


def table(body: bytes, version: int = 1, **changed: Any) -> dict[str, Any]:
    """The resource of a table as the portal shows it."""
    return {
        "url_type": "dtts",
        "url": "https://elsewhere.example.vn/diem.csv",
        "table": "diem",
        "name": "Các điểm",
        "name_en": "Points",
        "table_schema": "it_support_points",
        "table_schema_version": 1,
        "version": version,
        "hash": hashlib.sha256(body).hexdigest(),
        "size": len(body),
        **changed,
    }
