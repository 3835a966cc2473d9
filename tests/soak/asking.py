"""What the soak does over HTTP, as its people would: edits, sends, approves, searches."""

from __future__ import annotations

import io
import json
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

from glue.road.points import points

ASKED_S = 60


@dataclass
class Portal:
    """A running portal and two of its people; `refused` counts answers that were none of 200 to 202."""

    url: str
    tokens: dict[str, str]
    refused: list[str] = field(default_factory=list)

    def post(self, who: str, path: str, **sent: Any) -> dict[str, Any]:
        """One request of a person; what is refused is noted and answered by nothing."""
        headers = {"Authorization": self.tokens[who]}
        try:
            answer = requests.post(self.url + path, headers=headers, timeout=ASKED_S, **sent)
        except requests.RequestException as error:
            self.refused.append(f"{path}: {error}")
            return {}
        if answer.status_code not in (200, 201, 202):
            self.refused.append(f"{path}: {answer.status_code} {answer.text[:200]}")
            return {}
        return dict(answer.json())

    def act(self, who: str, action: str, **parameters: Any) -> Any:
        """Call an action of the API."""
        return self.post(who, f"/api/3/action/{action}", json=parameters).get("result", {})

    def send(self, dataset: str, *ids: str) -> str:
        """Send a table of points for a dataset; the submission's id."""
        form = {"dataset": dataset, "table": "diem", "schema": "it_support_points"}
        file = {"file": ("diem.csv", io.BytesIO(points(*ids)), "text/csv")}
        return str(self.post("sender", "/api/dtts/v1/submissions", data=form, files=file).get("id", ""))

    def state(self, submission: str) -> str:
        """Where a submission stands."""
        return str(self.act("sender", "dtts_submission_show", id=submission).get("state", ""))

    def approve(self, submission: str) -> None:
        """Say yes as another person than the sender."""
        self.act("approver", "dtts_submission_approve", id=submission)

    def found(self, word: str) -> int:
        """How many datasets an anonymous search finds; 0 while search does not work."""
        try:
            asked = {"q": word, "rows": 0}
            answer = requests.get(self.url + "/api/3/action/package_search", params=asked, timeout=ASKED_S)
            return int(answer.json()["result"]["count"])
        except (requests.RequestException, ValueError, KeyError):
            return 0


def opened(url: str, users: Path) -> Portal:
    """The portal with the tokens of its people, which `users` keeps."""
    kept = json.loads(users.read_text(encoding="utf-8"))
    return Portal(url, {role: kept[role]["token"] for role in ("sender", "approver", "portal_admin")})


def begin(url: str, users: Path) -> tuple[Portal, list[str]]:
    """The portal with an agency of a sender and an approver, and the names of twenty empty datasets."""
    portal = opened(url, users)
    agency = f"co-quan-{uuid.uuid4().hex[:8]}"
    portal.act("portal_admin", "organization_create", name=agency, title="Cơ quan thử tải (minh họa)")
    for role, capacity in (("sender", "editor"), ("approver", "admin")):
        member = {"id": agency, "username": role, "role": capacity}
        portal.act("portal_admin", "organization_member_create", **member)
    portal.act("sender", "dtts_notice_setting_update", to_act="at-once", to_know="at-once")
    names = [f"thu-tai-{uuid.uuid4().hex[:10]}" for _dataset in range(20)]
    for name in names:
        portal.act("sender", "package_create", **described(name, agency))
    return portal, names


def until(happened: Callable[[], bool], seconds: float) -> float | None:
    """Seconds until it happened; None when it did not within so many."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        if happened():
            return time.monotonic() - began
        time.sleep(0.2)
    return None


def described(name: str, agency: str) -> dict[str, Any]:
    """The fields of a dataset of places, whatever its name."""
    return {
        "type": "facility",
        "name": name,
        "title": "Điểm hỗ trợ, thử tải",
        "notes": "Dữ liệu minh họa.",
        "owner_org": agency,
        "license_id": "CC-BY-4.0",
        "area_id": ["VN"],
        "frequency": "http://publications.europa.eu/resource/authority/frequency/ANNUAL",
        "contact_name": "Phòng Kế hoạch",
        "provenance": "Lập từ văn bản công bố.",
        "demo": "true",
    }
